// Reading: for followers up to the log end, for consumers up to the high watermark; long poll.
//
// Sources (Apache Kafka 4.1): ReplicaManager.fetchMessages, Partition.fetchRecords, DelayedFetch.
// A fetch is answered at once if there is data, an error or a divergence; else it is parked for
// replica.fetch.wait.max.ms (fetch.max.wait.ms for consumers) and completed by data. An advance of
// the high watermark alone completes a consumer's fetch, not a follower's: a follower learns of it
// with its next answer.
// Leaves out: min.bytes above 1, the total of fetch.max.bytes, fetching from followers (KIP-392).
#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

// Fills in `result`; returns whether there is a reason to answer at once.
bool Broker::read_item(const FetchRequest::Item& item, bool follower, std::uint32_t bytes,
                       FetchResponse::Item& result, RoleContext& context) const {
    const auto fail = [&](Error error) {
        result.error = error;
        return true;
    };
    result.partition = item.partition;
    const auto place = place_of(item.partition);
    if (!place || !memory.replicas[*place].known) return fail(Error::not_leader_or_follower);
    const Replica& replica = memory.replicas[*place];
    const ReplicaLog& log = durable.logs[*place];
    if (item.current_epoch != no_epoch) {  // KIP-320
        if (item.current_epoch < replica.leader_epoch) return fail(Error::fenced_leader_epoch);
        if (item.current_epoch > replica.leader_epoch) return fail(Error::unknown_leader_epoch);
    }
    if (!replica.leads) return fail(Error::not_leader_or_follower);
    result.high_watermark = replica.high_watermark;
    if (item.last_fetched_epoch != no_epoch) {  // KIP-595: truncation on fetch
        auto mine = log.end_of(item.last_fetched_epoch);
        // Unfenced, a follower may be ahead of its leader's reign (Kip320FirstTry).
        if (!mine && follower && item.current_epoch == no_epoch)
            mine = log.last_end_up_to(item.last_fetched_epoch);
        if (!mine) return fail(Error::offset_out_of_range);
        if (mine->epoch < item.last_fetched_epoch || mine->end < item.offset) {
            result.diverging = true;
            result.diverging_epoch = mine->epoch;
            result.diverging_end = mine->end;
            return true;
        }
    }
    if (item.offset > log.end) {
        if (follower) result.diverging_end = log.end;
        return fail(Error::offset_out_of_range);
    }
    const Offset upto = follower ? log.end : replica.high_watermark;
    result.entries = log.read(item.offset, upto, bytes, context.store().kafka);
    // A consumer ahead of a new leader's high watermark is answered at once, with nothing.
    return result.entries.count > 0 || (!follower && item.offset > upto);
}

Broker::Read Broker::read(const FetchRequest& request, NodeId from, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    const std::uint32_t bytes = request.follower ? settings.broker.replica_fetch_max_bytes
                                                 : settings.consumer(from).fetch_max_bytes;
    Read result;
    for (const FetchRequest::Item& item : request.items) {
        result.response.items.emplace_back();
        const bool reason =
            read_item(item, request.follower, bytes, result.response.items.back(), context);
        result.at_once = result.at_once || reason;
    }
    return result;
}

// The read comes before the follower's progress is noted: an answer given at once carries the high
// watermark of before (Partition.fetchRecords). Progress counts on arrival only.
void Broker::serve(ClientChannel& c, const FetchRequest& request, RoleContext& context) {
    const NodeId client = c.client;
    const Settings& settings = context.settings().kafka;
    Read now = read(request, client, context);
    if (!now.at_once) {
        c.fetch = request;
        context.arm(FetchExpires{client}, request.follower
                                              ? settings.broker.replica_fetch_wait_max
                                              : settings.consumer(client).fetch_max_wait);
    }
    if (request.follower)
        for (std::size_t i = 0; i < request.items.size(); ++i) {
            const FetchResponse::Item& result = now.response.items[i];
            if (result.error == Error::none && !result.diverging)
                follower_asked(*place_of(result.partition), client, request.items[i].offset,
                               context);
        }
    if (now.at_once) answer_fetch(c, std::move(now.response), context);
}

void Broker::answer_fetch(ClientChannel& c, FetchResponse&& response, RoleContext& context) {
    c.fetch.reset();
    context.reply(c.client, std::move(response));
    serve_next(c, context);
}

void Broker::wake(PartitionId partition, bool followers, RoleContext& context) {
    for (ClientChannel& c : memory.channels) {
        if (!c.fetch || (c.fetch->follower && !followers)) continue;
        bool concerned = false;
        for (const FetchRequest::Item& item : c.fetch->items)
            concerned = concerned || item.partition == partition;
        if (!concerned) continue;
        Read now = read(*c.fetch, c.client, context);
        if (!now.at_once) continue;
        context.cancel(FetchExpires{c.client});
        answer_fetch(c, std::move(now.response), context);
    }
}

// After an append. While it is being flushed the log is locked: a fetch that arrives reads what is
// there, a parked one is looked at when the append returns (UnifiedLog.append, read).
void Broker::wake_readers(PartitionId partition, RoleContext& context) {
    const auto place = place_of(partition);
    if (place && !memory.replicas[*place].locked) wake(partition, true, context);
}

void Broker::on(const FetchExpires& timer, RoleContext& context) {
    ClientChannel& c = channel(timer.client);
    if (!c.fetch) return;
    Read now = read(*c.fetch, timer.client, context);
    answer_fetch(c, std::move(now.response), context);
}

}  // namespace mqfate::kafka
