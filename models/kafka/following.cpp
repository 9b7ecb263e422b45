// A follower: one thread for each leader broker copies all partitions that it leads.
//
// Sources (Apache Kafka 4.1): AbstractFetcherThread, ReplicaFetcherThread, Partition.makeFollower,
// ReplicaManager.applyLocalFollowersDelta. One request is under way to a leader at a time; the next
// leaves when the answer has been written (and flushed, where that is due).
#include <algorithm>

#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

Follower& Broker::follower(NodeId leader) {
    auto at = std::lower_bound(memory.followers.begin(), memory.followers.end(), leader,
                               [](const Follower& f, NodeId node) { return f.leader < node; });
    if (at == memory.followers.end() || at->leader != leader) {
        at = memory.followers.insert(at, Follower{});
        at->leader = leader;
    }
    return *at;
}

// By today's rules nothing is truncated here: that happens when an answer shows a divergence.
void Broker::follow(std::size_t place, const PartitionState& state, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const bool new_reign = !replica.known || state.leader_epoch > replica.leader_epoch;
    replica.partition_epoch = state.partition_epoch;
    if (!new_reign) return;
    stop_following(place);
    const bool led = std::exchange(replica.leads, false);
    replica.known = true;
    replica.leader = state.leader;
    replica.leader_epoch = state.leader_epoch;
    replica.isr = {};
    replica.proposed.reset();
    replica.remotes.clear();
    if (led) {  // whoever waits is told: not_leader_or_follower
        settle_produces(replica.partition, context);
        wake(replica.partition, true, context);
    }
    if (state.leader == no_node) return;
    const bool truncating = truncate_for_reign(place, context);
    Follower& f = follower(state.leader);
    f.partitions.push_back({.place = static_cast<std::uint16_t>(place),
                            .stale = f.awaiting,
                            .truncating = truncating});
}

void Broker::stop_following(std::size_t place) {
    for (Follower& f : memory.followers)
        std::erase_if(f.partitions, [&](const auto& p) { return p.place == place; });
}

// After news from the controller: threads that have something to ask for ask; a thread without a
// partition ends, and its connection with it (AbstractFetcherManager.shutdownIdleFetcherThreads).
void Broker::start_fetching(RoleContext& context) {
    for (Follower& f : memory.followers) {
        fetch_next(f, context);
        if (!f.partitions.empty() || !f.awaiting) continue;
        context.close(f.leader);
        context.cancel(FetchTimeout{f.leader});
        f.awaiting = false;
    }
}

void Broker::fetch_next(Follower& f, RoleContext& context) {
    if (f.awaiting || f.syncs > 0) return;
    const ReplicationRules rules = context.settings().kafka.replication_rules;
    FetchRequest request;
    request.follower = true;
    for (Follower::Partition& p : f.partitions) {
        if (p.delayed || p.fenced) continue;
        if (p.truncating) return ask_where_epochs_end(f, context);
        p.stale = false;
        const Replica& replica = memory.replicas[p.place];
        request.items.push_back(
            {replica.partition, fetch_is_fenced(rules) ? replica.leader_epoch : no_epoch,
             truncates_on_fetch(rules) ? log(p.place).last_epoch() : no_epoch, log(p.place).end});
    }
    if (request.items.empty()) return;
    f.awaiting = true;
    context.request(f.leader, std::move(request));
    context.arm(FetchTimeout{f.leader}, context.settings().kafka.broker.replica_socket_timeout);
}

void Broker::on(const FetchResponse& response, NodeId from, RoleContext& context) {
    Follower& f = follower(from);
    if (!f.awaiting) return;
    f.awaiting = false;
    for (const FetchResponse::Item& item : response.items) take(item, f, context);
    fetch_next(f, context);
    if (!f.awaiting) context.cancel(FetchTimeout{from});  // else it was armed anew
}

void Broker::take(const FetchResponse::Item& item, Follower& f, RoleContext& context) {
    const auto place = place_of(item.partition);
    const auto p = std::find_if(f.partitions.begin(), f.partitions.end(),
                                [&](const auto& partition) { return partition.place == place; });
    if (p == f.partitions.end() || p->stale || p->delayed) return;
    if (item.error != Error::none) return take_error(item, *p, f, context);
    if (item.diverging) return truncate_to_leader(*place, item, context);
    take_entries(*place, item, f, context);
}

