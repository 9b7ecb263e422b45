// What may be asked of a state: who leads, who follows whom how far, where a log would be cut, and
// the two properties.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "tests/exhaustive/replication/state.hpp"
#include "tests/exhaustive/replication/variants.hpp"

namespace mqfate::replication {

// ---- KafkaReplication

inline bool has_offset(const Replica& replica, unsigned offset) { return offset < replica.end; }
/// ReplicaPresumesLeadership.
inline bool presumes_leadership(const State& state, Name name) {
    return state[name].leader == name;
}
/// ReplicaIsFollowing; the presumed leader follows itself.
inline bool follows(const State& state, Name follower, Name leader) {
    return state[follower].leader == leader;
}
/// IsTrueLeader.
inline bool is_true_leader(const State& state, Name name) {
    return state.quorum.leader == name && presumes_leadership(state, name) &&
           state[name].epoch == state.epochs;
}
/// Kip320!IsFollowingLeaderEpoch.
inline bool follows_in_epoch(const State& state, Name follower, Name leader) {
    return presumes_leadership(state, leader) && follows(state, follower, leader) &&
           state[follower].epoch == state[leader].epoch;
}

/// Whether a follower has all before `end`, as far as its leader can tell. IsFollowerCaughtUp,
/// Kip320FirstTry!IsFollowerCaughtUpToLeaderEpoch; Kip320: the conditions of FencedLeaderShrinkIsr
/// (denied) and HasFollowerReachedHighWatermark.
inline bool is_caught_up(Fencing fencing, const State& state, Name follower, Name leader,
                         unsigned end) {
    const Replica& ahead = state[leader];
    const Replica& behind = state[follower];
    switch (fencing) {
        case Fencing::none:
            return follows(state, follower, leader) &&
                   (end == 0 || (has_offset(ahead, end - 1) && has_offset(behind, end - 1)));
        case Fencing::by_last_record:
            return presumes_leadership(state, leader) && follows(state, follower, leader) &&
                   (end == 0 || (has_offset(ahead, end - 1) && has_offset(behind, end - 1) &&
                                 ahead.log[end - 1].epoch() == behind.log[end - 1].epoch()));
        case Fencing::by_epoch:
            return follows_in_epoch(state, follower, leader) && end <= behind.end;
    }
    return false;
}

/// HasHighWatermarkReachedCurrentEpoch of Kip320FirstTry and Kip320.
inline bool high_watermark_is_in_own_epoch(const Replica& leader) {
    const unsigned offset = leader.high_watermark;
    return offset == leader.end ||
           (has_offset(leader, offset) && leader.log[offset].epoch() == leader.epoch);
}

// ---- where a log is cut

/// Kip101!LookupOffsetForEpoch. May lie behind the end of the follower's log.
inline unsigned end_of_epoch(const Replica& leader, const Replica& follower, unsigned epoch) {
    if (leader.end == 0) return follower.high_watermark;
    if (leader.log[leader.end - 1U].epoch() == epoch) return leader.end;
    for (unsigned offset = 0; offset < leader.end; ++offset)
        if (leader.log[offset].epoch() > epoch) return offset;
    return follower.high_watermark;
}
/// Kip279!FirstNonMatchingOffsetFromTail.
inline unsigned end_of_match(const Replica& leader, const Replica& follower) {
    unsigned end = std::min(leader.end, follower.end);
    while (end > 0 && leader.log[end - 1] != follower.log[end - 1]) --end;
    return end;
}
/// Kip320FirstTry!FollowerNeedsTruncation.
inline bool needs_truncation(const Replica& leader, const Replica& follower) {
    if (follower.end > leader.end) return true;
    const unsigned last = follower.end - 1U;
    return follower.end > 0 && leader.log[last].epoch() != follower.log[last].epoch();
}

// ---- the properties

/// The log before `end`: equal numbers for equal entries.
inline std::uint32_t entries_before(const Replica& replica, unsigned end) {
    static_assert(most_records == 3 && sizeof(Record) == 1);
    const auto at = [&](unsigned i) { return std::uint32_t{replica.log[i].bits} << 8 * i; };
    return (at(0) | at(1) | at(2)) & ((1U << 8 * end) - 1U);
}
/// Whether all of `isr` have what `leader` holds for committed.
inline bool have_committed(const State& state, const Replica& leader, Set isr) {
    const unsigned end = leader.high_watermark;
    if (end == 0 || isr == Set{}) return true;
    if (leader.end < end) return false;
    const std::uint32_t committed = entries_before(leader, end);
    for (Name name = 1; name <= most_replicas; ++name)
        if (isr.has(name) && entries_before(state[name], end) != committed) return false;
    return true;
}
/// Who believes to lead is right about those that it believes to be in sync.
inline bool weak_isr(const State& state) {
    for (Name name = 1; name <= most_replicas; ++name)
        if (presumes_leadership(state, name) &&
            !have_committed(state, state[name], state[name].isr))
            return false;
    return true;
}
/// What anybody who believes to lead holds for committed is on all that may be elected.
inline bool strong_isr(const State& state) {
    for (Name name = 1; name <= most_replicas; ++name)
        if (presumes_leadership(state, name) &&
            !have_committed(state, state[name], state.quorum.isr))
            return false;
    return true;
}

}  // namespace mqfate::replication
