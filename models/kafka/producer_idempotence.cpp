#include "models/kafka/producer_idempotence.hpp"

#include <algorithm>

#include "models/kafka/client_metadata.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {
namespace {

using Partition = Idempotence::Partition;

Sequence end_of(const Batch& batch) { return batch.first_sequence + batch.records.count; }

// TransactionManager.isNextSequence.
bool is_next(const Partition& partition, Sequence sequence) {
    return sequence == partition.acked_end;
}

// TransactionManager.maybeResolveSequences, for one partition.
void resolve(Partition& partition) {
    if (!partition.unresolved || !partition.in_flight.empty()) return;
    partition.unresolved = false;
    // Later batches were acknowledged, so the broker has the expired one too; or nobody knows.
    if (!is_next(partition, partition.next)) partition.wants_epoch = true;
}

// TxnPartitionEntry.startSequencesAtBeginning.
void start_at_beginning(Partition& partition, ProducerId id, ProducerEpoch epoch,
                        Accumulator& batches, Store& store) {
    partition.id = id;
    partition.epoch = epoch;
    partition.next = Sequence{0};
    partition.acked_end = Sequence{0};
    for (const Slot slot : partition.in_flight) {
        ProducerBatch& own = batches[slot];
        Batch batch = store.batches[own.id];
        batch.producer = id;
        batch.epoch = epoch;
        batch.first_sequence = partition.next;
        partition.next = end_of(batch);
        own.id = store.batches.append(batch);
        own.reopened = own.renumbered = true;
    }
}

}  // namespace

bool Idempotence::must_wait(Slot first, const Accumulator& batches) const {
    const ProducerBatch& batch = batches[first];
    const Partition& partition = of(batch.partition);
    // A retry waits until it is the lowest: one at a time, in order.
    if (batch.drained_before()) return partition.in_flight.front() != first;
    const bool stale = partition.id != id || partition.epoch != epoch;
    return (stale && !partition.in_flight.empty()) || partition.unresolved;
}

void Idempotence::number(Slot slot, Batch& batch) {
    Partition& partition = of(batch.partition);
    const bool stale = partition.id != id || partition.epoch != epoch;
    if (stale) {
        ENSURE(partition.in_flight.empty(), "a new epoch begins before the old one has ended");
        partition.id = id;
        partition.epoch = epoch;
        partition.next = Sequence{0};
        partition.acked_end = Sequence{0};
    }
    batch.producer = id;
    batch.epoch = epoch;
    batch.first_sequence = partition.next;
    partition.next = end_of(batch);
    partition.in_flight.push_back(slot);
}

void Idempotence::acknowledged(const Batch& batch) {
    Partition& partition = of(batch.partition);
    partition.acked_end = std::max(partition.acked_end, end_of(batch));
}

void Idempotence::settled(PartitionId p, Slot slot) {
    auto& in_flight = of(p).in_flight;
    const auto at = std::find(in_flight.begin(), in_flight.end(), slot);
    if (at != in_flight.end()) in_flight.erase(at);
}

void Idempotence::replaced(PartitionId p, Slot slot, std::span<const Slot> parts) {
    auto& in_flight = of(p).in_flight;
    const auto at = std::find(in_flight.begin(), in_flight.end(), slot);
    if (at != in_flight.end()) in_flight.insert(in_flight.erase(at), parts.begin(), parts.end());
}

void Idempotence::failed(PartitionId p, Error error, bool adjust) {
    Partition& partition = of(p);
    const bool gap = error == Error::out_of_order_sequence_number;
    if (!gap && !adjust) return;
    partition.wants_epoch = attention = true;
}

void Idempotence::mark_unresolved(const Batch& batch) {
    Partition& partition = of(batch.partition);
    const Sequence end = end_of(batch);
    partition.unresolved_next =
        partition.unresolved ? std::max(partition.unresolved_next, end) : end;
    partition.unresolved = attention = true;
}

bool Idempotence::can_retry(Error error, const ProducerBatch& batch, const Batch& sent) {
    Partition& partition = of(batch.partition);
    if (error == Error::unknown_producer_id) {
        if (!batch.reopened) partition.wants_epoch = attention = true;
        return true;
    }
    if (error == Error::out_of_order_sequence_number) {
        const bool out_of_turn = batch.reopened || !is_next(partition, sent.first_sequence);
        if (!partition.unresolved && out_of_turn) return true;
        if (!partition.unresolved || sent.first_sequence == partition.unresolved_next)
            partition.wants_epoch = attention = true;
        return true;
    }
    return is_retriable(error);
}

void Idempotence::prepare(Accumulator& batches, Store& store) {
    if (!attention) return;
    for (Partition& partition : partitions) resolve(partition);
    const auto wants = [](const Partition& partition) { return partition.wants_epoch; };
    if (has_id() && std::any_of(partitions.begin(), partitions.end(), wants)) {
        // ProducerIdAndEpoch: an exhausted id is given up; the new one starts at epoch 0.
        const bool exhausted = epoch == last_producer_epoch;
        epoch = exhausted ? ProducerEpoch{0} : epoch + 1;
        if (exhausted) id = no_producer_id;
    }
    attention = false;
    for (Partition& partition : partitions) {
        if (partition.wants_epoch && has_id()) {
            start_at_beginning(partition, id, epoch, batches, store);
            partition.wants_epoch = partition.unresolved = false;
        }
        attention |= partition.wants_epoch || partition.unresolved;
    }
}

}  // namespace mqfate::kafka
