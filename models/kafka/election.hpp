// Who leads a partition: what the controller decides about one partition, as pure functions.
//
// Rules (PartitionChangeBuilder.electAnyLeader, electPreferredLeader, tryElection, build;
// PartitionRegistration.merge; Apache Kafka 4.1):
//   (1) The leader stays if it is acceptable and in the target ISR.
//   (2) Else the first replica of the assignment that is both leads; else nobody does.
//   (3) An empty target ISR is not written: the last member stays in the ISR, without leading.
//   (4) Where the preferred leader is looked for, the first replica of the assignment comes before
//       the leader, if it is acceptable and in the target ISR.
//   (5) The partition epoch rises by one with each change, the leader epoch with each change of
//       leader, also to nobody and back. A mere change of the ISR leaves the leader epoch alone.
// Left out: eligible leader replicas (KIP-966), which add a second clause to (1) and (2) and take
// the place of (3); unclean election, a last resort behind (2); reassignment.
// Tested by: tests/models/kafka/election_test.cpp.
#pragma once

#include <optional>

#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

/// What a change aims at, before anybody is elected.
struct PartitionChange {
    ReplicaSet target_isr;
    ReplicaSet acceptable;   ///< who may lead: the unfenced
    bool preferred = false;  ///< the preferred leader is looked for
};

/// The place of `broker` in the replica assignment, if it has one.
std::optional<unsigned> place_of(NodeId broker, const PartitionConfig& partition);

/// Whether its preferred replica leads it (PartitionRegistration.hasPreferredLeader).
bool has_preferred_leader(const PartitionState& now, const PartitionConfig& partition);

/// The leader by rules (1), (2) and (4); no_node if there is none.
NodeId elect_leader(const PartitionState& now, const PartitionConfig& partition,
                    const PartitionChange& change);

/// The state after the change; equal to `now` if there is nothing to write down.
PartitionState changed(const PartitionState& now, const PartitionConfig& partition,
                       const PartitionChange& change);

}  // namespace mqfate::kafka
