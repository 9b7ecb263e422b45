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
#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

// Returns whether the follower must ask before it fetches.
bool Following::truncate_for_reign(std::size_t place) {
    const ReplicationRules rules = parts_.settings().replication_rules;
    if (truncates_to_high_watermark(rules))
        parts_.hosted.truncate(place, parts_.hosted.replica(place).high_watermark,
                               causes::truncated_by_new_leader);
    return asks_where_epochs_end(rules) && parts_.hosted.end(place) > Offset{0};
}

void Following::ask_where_epochs_end(Follower& f) {
    const Settings& settings = parts_.settings();
    const bool fenced = truncation_is_fenced(settings.replication_rules);
    OffsetsForLeaderEpochRequest request;
    for (Follower::Partition& p : f.partitions) {
        if (!p.truncating || p.delayed || p.fenced) continue;
        p.stale = false;
        const Replica& replica = parts_.hosted.replica(p.place);
        request.items.push_back({replica.partition, fenced ? replica.leader_epoch : no_epoch,
                                 parts_.hosted.log(p.place).last_epoch()});
    }
    f.awaiting = true;
    parts_.context.request(f.leader, std::move(request));
    parts_.context.arm(FetchTimeout{f.leader}, settings.broker.replica_socket_timeout);
}

void Following::answered(const OffsetsForLeaderEpochResponse& response, NodeId leader) {
    Follower& f = follower(leader);
    if (!f.awaiting) return;
    f.awaiting = false;
    parts_.context.cancel(FetchTimeout{leader});
    for (const OffsetsForLeaderEpochResponse::Item& item : response.items) {
        const auto place = parts_.hosted.place_of(item.partition);
        const auto p =
            std::find_if(f.partitions.begin(), f.partitions.end(),
                         [&](const auto& partition) { return partition.place == place; });
        if (p == f.partitions.end() || p->stale || p->delayed || !p->truncating) continue;
        if (item.error != Error::none)
            take_error({.partition = item.partition, .error = item.error}, *p, f);
        else
            p->truncating = !truncate_to_answer(*place, item);
    }
    fetch_next(f);
}

// Returns whether the logs agree now; else the follower asks again, about an earlier epoch.
bool Following::truncate_to_answer(std::size_t place,
                                   const OffsetsForLeaderEpochResponse::Item& item) {
    const bool known = item.epoch != no_epoch;
    Offset to = known ? item.end : parts_.hosted.replica(place).high_watermark;
    bool agreed = true;
    if (steps_down_to_common_epoch(parts_.settings().replication_rules))
        if (const auto mine = parts_.hosted.log(place).end_of(item.epoch)) {
            agreed = mine->epoch == item.epoch;
            to = agreed ? std::min(mine->end, to) : mine->end;
        }
    parts_.hosted.truncate(place, to, causes::truncated_by_new_leader);
    return agreed || parts_.hosted.end(place) == Offset{0};
}

// ---- the leader

OffsetsForLeaderEpochResponse Reading::where_epochs_end(
    const OffsetsForLeaderEpochRequest& request) const {
    OffsetsForLeaderEpochResponse response;
    for (const OffsetsForLeaderEpochRequest::Item& item : request.items)
        response.items.push_back(where_ends(item));
    return response;
}

// KIP-101: the log end, or where the next larger epoch begins, or nothing. KIP-279: of the largest
// epoch that is not larger.
OffsetsForLeaderEpochResponse::Item Reading::where_ends(
    const OffsetsForLeaderEpochRequest::Item& item) const {
    OffsetsForLeaderEpochResponse::Item answer{.partition = item.partition};
    const auto place = parts_.hosted.place_of(item.partition);
    if (!place || !parts_.hosted.replica(*place).known) {
        answer.error = Error::not_leader_or_follower;
        return answer;
    }
    const Replica& replica = parts_.hosted.replica(*place);
    const ReplicaLog& log = parts_.hosted.log(*place);
    if (item.current_epoch != no_epoch && item.current_epoch < replica.leader_epoch)
        answer.error = Error::fenced_leader_epoch;
    else if (item.current_epoch != no_epoch && item.current_epoch > replica.leader_epoch)
        answer.error = Error::unknown_leader_epoch;
    else if (!replica.leads)
        answer.error = Error::not_leader_or_follower;
    else if (const auto end = steps_down_to_common_epoch(parts_.settings().replication_rules)
                                  ? std::optional{log.last_end_up_to(item.epoch)}
                                  : log.end_of(item.epoch)) {
        answer.epoch = end->epoch;
        answer.end = end->end;
    }
    return answer;
}

}  // namespace mqfate::kafka
