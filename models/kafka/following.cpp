#include "models/kafka/following.hpp"
#include "models/kafka/causes.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

Follower& Following::follower(NodeId leader) {
    auto at = std::lower_bound(state_.followers.begin(), state_.followers.end(), leader,
                               [](const Follower& f, NodeId node) { return f.leader < node; });
    if (at == state_.followers.end() || at->leader != leader) {
        at = state_.followers.insert(at, Follower{});
        at->leader = leader;
    }
    return *at;
}

// By today's rules nothing is truncated here: that happens when an answer shows a divergence.
void Following::follow(std::size_t place, const PartitionState& state) {
    Replica& replica = parts_.hosted.replica(place);
    const bool new_reign = !replica.known || state.leader_epoch > replica.leader_epoch;
    replica.partition_epoch = state.partition_epoch;
    const bool leaves = parts_.membership.leaves(state);
    if (leaves) stop(place);
    if (!new_reign) return;
    stop(place);
    const bool led = std::exchange(replica.leads, false);
    replica.known = true;
    replica.leader = state.leader;
    replica.leader_epoch = state.leader_epoch;
    parts_.in_sync.forget(place);
    if (led) parts_.inbox.leadership_lost(replica.partition);
    if (state.leader == no_node || leaves) return;
    const bool truncating = truncate_for_reign(place);
    Follower& f = follower(state.leader);
    f.partitions.push_back({.place = static_cast<std::uint16_t>(place),
                            .stale = f.awaiting,
                            .truncating = truncating});
}

void Following::stop(std::size_t place) {
    for (Follower& f : state_.followers)
        std::erase_if(f.partitions, [&](const auto& p) { return p.place == place; });
}

// After news from the controller: threads that have something to ask for ask; a thread without a
// partition ends, and its connection with it (AbstractFetcherManager.shutdownIdleFetcherThreads).
void Following::start_fetching() {
    for (Follower& f : state_.followers) {
        fetch_next(f);
        if (!f.partitions.empty() || !f.awaiting) continue;
        parts_.context.close(f.leader);
        parts_.context.cancel(FetchTimeout{f.leader});
        f.awaiting = false;
    }
}

void Following::fetch_next(Follower& f) {
    if (f.awaiting || f.syncs > 0) return;
    const ReplicationRules rules = parts_.settings().replication_rules;
    FetchRequest request;
    request.follower = true;
    for (Follower::Partition& p : f.partitions) {
        if (p.delayed || p.fenced) continue;
        if (p.truncating) return ask_where_epochs_end(f);
        p.stale = false;
        const Replica& replica = parts_.hosted.replica(p.place);
        request.items.push_back(
            {replica.partition, fetch_is_fenced(rules) ? replica.leader_epoch : no_epoch,
             truncates_on_fetch(rules) ? parts_.hosted.log(p.place).last_epoch() : no_epoch,
             parts_.hosted.end(p.place)});
    }
    if (request.items.empty()) return;
    f.awaiting = true;
    parts_.context.request(f.leader, std::move(request));
    parts_.context.arm(FetchTimeout{f.leader}, parts_.settings().broker.replica_socket_timeout);
}

void Following::answered(const FetchResponse& response, NodeId leader) {
    Follower& f = follower(leader);
    if (!f.awaiting) return;
    f.awaiting = false;
    for (const FetchResponse::Item& item : response.items) take(item, f);
    fetch_next(f);
    if (!f.awaiting) parts_.context.cancel(FetchTimeout{leader});  // else it was armed anew
}

void Following::take(const FetchResponse::Item& item, Follower& f) {
    const auto place = parts_.hosted.place_of(item.partition);
    const auto p = std::find_if(f.partitions.begin(), f.partitions.end(),
                                [&](const auto& partition) { return partition.place == place; });
    if (p == f.partitions.end() || p->stale || p->delayed) return;
    if (item.error != Error::none) return take_error(item, *p, f);
    if (item.diverging) return truncate_to_leader(*place, item);
    take_entries(*place, item, f);
}

