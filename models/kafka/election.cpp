#include "models/kafka/election.hpp"

namespace mqfate::kafka {
namespace {

/// PartitionChangeBuilder.isValidNewLeader.
bool may_lead(unsigned place, const PartitionChange& change) {
    return change.target_isr.has(place) && change.acceptable.has(place);
}

}  // namespace

std::optional<unsigned> place_of(NodeId broker, const PartitionConfig& partition) {
    for (unsigned place = 0; place < partition.replicas.size(); ++place)
        if (partition.replicas[place] == broker) return place;
    return {};
}

bool has_preferred_leader(const PartitionState& now, const PartitionConfig& partition) {
    return now.leader == partition.replicas.front();
}

NodeId elect_leader(const PartitionState& now, const PartitionConfig& partition,
                    const PartitionChange& change) {
    if (change.preferred && may_lead(0, change)) return partition.replicas.front();
    const std::optional<unsigned> current = place_of(now.leader, partition);
    if (current && may_lead(*current, change)) return now.leader;
    for (unsigned place = 0; place < partition.replicas.size(); ++place)
        if (may_lead(place, change)) return partition.replicas[place];
    return no_node;
}

PartitionState changed(const PartitionState& now, const PartitionConfig& partition,
                       const PartitionChange& change) {
    PartitionState next = now;
    next.leader = elect_leader(now, partition, change);
    if (change.target_isr.size() > 0) next.isr = change.target_isr;
    if (next == now) return now;
    ++next.partition_epoch;
    if (next.leader != now.leader) ++next.leader_epoch;
    return next;
}

}  // namespace mqfate::kafka
