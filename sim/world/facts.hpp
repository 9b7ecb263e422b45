// Facts: what roles and the kernel report to the ledger. A role reports, it never judges.
//
// A fact is about a range of messages (the records of one batch, or one message). What a fact means
// for the fate of a message is defined in ledger.hpp and nowhere else.
#pragma once

#include <cstdint>

#include "sim/base/append_only.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/causes.hpp"

namespace mqfate {

/// Messages that travel together lie together in one list of the world.
using RecordIndex = Strong<struct RecordTag, std::uint32_t>;
using Records = AppendOnly<RecordIndex, MessageId>;

struct RecordRange {
    RecordIndex first;
    std::uint32_t count = 0;
    friend bool operator==(const RecordRange&, const RecordRange&) = default;
};

/// What a fact is about: a branch is the number of a queue, or of an audience, among those that the
/// message is for (publication.hpp). One for which it is not said is meant for all of them.
using Branch = std::uint16_t;
inline constexpr Branch everywhere = 0xffff;

enum class FactKind : std::uint8_t {
    // The publishing application and its client.
    published,   ///< the application handed one message to its producer; `scope`: its order scope
    confirmed,   ///< the producer told the application: success
    rejected,    ///< the producer told the application: failure
    let_go,      ///< the producer will not learn what becomes of it (acks=0; it died: `cause`)
    sent_again,  ///< the producer sends it once more; `cause`: why
    // Copies in a queue.
    appended,       ///< a leader put a copy into its log
    copied,         ///< another replica has a copy as well
    removed,        ///< a replica lost its copy; `cause`: how
    never_arrived,  ///< a copy under way to the queue is gone; `cause`: how
    // An audience.
    delivered,    ///< handed to the consuming application; `cause`: why, if it may be once more
    applied,      ///< the business effect took place
    readable,     ///< audit after the drain: one copy that a reader of the queue finds, in order
    retired,      ///< the queue let go of a copy because it was acknowledged: it counts as readable
    restored,     ///< that acknowledgement was forgotten, and the copy is there again
    parked,       ///< it lies in a dead-letter queue or an error list, kept for a person
    passed_over,  ///< it will not be given to this audience any more; `cause`: why
    undone,       ///< an effect was taken back, or was lost; `cause`: how
};

/// One fact. `node`: who reports it. Which messages: `records`, or the one `message` if count is 0.
struct Fact {
    FactKind kind{};
    Cause cause = Cause::none;
    NodeId node = no_node;
    RecordRange records{};
    MessageId message{};
    std::uint16_t scope = 0;
    Branch branch = everywhere;
    friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace mqfate
