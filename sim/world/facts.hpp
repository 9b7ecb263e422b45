// Facts: what roles and the kernel report to the ledger. A role reports, it never judges.
//
// A fact is about a range of messages (the records of one batch, or one message). What a fact means
// for the fate of a message is defined in ledger.hpp and nowhere else.
#pragma once

#include <cstdint>

#include "sim/base/append_only.hpp"
#include "sim/base/strong.hpp"

namespace mqfate {

/// Messages that travel together lie together in one list of the world.
using RecordIndex = Strong<struct RecordTag, std::uint32_t>;
using Records = AppendOnly<RecordIndex, MessageId>;

struct RecordRange {
    RecordIndex first;
    std::uint32_t count = 0;
    friend bool operator==(const RecordRange&, const RecordRange&) = default;
};

enum class FactKind : std::uint8_t {
    published,      ///< the application handed one message to its producer; `detail`: order scope
    confirmed,      ///< the producer told the application: success
    rejected,       ///< the producer told the application: failure
    let_go,         ///< the producer will not learn what becomes of it (acks=0, no confirm asked)
    sent_again,     ///< the producer sends it once more; `cause`: why
    appended,       ///< a leader put a copy into its log
    copied,         ///< another replica has a copy as well
    removed,        ///< a replica lost its copy; `cause`: how
    never_arrived,  ///< a copy under way to the queue is gone; `cause`: how
    delivered,      ///< handed to the consuming application
    applied,        ///< the business effect took place
    readable,       ///< audit after the drain: one copy that a reader of the queue finds, in order
};

/// Why a copy is gone, or why there is one more than there should be: one enumerator each.
enum class Cause : std::uint8_t {
    none,
    // Losses.
    lost_in_flight,                      ///< the network or a dead connection took it
    refused_by_broker,                   ///< arrived, was not appended, and nobody sent it again
    expired_in_producer,                 ///< delivery.timeout.ms passed before it could be sent
    producer_crashed,                    ///< it was in the producer's memory only
    unsynced_on_power_loss,              ///< written, not yet on disk
    disk_lost,                           ///< the disk itself went
    leader_lost_before_replication,      ///< the only copies died with the leader
    truncated_by_new_leader,             ///< a leader of a later epoch does not have it
    offset_committed_before_processing,  ///< the consumer had moved on before the work was done
    never_consumed,                      ///< still unread when the drain ended
    // Extra copies, deliveries and effects.
    ack_lost_then_retried,         ///< appended; the answer did not come; sent again
    connection_lost_then_retried,  ///< appended; the connection broke; sent again
    error_then_retried,            ///< appended; the broker answered with an error; sent again
    renumbered_after_epoch_bump,   ///< appended under the old producer epoch, sent under the new
    duplicated_by_network,         ///< a datagram that arrived twice
    redelivered_after_crash,       ///< the consumer restarted from an older offset
    duplicate_in_log,              ///< the log has it twice, so the consumer gets it twice
    // Order.
    retried_behind_later,  ///< a later batch was appended before the retry
    // A loss again, last, so that the fingerprints of older runs stay as they were.
    left_on_a_follower,  ///< a replica has it, where the leader has another
};
inline constexpr std::uint8_t cause_count = 20;

/// One fact. `node`: who reports it. Which messages: `records`, or the one `message` if count is 0.
struct Fact {
    FactKind kind{};
    Cause cause = Cause::none;
    NodeId node = no_node;
    RecordRange records;
    MessageId message{};
    std::uint32_t detail = 0;
    friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace mqfate
