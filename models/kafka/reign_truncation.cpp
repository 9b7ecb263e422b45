// Truncation when a reign begins: what a follower did before it fetched, until KIP-595.
//
//   follower                                        leader
//   a new reign: my last entry is of epoch e
//   OffsetsForLeaderEpochRequest(e) ------------>   where e ends in my log
//   <--------------------------------------------
//   truncate; KIP-279: ask again, if the leader named an epoch that I do not have
//   fetch
//
// Sources: ReplicaManager.makeFollowers (0.10), ReplicaFetcherThread.maybeTruncate and
// LeaderEpochFileCache.endOffsetFor (0.11), AbstractFetcherThread.getOffsetTruncationState (2.0),
// Partition.lastOffsetForLeaderEpoch (2.1: fenced). Each reign truncates, also one of the same
// leader (KAFKA-7164, and so the specification; 0.10 looked at the leader only). As in the
// specification, the epoch that is asked about is that of a record, and where the leader's log is
// empty KIP-279 cuts to 0, where Kafka goes by the high watermark. Unlike there a leader answers
// only while it believes it leads, and its state of then counts when the answer arrives.
// Tested by: tests/models/kafka/reign_truncation_test.cpp.
#include <algorithm>

#include "models/kafka/causes.hpp"
#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

// Returns whether the follower must ask before it fetches.
bool Broker::truncate_for_reign(std::size_t place, RoleContext& context) {
    const ReplicationRules rules = context.settings().kafka.replication_rules;
    if (truncates_to_high_watermark(rules))
        truncate(place, memory.replicas[place].high_watermark, causes::truncated_by_new_leader,
                 context);
    return asks_where_epochs_end(rules) && log(place).end > Offset{0};
}

void Broker::ask_where_epochs_end(Follower& f, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    const bool fenced = truncation_is_fenced(settings.replication_rules);
    OffsetsForLeaderEpochRequest request;
    for (Follower::Partition& p : f.partitions) {
        if (!p.truncating || p.delayed || p.fenced) continue;
        p.stale = false;
        const Replica& replica = memory.replicas[p.place];
        request.items.push_back({replica.partition, fenced ? replica.leader_epoch : no_epoch,
                                 log(p.place).last_epoch()});
    }
    f.awaiting = true;
    context.request(f.leader, std::move(request));
    context.arm(FetchTimeout{f.leader}, settings.broker.replica_socket_timeout);
}

void Broker::on(const OffsetsForLeaderEpochResponse& response, NodeId from, RoleContext& context) {
    Follower& f = follower(from);
    if (!f.awaiting) return;
    f.awaiting = false;
    context.cancel(FetchTimeout{from});
    for (const OffsetsForLeaderEpochResponse::Item& item : response.items) {
        const auto place = place_of(item.partition);
        const auto p =
            std::find_if(f.partitions.begin(), f.partitions.end(),
                         [&](const auto& partition) { return partition.place == place; });
        if (p == f.partitions.end() || p->stale || p->delayed || !p->truncating) continue;
        if (item.error != Error::none)
            take_error({.partition = item.partition, .error = item.error}, *p, f, context);
        else
            p->truncating = !truncate_to_answer(*place, item, context);
    }
    fetch_next(f, context);
}

// Returns whether the logs agree now; else the follower asks again, about an earlier epoch.
bool Broker::truncate_to_answer(std::size_t place, const OffsetsForLeaderEpochResponse::Item& item,
                                RoleContext& context) {
    const bool known = item.epoch != no_epoch;
    Offset to = known ? item.end : memory.replicas[place].high_watermark;
    bool agreed = true;
    if (steps_down_to_common_epoch(context.settings().kafka.replication_rules))
        if (const auto mine = log(place).end_of(item.epoch)) {
            agreed = mine->epoch == item.epoch;
            to = agreed ? std::min(mine->end, to) : mine->end;
        }
    truncate(place, to, causes::truncated_by_new_leader, context);
    return agreed || log(place).end == Offset{0};
}

// ---- the leader

void Broker::serve(ClientChannel& c, const OffsetsForLeaderEpochRequest& request,
                   RoleContext& context) {
    OffsetsForLeaderEpochResponse response;
    for (const OffsetsForLeaderEpochRequest::Item& item : request.items)
        response.items.push_back(where_ends(item, context.settings().kafka.replication_rules));
    context.reply(c.client, std::move(response));
}

// KIP-101: the log end, or where the next larger epoch begins, or nothing. KIP-279: of the largest
// epoch that is not larger.
OffsetsForLeaderEpochResponse::Item Broker::where_ends(
    const OffsetsForLeaderEpochRequest::Item& item, ReplicationRules rules) const {
    OffsetsForLeaderEpochResponse::Item answer{.partition = item.partition};
    const auto place = place_of(item.partition);
    if (!place || !memory.replicas[*place].known) {
        answer.error = Error::not_leader_or_follower;
        return answer;
    }
    const Replica& replica = memory.replicas[*place];
    const ReplicaLog& log = durable.logs[*place];
    if (item.current_epoch != no_epoch && item.current_epoch < replica.leader_epoch)
        answer.error = Error::fenced_leader_epoch;
    else if (item.current_epoch != no_epoch && item.current_epoch > replica.leader_epoch)
        answer.error = Error::unknown_leader_epoch;
    else if (!replica.leads)
        answer.error = Error::not_leader_or_follower;
    else if (const auto end = steps_down_to_common_epoch(rules)
                                  ? std::optional{log.last_end_up_to(item.epoch)}
                                  : log.end_of(item.epoch)) {
        answer.epoch = end->epoch;
        answer.end = end->end;
    }
    return answer;
}

}  // namespace mqfate::kafka
