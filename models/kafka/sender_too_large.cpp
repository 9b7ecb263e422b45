// Sender, fourth part: a batch that the broker finds too large is split, and its parts are sent.
//
// The first time it is split at batch.size, which may leave it as it was; a part of a split batch
// is halved (RecordAccumulator.splitAndReenqueue, ProducerBatch.split). The parts keep the
// sequences of their records, count as not tried yet, and take nothing of buffer.memory.
// Differs: delivery.timeout.ms begins anew with each part (the real one goes on from the creation
// of the batch, which a role that reads no clock cannot know).
#include <algorithm>
#include <utility>

#include "models/kafka/record_size.hpp"
#include "models/kafka/sender.hpp"

namespace mqfate::kafka {

bool Sender::is_split(Slot slot, Error error) const {
    return error == Error::message_too_large && sent(memory_.accumulator[slot]).records.count > 1;
}

void Sender::split(Slot slot) {
    const ProducerBatch old = memory_.accumulator[slot];
    const Batch whole = sent(old);
    std::uint64_t target = config_.batch_size;
    if (old.is_split) target = std::max<std::uint64_t>(upper_bound(config_), whole.size / 2);
    const std::uint32_t each = records_within(target, whole.records.count, config_);
    Few<Slot> parts;
    for (std::uint32_t from = 0; from < whole.records.count; from += each) {
        Batch part = whole;
        part.records = {whole.records.first + from, std::min(each, whole.records.count - from)};
        part.first_sequence = whole.first_sequence + (idempotent_ ? from : 0U);
        part.bytes = part.records.count * config_.message_bytes;
        part.size = static_cast<std::uint32_t>(batch_bytes(part.records.count, config_));
        const Slot place = memory_.accumulator.add_part(old, part.records.count);
        memory_.accumulator[place].id = store_.batches.append(part);
        memory_.accumulator[place].failure = Cause::error_then_retried;
        context_.arm(DeliveryTimeout{place.value}, config_.delivery_timeout);
        parts.push_back(place);
    }
    if (idempotent_) memory_.idempotence.replaced(old.partition, slot, parts);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (idempotent_)
            memory_.accumulator.insert_in_sequence_order(*part, store_);
        else
            memory_.accumulator.reenqueue(*part);
    }
    release(slot, whole.records.count);
}

}  // namespace mqfate::kafka
