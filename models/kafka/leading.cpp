#include "models/kafka/leading.hpp"

#include <algorithm>

#include "models/kafka/causes.hpp"
#include "models/kafka/parts.hpp"

namespace mqfate::kafka {
namespace {

constexpr std::uint32_t log_segment_bytes = 1U << 30;  // log.segment.bytes, at its default

// UnifiedLog.analyzeAndValidateRecords (RecordTooLargeException), then UnifiedLog.append
// (RecordBatchTooLargeException). Before repeats are told from others.
Error check_size(const Batch& batch, const TopicConfig& topic) {
    if (batch.size > topic.max_message_bytes) return Error::message_too_large;
    return batch.size > log_segment_bytes ? Error::record_list_too_large : Error::none;
}

}  // namespace

// Partition.makeLeader. Nothing is truncated: a tail that was not committed becomes committed.
void Leading::lead(std::size_t place, const PartitionState& state) {
    Replica& replica = parts_.hosted.replica(place);
    const bool new_reign = !replica.known || state.leader_epoch > replica.leader_epoch;
    const bool led_before = replica.leads;
    if (!led_before) {
        parts_.following.stop(place);
        parts_.in_sync.know_nobody(place);
    }
    replica.known = true;
    replica.leads = true;
    replica.leader = parts_.context.self();
    replica.leader_epoch = state.leader_epoch;
    parts_.in_sync.take_over(place, state);
    if (new_reign) parts_.in_sync.begin_reign(place, led_before);
    raise_high_watermark(place);
}

std::uint32_t Leading::effective_min_isr(const Replica& replica) const {
    return parts_.settings().effective_min_isr(replica.partition);
}

// Partition.appendRecordsToLeader and UnifiedLog.append.
ParkedProduce::Item Leading::append(const ProduceRequest::Item& item, Acks acks, NodeId client,
                                    std::uint8_t& syncs) {
    const Batch& batch = parts_.context.store().kafka.batches[item.batch];
    ParkedProduce::Item result{item.partition, Error::request_timed_out, false, item.batch, {}};
    const auto refuse = [&](Error error, Cause cause = Cause::refused_by_broker) {
        result.error = error;
        result.settled = true;
        if (acks == Acks::none) parts_.context.note(FactKind::never_arrived, batch.records, cause);
        return result;
    };
    const auto place = parts_.hosted.place_of(item.partition);
    if (!place || !parts_.hosted.replica(*place).leads)
        return refuse(Error::not_leader_or_follower);
    const Replica& replica = parts_.hosted.replica(*place);
    // Before the duplicate check: a repeat of what is appended may be refused, too.
    if (acks == Acks::all && replica.isr.size() < effective_min_isr(replica))
        return refuse(Error::not_enough_replicas);
    const Error size = check_size(batch, parts_.settings().topic_of(item.partition));
    if (size != Error::none) return refuse(size, causes::record_too_large);
    const ProducerStates::Verdict verdict = replica.producers.check(batch);
    if (verdict.error != Error::none) return refuse(verdict.error);
    if (verdict.duplicate) {  // acknowledged like the first time, not appended
        result.required = verdict.last_end;
    } else {
        append_entry(*place, item.batch);
        result.required = parts_.hosted.end(*place);
        if (parts_.flushing.flush_if_due(*place, client))
            ++syncs;
        else
            raise_high_watermark(*place);
    }
    if (acks != Acks::all) {
        result.error = Error::none;
        result.settled = true;
    }
    return result;
}

void Leading::append_entry(std::size_t place, BatchId id) {
    const Replica& replica = parts_.hosted.replica(place);
    Store& store = parts_.context.store().kafka;
    const Batch& batch = store.batches[id];
    const Entry entry{id, parts_.hosted.end(place), batch.records.count, replica.leader_epoch};
    parts_.hosted.append(place, store.entries.append(replica.partition, entry), entry, batch);
    parts_.context.note(FactKind::appended, batch.records);
}

void Leading::raise_high_watermark(std::size_t place) {
    if (advance_high_watermark(place))
        parts_.inbox.high_watermark_rose(parts_.hosted.replica(place).partition);
}

// Partition.maybeIncrementLeaderHW. It never falls on a leader, and stands still while fewer
// replicas than min.insync.replicas are in sync (KIP-966; versions.hpp). It waits for a replica
// outside the set that is caught up, so that this one can reach it and join. Returns whether it
// rose.
bool Leading::advance_high_watermark(std::size_t place) {
    Replica& replica = parts_.hosted.replica(place);
    if (!replica.leads || replica.locked) return false;
    if (parts_.settings().watermark_waits_for_min_isr &&
        replica.isr.size() < effective_min_isr(replica))
        return false;
    const auto& replicas = parts_.settings().partition(replica.partition).replicas;
    const ReplicaSet in_sync = replica.maximal_isr();
    Offset least = parts_.hosted.end(place);
    for (std::size_t r = 0; r < replicas.size(); ++r) {
        if (replicas[r] == parts_.context.self()) continue;
        const Remote& remote = replica.remotes[r];
        const bool counts = in_sync.has(static_cast<unsigned>(r)) ||
                            (remote.known && remote.caught_up < Remote::old &&
                             !parts_.membership.is_gone(replicas[r]));
        if (counts) least = std::min(least, remote.known ? remote.end : Offset{0});
    }
    if (least <= replica.high_watermark) return false;
    replica.high_watermark = least;
    return true;
}

// DelayedProduce.tryComplete, Partition.checkEnoughReplicasReachOffset.
void Leading::settle(ParkedProduce& parked) const {
    for (ParkedProduce::Item& item : parked.items) {
        if (item.settled) continue;
        const Replica& replica = parts_.hosted.replica(*parts_.hosted.place_of(item.partition));
        if (!replica.leads)
            item.error = Error::not_leader_or_follower;
        else if (replica.high_watermark >= item.required && !replica.locked)
            item.error = replica.maximal_isr().size() >= effective_min_isr(replica)
                             ? Error::none
                             : Error::not_enough_replicas_after_append;
        else
            continue;
        item.settled = true;
    }
}

}  // namespace mqfate::kafka