// The high watermark is set to the leader's, not raised: a follower's can fall. It is the leader's
// of the moment of reading, so what is copied here is normally above it until the next answer.
void Following::take_entries(std::size_t place, const FetchResponse::Item& item, Follower& f) {
    const Store& store = parts_.context.store().kafka;
    Replica& replica = parts_.hosted.replica(place);
    for (std::uint32_t i = 0; i < item.entries.count; ++i) {
        const EntryId id{item.entries.first.value + i};
        const Entry& entry = store.entries[id];
        if (entry.base != parts_.hosted.end(place)) {  // a repeat, on a network that repeats; or
            if (entry.base < parts_.hosted.end(place) &&
                parts_.hosted.end(place) < entry.base + entry.count)
                stop_copying(place, f);
            break;
        }
        const Batch& batch = store.batches[entry.batch];
        parts_.hosted.append(place, id, entry, batch);
        parts_.context.note(FactKind::copied, batch.records);
    }
    replica.high_watermark = std::min(item.high_watermark, parts_.hosted.end(place));
    if (item.entries.count > 0 && parts_.flushing.flush_copied_if_due(place, f.leader)) ++f.syncs;
}

// The logs differ (by the rules before KIP-279): an entry reaches across the log end. Appending it
// throws (Log.append: out of order offsets), and the thread ends; here until the next reign.
void Following::stop_copying(std::size_t place, Follower& f) {
    for (Follower::Partition& p : f.partitions)
        if (p.place == place) p.fenced = true;
}

// AbstractFetcherThread.processFetchRequest, onPartitionFenced, fetchOffsetAndTruncate.
void Following::take_error(const FetchResponse::Item& item, Follower::Partition& p, Follower& f) {
    if (item.error == Error::fenced_leader_epoch) {
        p.fenced = true;  // until the controller names a new reign
        return;
    }
    if (item.error == Error::offset_out_of_range) {
        // The leader knows nothing of our reigns; Kafka asks for its log end, we take its
        // watermark. Before, it is just shorter (ReplicaFetcherThread.handleOffsetOutOfRange of
        // 0.10 to 1.1: to its log end, if unclean election is allowed, else the broker halts. The
        // specification waits for the leader to grow).
        const bool knows = truncates_on_fetch(parts_.settings().replication_rules);
        const Offset to = knows ? item.high_watermark : item.diverging_end;
        if (to < parts_.hosted.end(p.place))
            return parts_.hosted.truncate(p.place, to, causes::truncated_by_new_leader);
    }
    p.delayed = true;
    parts_.context.arm(FetchBackoffOver{f.leader}, parts_.settings().broker.replica_fetch_backoff);
}

// AbstractFetcherThread.getOffsetTruncationState: to the end of the last reign that both know; if
// that is another one than the leader named, ask again from there.
void Following::truncate_to_leader(std::size_t place, const FetchResponse::Item& item) {
    const auto mine = parts_.hosted.log(place).end_of(item.diverging_epoch);
    Offset to = item.diverging_end;
    if (mine) to = mine->epoch == item.diverging_epoch ? std::min(mine->end, to) : mine->end;
    parts_.hosted.truncate(place, to, causes::truncated_by_new_leader);
}

// The whole request has failed: all its partitions wait for replica.fetch.backoff.ms.
void Following::delay_all(Follower& f) {
    f.awaiting = false;
    for (Follower::Partition& p : f.partitions) p.delayed = true;
    parts_.context.arm(FetchBackoffOver{f.leader}, parts_.settings().broker.replica_fetch_backoff);
}

void Following::flushed(NodeId leader) {
    Follower& f = follower(leader);
    if (f.syncs > 0) --f.syncs;
    fetch_next(f);
}

void Following::connection_lost(NodeId leader) {
    Follower& f = follower(leader);
    if (!f.awaiting) return;
    parts_.context.cancel(FetchTimeout{leader});
    delay_all(f);
}

void Following::timed_out(NodeId leader) {
    parts_.context.close(leader);
    delay_all(follower(leader));
}

void Following::backoff_over(NodeId leader) {
    Follower& f = follower(leader);
    for (Follower::Partition& p : f.partitions) p.delayed = false;
    fetch_next(f);
}

}  // namespace mqfate::kafka
