// Causes: why a copy of a message is gone, or why there is one more than there should be.
//
// The set is open. The codes below are what any queue may do to a message; a system adds its own
// from `first_of_a_system` on (models/kafka/causes.hpp), with its name and what it explains. Codes
// and names are for ever: codes are in fingerprints, names in scenarios, JSON and CSV. Two systems
// may use one code for different things, so a name is looked up in the table of one system.
// Tested by: tests/sim/world/causes_test.cpp.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace mqfate {

enum class Cause : std::uint8_t {
    none = 0,
    // Losses.
    lost_in_flight = 1,          ///< the network or a dead connection took it
    refused_by_broker = 2,       ///< arrived, was not appended, and nobody sent it again
    expired_in_producer = 3,     ///< the producer gave up before it could be sent
    producer_crashed = 4,        ///< it was in the producer's memory only
    unsynced_on_power_loss = 5,  ///< written, not yet on disk
    disk_lost = 6,               ///< the disk itself went
    never_consumed = 10,         ///< still unread when the drain ended
    left_on_a_follower = 19,     ///< a replica has it, where the leader has another
    // Losses on purpose.
    expired = 20,             ///< older than the queue keeps a message
    over_length = 21,         ///< the queue was full, and it made room
    evicted = 22,             ///< memory was short, and the queue's key went
    retained_too_short = 23,  ///< the log let go of it before it was read
    unroutable = 24,          ///< no queue was bound to where it was sent
    // Effects that did not last.
    effect_rolled_back = 25,  ///< the transaction that it was part of did not commit
    effect_lost = 26,         ///< the database lost what it had committed
    // Extra copies, deliveries and effects.
    ack_lost_then_retried = 11,         ///< appended; the answer did not come; sent again
    connection_lost_then_retried = 12,  ///< appended; the connection broke; sent again
    error_then_retried = 13,            ///< appended; the broker answered with an error; sent again
    duplicated_by_network = 15,         ///< a datagram that arrived twice
    redelivered_after_crash = 16,  ///< the consumer that had it died, and it was given out again
    duplicate_in_log = 17,         ///< the log has it twice, so the consumer gets it twice
    ack_forgotten = 27,            ///< its acknowledgement did not last, so it is there again
    // Order.
    retried_behind_later = 18,  ///< a later batch was appended before the retry
};
inline constexpr std::uint8_t first_of_a_system = 64;

enum class Explains : std::uint8_t { loss, extra, order };

/// One cause as people and files name it.
struct CauseWord {
    Cause code{};
    std::string_view name;
    Explains explains{};
};

/// The causes of one system, the generic ones and its own: losses first, then extra copies, then
/// order.
class CauseTable {
public:
    /// The generic ones alone.
    CauseTable() : CauseTable(std::span<const CauseWord>{}) {}
    /// Requires: codes and names of `of_system` are its own, codes from first_of_a_system on.
    explicit CauseTable(std::span<const CauseWord> of_system);

    std::span<const CauseWord> all() const { return words_; }
    /// "none" for Cause::none. Requires: it is in the table.
    std::string_view name(Cause cause) const;
    /// Nothing if no cause is called so.
    std::optional<Cause> named(std::string_view name) const;

private:
    std::vector<CauseWord> words_;
};

/// How many by cause: a sorted list of those that there are, since nearly all are zero.
class CauseCounts {
public:
    void add(Cause cause, std::uint64_t n);
    std::uint64_t operator[](Cause cause) const;
    auto begin() const { return counts_.begin(); }
    auto end() const { return counts_.end(); }
    friend bool operator==(const CauseCounts&, const CauseCounts&) = default;

private:
    boost::container::small_vector<std::pair<Cause, std::uint64_t>, 4> counts_;
};

}  // namespace mqfate
