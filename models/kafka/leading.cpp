// The leader of a partition: append, high watermark, and what is told to producers.
//
//   producer          leader                      followers
//   ProduceRequest -> append (page cache)
//                     [flush, if it is due]
//                     acks=1: answer
//                     wake parked fetches ------> append, ask for the next offset
//                     <--------------------------  (which says: I have everything before)
//                     high watermark rises
//                     acks=all: answer
#include <algorithm>

#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

// Partition.makeLeader. Nothing is truncated: a tail that was not committed becomes committed.
void Broker::lead(std::size_t place, const PartitionState& state, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const bool new_reign = !replica.known || state.leader_epoch > replica.leader_epoch;
    const bool led_before = replica.leads;
    if (!led_before) {  // of its followers it knows nothing until they ask
        stop_following(place);
        const Settings& settings = context.settings().kafka;
        replica.remotes.assign(settings.partition(replica.partition).replicas.size(), Remote{});
    }
    replica.known = true;
    replica.leads = true;
    replica.leader = context.self();
    replica.leader_epoch = state.leader_epoch;
    replica.partition_epoch = state.partition_epoch;
    put_out(replica, state.isr);
    replica.isr = state.isr;
    replica.proposed.reset();
    if (new_reign) begin_reign(place, led_before, context.settings().kafka);
    if (advance_high_watermark(place, context)) settle_produces(replica.partition, context);
}

// The controller puts out whose broker it has fenced. The high watermark does not wait for such a
// replica (Partition.isReplicaIsrEligible), here until it has caught up again.
void Broker::put_out(Replica& replica, ReplicaSet isr) {
    for (unsigned r = 0; r < replica.remotes.size(); ++r)
        if (replica.isr.has(r) && !isr.has(r))
            replica.remotes[r].caught_up = replica.remotes[r].asked = Remote::old;
}

std::uint32_t Broker::effective_min_isr(const Replica& replica, const Settings& settings) const {
    return std::min<std::uint32_t>(
        settings.topic_of(replica.partition).min_insync_replicas,
        static_cast<std::uint32_t>(settings.partition(replica.partition).replicas.size()));
}

// KafkaApis.handleProduceRequest, ReplicaManager.appendRecords. Each partition is on its own.
void Broker::serve(ClientChannel& c, const ProduceRequest& request, RoleContext& context) {
    for (const ProduceRequest::Item& item : request.items)
        if (const auto place = place_of(item.partition); place && memory.replicas[*place].locked) {
            c.blocked = true;  // this request, and all behind it, until the log is free
            c.waiting.push_front(request);
            return;
        }
    const NodeId client = c.client;
    ParkedProduce parked{request.acks, request.attempt, 0, {}};
    for (const ProduceRequest::Item& item : request.items)
        parked.items.push_back(append(item, request.acks, client, parked.syncs, context));
    c.produce = std::move(parked);
    // The answer, or the parking, comes first; others are woken at the end of the request
    // (KafkaApis.handle: tryCompleteActions).
    answer_produce(c, context);
    for (const ProduceRequest::Item& item : request.items) wake_readers(item.partition, context);
    if (c.produce && request.acks == Acks::all)
        context.arm(ProduceExpires{client},
                    context.settings().kafka.producer(client).request_timeout);
}

// Partition.appendRecordsToLeader and UnifiedLog.append.
ParkedProduce::Item Broker::append(const ProduceRequest::Item& item, Acks acks, NodeId client,
                                   std::uint8_t& syncs, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    const Batch& batch = context.store().kafka.batches[item.batch];
    ParkedProduce::Item result{item.partition, Error::request_timed_out, false, item.batch, {}};
    const auto refuse = [&](Error error) {
        result.error = error;
        result.settled = true;
        if (acks == Acks::none)
            context.note(FactKind::never_arrived, batch.records, Cause::refused_by_broker);
        return result;
    };
    const auto place = place_of(item.partition);
    if (!place || !memory.replicas[*place].leads) return refuse(Error::not_leader_or_follower);
    const Replica& replica = memory.replicas[*place];
    // Before the duplicate check: a repeat of what is appended may be refused, too.
    if (acks == Acks::all && replica.isr.size() < effective_min_isr(replica, settings))
        return refuse(Error::not_enough_replicas);
    const ProducerStates::Verdict verdict = replica.producers.check(batch);
    if (verdict.error != Error::none) return refuse(verdict.error);
    if (verdict.duplicate) {  // acknowledged like the first time, not appended
        result.required = verdict.last_end;
    } else {
        append_entry(*place, item.batch, context);
        result.required = log(*place).end;
        const SyncWaiter waiter{SyncWaiter::Who::client, *place, client};
        if (flush_if_due(*place, waiter, context))
            ++syncs;
        else if (advance_high_watermark(*place, context))
            settle_produces(item.partition, context);
    }
    if (acks != Acks::all) {
        result.error = Error::none;
        result.settled = true;
    }
    return result;
}

