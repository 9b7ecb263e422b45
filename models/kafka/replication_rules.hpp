// The rules of replication as they were, rung by rung: each replaces one rule and is else today's.
//
// The rungs are those of the public TLA+ specification of Kafka's replication (hachikuji,
// kafka-specification: KafkaTruncateToHighWatermark, Kip101, Kip279, Kip320FirstTry, Kip320), told
// apart by what a replica does when a reign begins and by whose fetches a leader counts. What else
// has changed in Kafka since then stays as it is today in every rung: the controller (KRaft), the
// in-sync set (KIP-497, KIP-966), the producer. Which rung a version has, and what else differs in
// it, is in versions.hpp.
//
//   rung                         a reign begins               a fetch says   joins the in-sync set
//   truncate-to-high-watermark   cut to own high watermark    nothing        at the high watermark
//   kip-101                      ask; else own watermark      nothing        at the high watermark
//   kip-279                      ask, down to what both have  nothing        at the high watermark
//   kip-320-first-try            nothing                      last epoch     from the reign's start
//   kip-320-unfenced-truncation  ask, down to what both have  its reign      from the reign's start
//   kip-320                      the same, of this reign      its reign      from the reign's start
//   current                      nothing                      both           from the reign's start
//
// Where the specification and Kafka's source differ, the rung is the specification's, and the place
// says so. Tested by: tests/models/kafka/replication_rules_test.cpp.
#pragma once

#include <cstdint>

namespace mqfate::kafka {

enum class ReplicationRules : std::uint8_t {
    /// Up to 0.10. A follower's high watermark is one fetch late, so the cut takes what is
    /// committed; and where the watermark says nothing, two logs differ at one offset for ever.
    truncate_to_high_watermark,
    /// KIP-101, 0.11 to 1.1. A leader that does not know the epoch leaves the follower to its high
    /// watermark; and it names the end of an epoch of its own, which the follower may not have.
    kip_101,
    /// KIP-279, 2.0. Truncation is right, but whoever asks is counted: a follower that is in
    /// another reign commits what it may cut off, and a lagging one joins before it has all.
    kip_279,
    /// The first draft of KIP-320, never released. A fetch proves that the logs agree, not that the
    /// follower is in the leader's reign: it may still obey a reign between, and cut.
    kip_320_first_try,
    /// Kip320 with the truncation of Kip279. The follower asks a leader that is in another reign,
    /// and may be cut itself before it reaches the follower's.
    kip_320_unfenced_truncation,
    /// KIP-320, 2.1 to 2.6.
    kip_320,
    /// KIP-595, since 2.7: a fetch that shows a divergence truncates.
    current,
};

/// ReplicaManager.makeFollowers of 0.10: logManager.truncateTo(the replica's high watermark).
constexpr bool truncates_to_high_watermark(ReplicationRules rules) {
    return rules == ReplicationRules::truncate_to_high_watermark;
}
/// Whether a new follower asks its leader where its last epoch ends there, before it fetches
/// (OffsetsForLeaderEpoch, AbstractFetcherThread.maybeTruncate).
constexpr bool asks_where_epochs_end(ReplicationRules rules) {
    return rules == ReplicationRules::kip_101 || rules == ReplicationRules::kip_279 ||
           rules == ReplicationRules::kip_320_unfenced_truncation ||
           rules == ReplicationRules::kip_320;
}
/// Whether leader and follower step down to the last epoch that both have (KIP-279); before, a
/// leader that knows no larger epoch answers with none, and the high watermark decides (KIP-101).
constexpr bool steps_down_to_common_epoch(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_279;
}
/// Whether that question names the reign of the follower (KIP-320).
constexpr bool truncation_is_fenced(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_320;
}
/// Whether a fetch names the epoch of the follower's last entry, so that a divergence shows
/// (KIP-595; as FollowerNeedsTruncation in Kip320FirstTry).
constexpr bool truncates_on_fetch(ReplicationRules rules) {
    return rules == ReplicationRules::kip_320_first_try || rules == ReplicationRules::current;
}
/// Whether a fetch names the reign of the follower, so that a leader serves, and counts, only those
/// of its own (KIP-320).
constexpr bool fetch_is_fenced(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_320_unfenced_truncation;
}
/// Whether a replica that joins must have what the leader had when its reign began (KAFKA-7128;
/// the specification has it from Kip320FirstTry on).
constexpr bool joins_from_start_of_reign(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_320_first_try;
}
/// Whether a leader notes its epoch when it takes office (KAFKA-7415); before, with its first
/// record: so the specification, which knows epochs of records only.
constexpr bool notes_reign_at_once(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_320_first_try;
}
/// Whether a consumer's fetch names epochs (KIP-320; the specification has no consumers).
constexpr bool consumers_name_epochs(ReplicationRules rules) {
    return rules >= ReplicationRules::kip_320_unfenced_truncation;
}

}  // namespace mqfate::kafka
