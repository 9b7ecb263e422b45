// Sender, third part: what becomes of a batch that was sent, or that could not be.
#include "models/kafka/backoff.hpp"
#include "models/kafka/causes.hpp"
#include "models/kafka/sender.hpp"

namespace mqfate::kafka {

// Sender.completeBatch.
void Sender::complete(const InFlightRequest::Item& item, Error error, Cause cause) {
    memory_.accumulator.queue(item.partition).muted = false;
    const bool is_there = error == Error::none || error == Error::duplicate_sequence_number;
    if (item.slot == no_slot) {
        // The application was told that it failed; only the sequence learns of the success.
        if (idempotent_ && is_there) memory_.idempotence.acknowledged(store_.batches[item.batch]);
        return;
    }
    if (is_there)
        succeed(item.slot);
    else if (is_split(item.slot, error))
        split(item.slot);
    else if (can_retry(memory_.accumulator[item.slot], error))
        send_again(item.slot, cause);
    else
        fail(item.slot, error, cause);
    if (is_invalid_metadata(error)) memory_.metadata.request_update();
}

// Sender.canRetry.
bool Sender::can_retry(const ProducerBatch& batch, Error error) {
    if (batch.overdue || batch.attempts >= config_.retries) return false;
    if (idempotent_) return memory_.idempotence.can_retry(error, batch, sent(batch));
    return is_retriable(error);
}

void Sender::succeed(Slot slot) {
    const Batch& batch = sent(memory_.accumulator[slot]);
    context_.note(FactKind::confirmed, batch.records);
    if (idempotent_) {
        memory_.idempotence.acknowledged(batch);
        memory_.idempotence.settled(batch.partition, slot);
    }
    release(slot, batch.records.count);
}

// Sender.reenqueueBatch.
void Sender::send_again(Slot slot, Cause cause) {
    ProducerBatch& batch = memory_.accumulator[slot];
    batch.failure = cause;
    ++batch.attempts;
    if (idempotent_)
        memory_.accumulator.insert_in_sequence_order(slot, store_);
    else
        memory_.accumulator.reenqueue(slot);
    if (leader_changed(batch)) return;
    batch.backing_off = true;
    context_.arm(RetryBackoffOver{slot.value},
                 exponential_backoff(config_.retry_backoff, config_.retry_backoff_max,
                                     batch.attempts - 1, batch.id.value ^ batch.attempts << 24));
}

// Sender.failBatch: the answer, or the lack of one, leaves nothing to hope for.
void Sender::fail(Slot slot, Error error, Cause cause) {
    const ProducerBatch& batch = memory_.accumulator[slot];
    if (idempotent_) {
        memory_.idempotence.settled(batch.partition, slot);
        memory_.idempotence.failed(batch.partition, error, batch.attempts < config_.retries);
    }
    const bool too_large =
        error == Error::message_too_large || error == Error::record_list_too_large;
    if (too_large) return reject(slot, causes::record_too_large);
    reject(slot, cause == Cause::error_then_retried ? Cause::refused_by_broker : Cause::none);
}

// Sender.getExpiredInflightBatches, RecordAccumulator.expiredBatches.
void Sender::delivery_timeout(Slot slot) {
    ProducerBatch& batch = memory_.accumulator[slot];
    if (batch.in_flight && !batch.overdue) {
        batch.overdue = true;
        context_.arm(DeliveryTimeout{slot.value}, milliseconds(1));
        return;
    }
    if (batch.in_flight)
        for (ClientConnection& each : memory_.connections) each.forget(slot);
    else
        memory_.accumulator.remove_from_queue(slot);
    if (idempotent_ && batch.drained_before()) {
        memory_.idempotence.settled(batch.partition, slot);
        if (batch.attempts > 0) memory_.idempotence.mark_unresolved(sent(batch));
    }
    reject(slot, Cause::expired_in_producer);
}

void Sender::reject(Slot slot, Cause cause) {
    const ProducerBatch& batch = memory_.accumulator[slot];
    if (batch.drained_before()) {
        const RecordRange records = sent(batch).records;
        context_.note(FactKind::rejected, records, cause);
        return release(slot, records.count);
    }
    for (const MessageId message : batch.messages) context_.note(FactKind::rejected, message);
    release(slot, static_cast<std::uint32_t>(batch.messages.size()));
}

void Sender::release(Slot slot, std::uint32_t records) {
    const ProducerBatch& batch = memory_.accumulator[slot];
    context_.cancel(DeliveryTimeout{slot.value});
    if (batch.lingering) context_.cancel(LingerOver{batch.partition, slot.value});
    if (batch.backing_off) context_.cancel(RetryBackoffOver{slot.value});
    memory_.accumulator.release(slot, records);
}

}  // namespace mqfate::kafka
