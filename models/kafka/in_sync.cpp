// Who is in sync: followers' progress, and when the in-sync set shrinks and expands.
//
// A follower is caught up while its log end equals the leader's, or if it was caught up at most
// replica.lag.time.max.ms ago (Partition.isCaughtUp, Replica.updateFetchStateOrThrow; Kafka 4.1).
// A role reads no clock, and needs none here: the set is looked at every half of that time, so a
// follower is put out at the first check that finds two more between itself and the moment when the
// follower was last caught up. Ages in checks say so exactly, and no timer runs for it:
//
//   caught up last   check   check   check: out      (1.0 to 1.5 times replica.lag.time.max.ms)
//         |            |       |       |
//   age   0            1       2 = old
//
// Only the high watermark, which waits for a caught-up replica outside the set, sees the age
// between two checks: it waits 0.5 to 1.0 times that for one that has stopped asking, Kafka's 1.0
// times.
#include <algorithm>

#include "models/kafka/broker.hpp"

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

}  // namespace

// A new reign: in-sync followers count as caught up now, the others as far behind. What a leader
// that stays knows of their log ends, it keeps (Partition.makeLeader, Replica.resetReplicaState).
void Broker::begin_reign(std::size_t place, bool led_before, const Settings& settings) {
    Replica& replica = memory.replicas[place];
    replica.epoch_start = log(place).end;
    if (notes_reign_at_once(settings.replication_rules))
        log(place).assign(replica.leader_epoch, replica.epoch_start);
    for (unsigned r = 0; r < replica.remotes.size(); ++r) {
        Remote& remote = replica.remotes[r];
        remote.caught_up = replica.isr.has(r) ? 0 : Remote::old;
        if (!led_before) continue;
        remote.leader_end = replica.epoch_start;
        remote.asked = remote.caught_up;
    }
}

// Asking for `offset` acknowledges everything below it (Partition.updateFollowerFetchState).
void Broker::follower_asked(std::size_t place, NodeId follower, Offset offset,
                            RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const std::size_t r =
        place_in(context.settings().kafka.partition(replica.partition).replicas, follower);
    if (r >= replica.remotes.size()) return;
    Remote& remote = replica.remotes[r];
    if (offset >= log(place).end)
        remote.caught_up = 0;
    else if (offset >= remote.leader_end)  // it has what was there when it asked last
        remote.caught_up = std::min(remote.caught_up, remote.asked);
    const bool moved = !remote.known || remote.end != offset;
    remote.asked = 0;
    remote.known = true;
    remote.end = offset;
    remote.leader_end = log(place).end;
    maybe_expand_isr(place, r, context);
    if (moved && advance_high_watermark(place, context))
        settle_produces(replica.partition, context);
}

// Partition.maybeExpandIsr: back in the set once it has reached the high watermark and the start of
// this reign. Whether its broker is fenced only the controller knows here: it refuses the proposal
// (ineligible_replica), where Kafka's leader would not make it.
void Broker::maybe_expand_isr(std::size_t place, std::size_t r, RoleContext& context) {
    const Replica& replica = memory.replicas[place];
    const auto member = static_cast<unsigned>(r);
    if (replica.proposed || replica.isr.has(member)) return;
    const Remote& remote = replica.remotes[r];
    if (remote.end < replica.high_watermark) return;
    if (remote.end < replica.epoch_start &&
        joins_from_start_of_reign(context.settings().kafka.replication_rules))
        return;
    propose(place, replica.isr.with(member), context);
}

// ReplicaManager's task isr-expiration, Partition.maybeShrinkIsr.
void Broker::on(const IsrCheckDue&, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    for (std::size_t place = 0; place < memory.replicas.size(); ++place) {
        Replica& replica = memory.replicas[place];
        const auto& replicas = settings.partition(replica.partition).replicas;
        ReplicaSet isr = replica.isr;
        for (unsigned r = 0; r < replica.remotes.size(); ++r) {
            if (replicas[r] == context.self()) continue;
            Remote& remote = replica.remotes[r];
            const bool has_all = remote.known && remote.end == log(place).end;
            if (remote.caught_up == Remote::old && !has_all) isr = isr.without(r);
            grow_older(remote.caught_up);
            grow_older(remote.asked);
        }
        if (replica.leads && !replica.proposed && isr != replica.isr) propose(place, isr, context);
    }
    context.arm(IsrCheckDue{}, Duration{settings.broker.replica_lag_time_max.ns / 2});
}

}  // namespace mqfate::kafka
