#include "models/kafka/accumulator.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/base/ensure.hpp"

namespace mqfate::kafka {

void Accumulator::start(std::size_t partitions, const ProducerConfig& config) {
    queues.resize(partitions);
    limits = batch_limits(config);
}

// ProducerBatch.isFull: a closed batch is full, whatever is in it.
bool Accumulator::is_full(const ProducerBatch& batch) const {
    return !batch.open || limits.is_full(batch.messages.size());
}

Slot Accumulator::joinable(PartitionId p) const {
    const Ring<Slot>& waiting = queue(p).batches;
    if (waiting.empty()) return no_slot;
    const ProducerBatch& last = (*this)[waiting.back()];
    return last.open && limits.has_room(last.messages.size()) ? waiting.back() : no_slot;
}

bool Accumulator::is_exhausted(const ProducerConfig& config) const {
    const std::uint64_t used = batches.size() - free.size() - unpaid;
    return (used + 1) * batch_buffer(config) > config.buffer_memory;
}

Slot Accumulator::take_slot() {
    const Slot slot = free.empty() ? Slot{static_cast<std::uint32_t>(batches.size())} : free.back();
    if (free.empty())
        batches.emplace_back();
    else
        free.pop_back();
    return slot;
}

Slot Accumulator::open_batch(PartitionId p) {
    Ring<Slot>& waiting = queue(p).batches;
    if (!waiting.empty()) (*this)[waiting.back()].open = false;
    const Slot slot = take_slot();
    ProducerBatch& batch = (*this)[slot];
    batch.partition = p;
    batch.open = true;
    waiting.push_back(slot);
    return slot;
}

void Accumulator::add(Slot slot, MessageId message) {
    (*this)[slot].messages.push_back(message);
    ++held;
}

bool Accumulator::all_full(PartitionId p) const {
    const Ring<Slot>& waiting = queue(p).batches;
    return waiting.empty() || is_full((*this)[waiting.back()]);
}

Slot Accumulator::sendable(PartitionId p, bool flush) const {
    const Queue& q = queue(p);
    if (q.muted || q.batches.empty()) return no_slot;
    const Slot slot = q.batches.front();
    const ProducerBatch& first = (*this)[slot];
    if (first.backing_off) return no_slot;
    const bool ready = flush || !first.lingering || q.batches.size() > 1 || is_full(first);
    return ready ? slot : no_slot;
}

Slot Accumulator::add_part(const ProducerBatch& whole, std::uint32_t messages) {
    const PartitionId partition = whole.partition;
    const Slot slot = take_slot();
    ProducerBatch& part = (*this)[slot];
    part.partition = partition;
    part.in_flight = true;
    part.is_split = true;
    ++unpaid;
    held += messages;
    return slot;
}

Slot Accumulator::take_first(PartitionId p) {
    const Slot slot = queue(p).batches.pop_front();
    ProducerBatch& batch = (*this)[slot];
    batch.open = false;
    batch.in_flight = true;
    return slot;
}

void Accumulator::reenqueue(Slot slot) {
    ProducerBatch& batch = (*this)[slot];
    batch.in_flight = false;
    queue(batch.partition).batches.push_front(slot);
}

void Accumulator::insert_in_sequence_order(Slot slot, const Store& store) {
    ProducerBatch& batch = (*this)[slot];
    batch.in_flight = false;
    Ring<Slot>& waiting = queue(batch.partition).batches;
    const Sequence own = store.batches[batch.id].first_sequence;
    // Up from the front, past those that have a lower sequence.
    waiting.push_front(slot);
    for (std::size_t i = 1; i < waiting.size(); ++i) {
        const ProducerBatch& other = (*this)[waiting[i]];
        if (!other.drained_before() || store.batches[other.id].first_sequence > own) break;
        std::swap(waiting[i - 1], waiting[i]);
    }
}

void Accumulator::remove_from_queue(Slot slot) {
    Ring<Slot>& waiting = queue((*this)[slot].partition).batches;
    const std::size_t size = waiting.size();
    for (std::size_t i = 0; i < size; ++i) {
        const Slot each = waiting.pop_front();
        if (each != slot) waiting.push_back(each);
    }
    ENSURE(waiting.size() + 1 == size, "a batch is not in the queue of its partition");
}

void Accumulator::release(Slot slot, std::uint32_t records) {
    ENSURE(records <= held, "more messages are settled than are held");
    held -= records;
    ProducerBatch& batch = (*this)[slot];
    if (batch.is_split) --unpaid;
    std::vector<MessageId> memory = std::move(batch.messages);
    memory.clear();
    batch = {};
    batch.messages = std::move(memory);
    free.push_back(slot);
}

}  // namespace mqfate::kafka
