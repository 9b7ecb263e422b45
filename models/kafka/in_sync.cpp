#include "models/kafka/in_sync.hpp"

#include <algorithm>

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {
namespace {

std::size_t place_in(const std::vector<NodeId>& replicas, NodeId node) {
    std::size_t r = 0;
    while (r < replicas.size() && replicas[r] != node) ++r;
    return r;
}

void grow_older(std::uint8_t& age) {
    if (age < Remote::old) ++age;
}

// The controller puts out whose broker it has fenced. The high watermark does not wait for such a
// replica (Partition.isReplicaIsrEligible), here until it has caught up again.
void put_out(Replica& replica, ReplicaSet isr) {
    for (unsigned r = 0; r < replica.remotes.size(); ++r)
        if (replica.isr.has(r) && !isr.has(r))
            replica.remotes[r].caught_up = replica.remotes[r].asked = Remote::old;
}

}  // namespace

void InSync::start() {
    const Duration lag = parts_.settings().broker.replica_lag_time_max;
    parts_.context.arm(IsrCheckDue{}, Duration{lag.ns / 2});
}

// ---- a reign

void InSync::know_nobody(std::size_t place) {
    Replica& replica = parts_.hosted.replica(place);
    const auto& replicas = parts_.settings().partition(replica.partition).replicas;
    replica.remotes.assign(replicas.size(), Remote{});
}

void InSync::take_over(std::size_t place, const PartitionState& state) {
    Replica& replica = parts_.hosted.replica(place);
    replica.partition_epoch = state.partition_epoch;
    put_out(replica, state.isr);
    replica.isr = state.isr;
    replica.proposed.reset();
}

// A new reign: in-sync followers count as caught up now, the others as far behind. What a leader
// that stays knows of their log ends, it keeps (Partition.makeLeader, Replica.resetReplicaState).
void InSync::begin_reign(std::size_t place, bool led_before) {
    Replica& replica = parts_.hosted.replica(place);
    replica.epoch_start = parts_.hosted.end(place);
    if (notes_reign_at_once(parts_.settings().replication_rules)) parts_.hosted.note_reign(place);
    for (unsigned r = 0; r < replica.remotes.size(); ++r) {
        Remote& remote = replica.remotes[r];
        remote.caught_up = replica.isr.has(r) ? 0 : Remote::old;
        if (!led_before) continue;
        remote.leader_end = replica.epoch_start;
        remote.asked = remote.caught_up;
    }
}

void InSync::forget(std::size_t place) {
    Replica& replica = parts_.hosted.replica(place);
    replica.isr = {};
    replica.proposed.reset();
    replica.remotes.clear();
}

// ---- progress

// Asking for `offset` acknowledges everything below it (Partition.updateFollowerFetchState).
void InSync::follower_asked(std::size_t place, NodeId follower, Offset offset) {
    Replica& replica = parts_.hosted.replica(place);
    const Offset end = parts_.hosted.end(place);
    const std::size_t r =
        place_in(parts_.settings().partition(replica.partition).replicas, follower);
    if (r >= replica.remotes.size()) return;
    Remote& remote = replica.remotes[r];
    if (offset >= end)
        remote.caught_up = 0;
    else if (offset >= remote.leader_end)  // it has what was there when it asked last
        remote.caught_up = std::min(remote.caught_up, remote.asked);
    const bool moved = !remote.known || remote.end != offset;
    remote.asked = 0;
    remote.known = true;
    remote.end = offset;
    remote.leader_end = end;
    maybe_expand(place, r);
    if (moved) parts_.leading.raise_high_watermark(place);
}

// Partition.maybeExpandIsr: back in the set once it has reached the high watermark and the start of
// this reign. Whether its broker is fenced (but for one that has shut down) only the controller
// knows here: it refuses the proposal (ineligible_replica), where Kafka's leader would not make it.
void InSync::maybe_expand(std::size_t place, std::size_t r) {
    const Replica& replica = parts_.hosted.replica(place);
    const auto member = static_cast<unsigned>(r);
    if (replica.proposed || replica.isr.has(member)) return;
    if (parts_.membership.is_gone(parts_.settings().partition(replica.partition).replicas[r]))
        return;
    const Remote& remote = replica.remotes[r];
    if (remote.end < replica.high_watermark) return;
    if (remote.end < replica.epoch_start &&
        joins_from_start_of_reign(parts_.settings().replication_rules))
        return;
    propose(place, replica.isr.with(member));
}

// Partition.maybeShrinkIsr.
void InSync::check() {
    const Settings& settings = parts_.settings();
    for (std::size_t place = 0; place < parts_.hosted.count(); ++place) {
        Replica& replica = parts_.hosted.replica(place);
        const auto& replicas = settings.partition(replica.partition).replicas;
        ReplicaSet isr = replica.isr;
        for (unsigned r = 0; r < replica.remotes.size(); ++r) {
            if (replicas[r] == parts_.context.self()) continue;
            Remote& remote = replica.remotes[r];
            const bool has_all = remote.known && remote.end == parts_.hosted.end(place);
            if (remote.caught_up == Remote::old && !has_all) isr = isr.without(r);
            grow_older(remote.caught_up);
            grow_older(remote.asked);
        }
        if (replica.leads && !replica.proposed && isr != replica.isr) propose(place, isr);
    }
    start();
}

// ---- proposals (AlterPartition, KIP-497)

void InSync::propose(std::size_t place, ReplicaSet isr) {
    Replica& replica = parts_.hosted.replica(place);
    replica.proposed = isr;
    parts_.membership.alter(replica.partition);
}

std::optional<PartitionState> InSync::proposal(PartitionId partition) const {
    const Replica& replica = parts_.hosted.replica(*parts_.hosted.place_of(partition));
    if (!replica.leads || !replica.proposed) return {};  // the metadata log has overtaken it
    return PartitionState{partition, parts_.context.self(), replica.leader_epoch,
                          replica.partition_epoch, *replica.proposed};
}

bool InSync::concerns(const PartitionState& state) const {
    const Replica& replica = parts_.hosted.replica(*parts_.hosted.place_of(state.partition));
    return replica.leads && state.leader_epoch == replica.leader_epoch &&
           state.partition_epoch >= replica.partition_epoch;
}

void InSync::commit(const PartitionState& state) {
    const std::size_t place = *parts_.hosted.place_of(state.partition);
    Replica& replica = parts_.hosted.replica(place);
    replica.isr = state.isr;
    replica.partition_epoch = state.partition_epoch;
    if (replica.proposed == state.isr) replica.proposed.reset();
    parts_.leading.raise_high_watermark(place);
}

void InSync::withdraw(PartitionId partition) {
    parts_.hosted.replica(*parts_.hosted.place_of(partition)).proposed.reset();
}

}  // namespace mqfate::kafka
