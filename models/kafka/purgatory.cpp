// Requests that are answered later: produce requests and fetches that are parked (inbox.hpp).
//
// Sources (Apache Kafka 4.1): KafkaApis.handleProduceRequest, ReplicaManager.appendRecords and
// DelayedProduce; ReplicaManager.fetchMessages and DelayedFetch. A fetch is answered at once if
// there is data, an error or a divergence; else it is parked for replica.fetch.wait.max.ms
// (fetch.max.wait.ms for consumers) and completed by data. An advance of the high watermark alone
// completes a consumer's fetch, not a follower's: a follower learns of it with its next answer.
#include <algorithm>

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

// ---- produce requests

// Each partition is on its own: its log, its error.
void Inbox::serve(ClientChannel& c, const ProduceRequest& request) {
    for (const ProduceRequest::Item& item : request.items)
        if (is_locked(item.partition)) {
            c.blocked = true;  // this request, and all behind it, until the log is free
            c.waiting.push_front(request);
            return;
        }
    const NodeId client = c.client;
    ParkedProduce parked{request.acks, request.attempt, 0, {}};
    for (const ProduceRequest::Item& item : request.items)
        parked.items.push_back(parts_.leading.append(item, request.acks, client, parked.syncs));
    c.produce = std::move(parked);
    // The answer, or the parking, comes first; others are woken at the end of the request
    // (KafkaApis.handle: tryCompleteActions).
    answer_produce(c);
    for (const ProduceRequest::Item& item : request.items) appended(item.partition);
    if (c.produce && request.acks == Acks::all)
        parts_.context.arm(ProduceExpires{client},
                           parts_.settings().producer(client).request_timeout);
}

void Inbox::flushed(NodeId client) {
    ClientChannel& c = channel(client);
    if (c.produce && c.produce->syncs > 0) --c.produce->syncs;
}

void Inbox::answer_if_settled(NodeId client) { answer_produce(channel(client)); }

void Inbox::answer_produce(ClientChannel& c) {
    if (!c.produce) return;
    const NodeId client = c.client;
    parts_.leading.settle(*c.produce);
    const auto& items = c.produce->items;
    if (c.produce->syncs > 0) return;
    if (!std::all_of(items.begin(), items.end(), [](const auto& item) { return item.settled; }))
        return;
    if (c.produce->acks == Acks::all) parts_.context.cancel(ProduceExpires{client});
    ProduceResponse response;
    response.attempt = c.produce->attempt;
    bool failed = false;
    for (const ParkedProduce::Item& item : items) {
        response.items.push_back({item.partition, item.error, item.batch});
        failed = failed || item.error != Error::none;
    }
    const bool silent = c.produce->acks == Acks::none;
    c.produce.reset();
    if (!silent) {
        parts_.context.reply(client, std::move(response));
    } else if (failed) {  // the only way to tell a producer with acks=0
        parts_.context.hang_up(client);
        discard(c);
    }
    serve_next(c);
}

// DelayedProduce.onExpiration: what is not settled keeps its preset error, request_timed_out.
void Inbox::produce_expired(NodeId client) {
    ClientChannel& c = channel(client);
    if (!c.produce) return;
    for (ParkedProduce::Item& item : c.produce->items) item.settled = true;
    answer_produce(c);
}

void Inbox::settle_produces(PartitionId partition) {
    for (ClientChannel& c : state_.channels) {
        if (!c.produce) continue;
        const bool concerned = std::any_of(
            c.produce->items.begin(), c.produce->items.end(),
            [&](const auto& item) { return item.partition == partition && !item.settled; });
        if (concerned) answer_produce(c);
    }
}

// ---- fetches

// The read comes before the follower's progress is noted: an answer given at once carries the high
// watermark of before (Partition.fetchRecords). Progress counts on arrival only.
void Inbox::serve(ClientChannel& c, const FetchRequest& request) {
    const NodeId client = c.client;
    const Settings& settings = parts_.settings();
    Reading::Found now = parts_.reading.read(request, client);
    if (!now.at_once) {
        c.fetch = request;
        parts_.context.arm(FetchExpires{client}, request.follower
                                                     ? settings.broker.replica_fetch_wait_max
                                                     : settings.consumer(client).fetch_max_wait);
    }
    if (request.follower)
        for (std::size_t i = 0; i < request.items.size(); ++i) {
            const FetchResponse::Item& result = now.response.items[i];
            if (result.error == Error::none && !result.diverging)
                parts_.in_sync.follower_asked(*parts_.hosted.place_of(result.partition), client,
                                              request.items[i].offset);
        }
    if (now.at_once) answer_fetch(c, std::move(now.response));
}

void Inbox::answer_fetch(ClientChannel& c, FetchResponse&& response) {
    c.fetch.reset();
    parts_.context.reply(c.client, std::move(response));
    serve_next(c);
}

void Inbox::fetch_expired(NodeId client) {
    ClientChannel& c = channel(client);
    if (!c.fetch) return;
    Reading::Found now = parts_.reading.read(*c.fetch, client);
    answer_fetch(c, std::move(now.response));
}

// Looks at every parked fetch that asks for `partition` again; at those of followers if
// `followers`.
void Inbox::wake(PartitionId partition, bool followers) {
    for (ClientChannel& c : state_.channels) {
        if (!c.fetch || (c.fetch->follower && !followers)) continue;
        bool concerned = false;
        for (const FetchRequest::Item& item : c.fetch->items)
            concerned = concerned || item.partition == partition;
        if (!concerned) continue;
        Reading::Found now = parts_.reading.read(*c.fetch, c.client);
        if (!now.at_once) continue;
        parts_.context.cancel(FetchExpires{c.client});
        answer_fetch(c, std::move(now.response));
    }
}

// ---- what has become answerable

// While it is being flushed the log is locked: a fetch that arrives reads what is there, a parked
// one is looked at when the append returns (UnifiedLog.append, read).
void Inbox::appended(PartitionId partition) {
    const auto place = parts_.hosted.place_of(partition);
    if (place && !parts_.hosted.replica(*place).locked) wake(partition, true);
}

void Inbox::high_watermark_rose(PartitionId partition) {
    settle_produces(partition);
    wake(partition, false);
}

// Producers and consumers first, then followers.
void Inbox::leadership_lost(PartitionId partition) {
    high_watermark_rose(partition);
    wake(partition, true);
}

}  // namespace mqfate::kafka
