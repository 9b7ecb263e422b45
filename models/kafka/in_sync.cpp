// Who is in sync: followers' progress, and when the in-sync set shrinks and expands.
//
// A follower is caught up while its log end equals the leader's, or was caught up at most
// replica.lag.time.max.ms ago (Partition.isCaughtUp, Replica.updateFetchStateOrThrow; Kafka 4.1).
// A role reads no clock: when the log grows past a follower a timer is armed, moved each time the
// follower has everything that was there at its previous request, and disarmed when it has all.
// Kafka counts that from the previous request, the timer from this one: one fetch later at most.
#include "models/kafka/broker.hpp"

namespace mqfate::kafka {
namespace {

std::size_t place_in(const std::vector<NodeId>& replicas, NodeId node) {
    std::size_t r = 0;
    while (r < replicas.size() && replicas[r] != node) ++r;
    return r;
}

}  // namespace

// A new reign: in-sync followers count as caught up now, the others as far behind
// (Replica.resetReplicaState). What a leader that stays knows of their log ends, it keeps.
void Broker::watch_remotes(std::size_t place, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    for (std::uint8_t r = 0; r < replica.remotes.size(); ++r) {
        Remote& remote = replica.remotes[r];
        remote.lagging = !replica.isr.has(r);
        remote.leader_end = replica.epoch_start;
        const LagExceeded timer{replica.partition, r};
        if (replica.isr.has(r) && (!remote.known || remote.end < log(place).end))
            context.arm(timer, context.settings().kafka.broker.replica_lag_time_max);
        else
            context.cancel(timer);
    }
}

void Broker::forget_remotes(std::size_t place, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    for (std::uint8_t r = 0; r < replica.remotes.size(); ++r)
        context.cancel(LagExceeded{replica.partition, r});
    replica.remotes.clear();
}

// The log has grown from `before`: who had all of it is behind from now on.
void Broker::log_grew(std::size_t place, Offset before, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    for (std::uint8_t r = 0; r < replica.remotes.size(); ++r) {
        const Remote& remote = replica.remotes[r];
        if (remote.known && !remote.lagging && remote.end == before)
            context.arm(LagExceeded{replica.partition, r},
                        context.settings().kafka.broker.replica_lag_time_max);
    }
}

// Asking for `offset` acknowledges everything below it (Partition.updateFollowerFetchState).
void Broker::follower_asked(std::size_t place, NodeId follower, Offset offset,
                            RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const Settings& settings = context.settings().kafka;
    const std::size_t r = place_in(settings.partition(replica.partition).replicas, follower);
    if (r >= replica.remotes.size()) return;
    Remote& remote = replica.remotes[r];
    const LagExceeded timer{replica.partition, static_cast<std::uint8_t>(r)};
    if (offset >= log(place).end) {
        remote.lagging = false;
        context.cancel(timer);
    } else if (remote.known && offset >= remote.leader_end) {
        remote.lagging = false;
        context.arm(timer, settings.broker.replica_lag_time_max);
    }
    const bool moved = !remote.known || remote.end != offset;
    remote.known = true;
    remote.end = offset;
    remote.leader_end = log(place).end;
    maybe_expand_isr(place, r, context);
    if (moved && advance_high_watermark(place, context))
        settle_produces(replica.partition, context);
}

// Partition.maybeExpandIsr: back in the set once it has reached the high watermark and the start of
// this reign.
void Broker::maybe_expand_isr(std::size_t place, std::size_t r, RoleContext& context) {
    const Replica& replica = memory.replicas[place];
    const auto member = static_cast<unsigned>(r);
    if (replica.proposed || replica.isr.has(member)) return;
    const Remote& remote = replica.remotes[r];
    if (remote.end < replica.high_watermark || remote.end < replica.epoch_start) return;
    propose(place, replica.isr.with(member), context);
}

void Broker::on(const LagExceeded& timer, RoleContext&) {
    const auto place = place_of(timer.partition);
    if (!place) return;
    Replica& replica = memory.replicas[*place];
    if (timer.replica < replica.remotes.size()) replica.remotes[timer.replica].lagging = true;
}

// ReplicaManager's task isr-expiration runs every half of replica.lag.time.max.ms, so a follower
// that hangs leaves the set 1.0 to 1.5 times that after it was last caught up.
void Broker::on(const IsrCheckDue&, RoleContext& context) {
    for (std::size_t place = 0; place < memory.replicas.size(); ++place) {
        const Replica& replica = memory.replicas[place];
        if (!replica.leads || replica.proposed) continue;
        ReplicaSet isr = replica.isr;
        for (unsigned r = 0; r < replica.remotes.size(); ++r)
            if (replica.remotes[r].lagging) isr = isr.without(r);
        if (isr != replica.isr) propose(place, isr, context);
    }
    context.arm(IsrCheckDue{},
                Duration{context.settings().kafka.broker.replica_lag_time_max.ns / 2});
}

}  // namespace mqfate::kafka