void Broker::append_entry(std::size_t place, BatchId id, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    Store& store = context.store().kafka;
    const Batch& batch = store.batches[id];
    const Offset base = log(place).end;
    const Entry entry{id, base, batch.records.count, replica.leader_epoch};
    log(place).append(store.entries.append(replica.partition, entry), entry);
    replica.producers.update(batch, base);
    context.write(file(place), Position{log(place).end.value});
    context.note(FactKind::appended, batch.records);
}

// Partition.maybeIncrementLeaderHW. It never falls on a leader, and stands still while fewer
// replicas than min.insync.replicas are in sync (KIP-966). It waits for a replica outside the set
// that is caught up, so that this one can reach it and join. Returns whether it rose.
bool Broker::advance_high_watermark(std::size_t place, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const Settings& settings = context.settings().kafka;
    if (!replica.leads || replica.locked) return false;
    if (replica.isr.size() < effective_min_isr(replica, settings)) return false;
    const auto& replicas = settings.partition(replica.partition).replicas;
    const ReplicaSet in_sync = replica.maximal_isr();
    Offset least = log(place).end;
    for (std::size_t r = 0; r < replicas.size(); ++r) {
        if (replicas[r] == context.self()) continue;
        const Remote& remote = replica.remotes[r];
        const bool counts = in_sync.has(static_cast<unsigned>(r)) ||
                            (remote.known && remote.caught_up < Remote::old);
        if (counts) least = std::min(least, remote.known ? remote.end : Offset{0});
    }
    if (least <= replica.high_watermark) return false;
    replica.high_watermark = least;
    return true;
}

// The high watermark of `partition` has risen, or its leadership is lost: who waits for it?
void Broker::settle_produces(PartitionId partition, RoleContext& context) {
    for (ClientChannel& c : memory.channels) {
        if (!c.produce) continue;
        const bool concerned = std::any_of(
            c.produce->items.begin(), c.produce->items.end(),
            [&](const auto& item) { return item.partition == partition && !item.settled; });
        if (concerned) answer_produce(c, context);
    }
    wake(partition, false, context);
}

// DelayedProduce.tryComplete, Partition.checkEnoughReplicasReachOffset.
void Broker::settle(ParkedProduce& parked, const Settings& settings) const {
    for (ParkedProduce::Item& item : parked.items) {
        if (item.settled) continue;
        const Replica& replica = memory.replicas[*place_of(item.partition)];
        if (!replica.leads)
            item.error = Error::not_leader_or_follower;
        else if (replica.high_watermark >= item.required && !replica.locked)
            item.error = replica.maximal_isr().size() >= effective_min_isr(replica, settings)
                             ? Error::none
                             : Error::not_enough_replicas_after_append;
        else
            continue;
        item.settled = true;
    }
}

void Broker::answer_produce(ClientChannel& c, RoleContext& context) {
    if (!c.produce) return;
    const NodeId client = c.client;
    settle(*c.produce, context.settings().kafka);
    const auto& items = c.produce->items;
    if (c.produce->syncs > 0) return;
    if (!std::all_of(items.begin(), items.end(), [](const auto& item) { return item.settled; }))
        return;
    if (c.produce->acks == Acks::all) context.cancel(ProduceExpires{client});
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
        context.reply(client, std::move(response));
    } else if (failed) {  // the only way to tell a producer with acks=0
        context.hang_up(client);
        discard(c, context);
    }
    serve_next(c, context);
}

// DelayedProduce.onExpiration: what is not settled keeps its preset error, request_timed_out.
void Broker::on(const ProduceExpires& timer, RoleContext& context) {
    ClientChannel& c = channel(timer.client);
    if (!c.produce) return;
    for (ParkedProduce::Item& item : c.produce->items) item.settled = true;
    answer_produce(c, context);
}

}  // namespace mqfate::kafka