// The high watermark is set to the leader's, not raised: a follower's can fall. It is the leader's
// of the moment of reading, so what is copied here is normally above it until the next answer.
void Broker::take_entries(std::size_t place, const FetchResponse::Item& item, Follower& f,
                          RoleContext& context) {
    const Store& store = context.store().kafka;
    Replica& replica = memory.replicas[place];
    for (std::uint32_t i = 0; i < item.entries.count; ++i) {
        const EntryId id{item.entries.first.value + i};
        const Entry& entry = store.entries[id];
        if (entry.base != log(place).end) {  // a repeat, on a network that repeats; or
            if (entry.base < log(place).end && log(place).end < entry.base + entry.count)
                stop_copying(place, f);
            break;
        }
        log(place).append(id, entry);
        replica.producers.update(store.batches[entry.batch], entry.base);
        context.write(file(place), Position{log(place).end.value});
        context.note(FactKind::copied, store.batches[entry.batch].records);
    }
    replica.high_watermark = std::min(item.high_watermark, log(place).end);
    const SyncWaiter waiter{SyncWaiter::Who::follower, static_cast<std::uint16_t>(place), f.leader};
    if (item.entries.count > 0 && flush_if_due(place, waiter, context)) ++f.syncs;
}

// The logs differ (by the rules before KIP-279): an entry reaches across the log end. Appending it
// throws (Log.append: out of order offsets), and the thread ends; here until the next reign.
void Broker::stop_copying(std::size_t place, Follower& f) {
    for (Follower::Partition& p : f.partitions)
        if (p.place == place) p.fenced = true;
}

// AbstractFetcherThread.processFetchRequest, onPartitionFenced, fetchOffsetAndTruncate.
void Broker::take_error(const FetchResponse::Item& item, Follower::Partition& p, Follower& f,
                        RoleContext& context) {
    if (item.error == Error::fenced_leader_epoch) {
        p.fenced = true;  // until the controller names a new reign
        return;
    }
    if (item.error == Error::offset_out_of_range) {
        // The leader knows nothing of our reigns; Kafka asks for its log end, we take its
        // watermark. Before, it is just shorter (ReplicaFetcherThread.handleOffsetOutOfRange of
        // 0.10 to 1.1: to its log end, if unclean election is allowed, else the broker halts. The
        // specification waits for the leader to grow).
        const bool knows = truncates_on_fetch(context.settings().kafka.replication_rules);
        const Offset to = knows ? item.high_watermark : item.diverging_end;
        if (to < log(p.place).end)
            return truncate(p.place, to, Cause::truncated_by_new_leader, context);
    }
    p.delayed = true;
    context.arm(FetchBackoffOver{f.leader}, context.settings().kafka.broker.replica_fetch_backoff);
}

// AbstractFetcherThread.getOffsetTruncationState: to the end of the last reign that both know; if
// that is another one than the leader named, ask again from there.
void Broker::truncate_to_leader(std::size_t place, const FetchResponse::Item& item,
                                RoleContext& context) {
    const auto mine = log(place).end_of(item.diverging_epoch);
    Offset to = item.diverging_end;
    if (mine) to = mine->epoch == item.diverging_epoch ? std::min(mine->end, to) : mine->end;
    truncate(place, to, Cause::truncated_by_new_leader, context);
}

void Broker::truncate(std::size_t place, Offset to, Cause cause, RoleContext& context) {
    const Store& store = context.store().kafka;
    Replica& replica = memory.replicas[place];
    const Offset before = log(place).end;
    log(place).truncate(to, store.entries, [&](EntryId id) {
        context.note(FactKind::removed, store.batches[store.entries[id].batch].records, cause);
    });
    const Offset end = log(place).end;
    if (end == before) return;
    context.cut_back(file(place), Position{end.value});
    replica.high_watermark = std::min(replica.high_watermark, end);
    replica.recovery_point = std::min(replica.recovery_point, end);
    durable.recovery_points[place] = std::min(durable.recovery_points[place], end);
    rebuild_producers(place, store);
}

// The whole request has failed: all its partitions wait for replica.fetch.backoff.ms.
void Broker::delay_all(Follower& f, RoleContext& context) {
    f.awaiting = false;
    for (Follower::Partition& p : f.partitions) p.delayed = true;
    context.arm(FetchBackoffOver{f.leader}, context.settings().kafka.broker.replica_fetch_backoff);
}

void Broker::on(const FetchTimeout& timer, RoleContext& context) {
    context.close(timer.leader);
    delay_all(follower(timer.leader), context);
}

void Broker::on(const FetchBackoffOver& timer, RoleContext& context) {
    Follower& f = follower(timer.leader);
    for (Follower::Partition& p : f.partitions) p.delayed = false;
    fetch_next(f, context);
}

}  // namespace mqfate::kafka
