// The idempotent producer: its id and epoch, and a sequence for each partition (KIP-98, KIP-360).
//
// Rules: the idempotent (not transactional) part of org.apache.kafka.clients.producer.internals
// .TransactionManager and TxnPartitionEntry, Apache Kafka 4.1.
//   - A batch gets its numbers when it is first drained and keeps them through all retries.
//   - When a batch has failed for good and nobody knows whether the broker has it, the producer
//     raises its epoch by itself and renumbers what is still in flight from 0. The broker cannot
//     recognise a renumbered batch that it had appended: that is how an idempotent producer
//     duplicates.
// Invariants: (1) `in_flight` holds the drained, unsettled batches of the partition, on the wire or
// waiting to be sent again, lowest sequence first. (2) `attention` is set while some partition is
// unresolved or wants a new epoch.
// Tested by: tests/models/kafka/producer_idempotence_test.cpp.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "models/kafka/accumulator.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "models/kafka/store.hpp"

namespace mqfate::kafka {

/// The last epoch of a producer id; then a new id is asked for.
inline constexpr ProducerEpoch last_producer_epoch{0x7fff};

struct Idempotence {
    struct Partition {  // TxnPartitionEntry
        ProducerId id = no_producer_id;
        ProducerEpoch epoch;
        Sequence next;             ///< of the next record to be drained for the first time
        Sequence acked_end;        ///< one past the last acknowledged; 0: none
        Sequence unresolved_next;  ///< `unresolved`: one past the highest batch that expired
        bool unresolved = false;   ///< a batch expired that the broker may or may not have
        bool wants_epoch = false;  ///< to be renumbered under a new epoch
        boost::container::small_vector<Slot, 5> in_flight;
        friend bool operator==(const Partition&, const Partition&) = default;
    };
    ProducerId id = no_producer_id;
    ProducerEpoch epoch;
    NodeId asked = no_node;  ///< whose InitProducerIdResponse is awaited
    bool attention = false;
    std::vector<Partition> partitions;  ///< by PartitionId
    friend bool operator==(const Idempotence&, const Idempotence&) = default;

    bool has_id() const { return id != no_producer_id; }
    Partition& of(PartitionId p) { return partitions[index(p)]; }
    const Partition& of(PartitionId p) const { return partitions[index(p)]; }

    /// Whether `first`, the first batch of its queue, must wait for others of its partition
    /// (RecordAccumulator.shouldStopDrainBatchesForPartition). Requires: has_id().
    bool must_wait(Slot first, const Accumulator& batches) const;
    /// Numbers `batch` (id, epoch, sequence), which is drained for the first time from `slot`.
    void number(Slot slot, Batch& batch);

    /// The broker has the batch that was sent as `batch` (handleCompletedBatch).
    void acknowledged(const Batch& batch);
    /// The batch is settled, whatever became of it.
    void settled(PartitionId p, Slot slot);
    /// Parts have taken the place of the batch, in the order of their sequences.
    void replaced(PartitionId p, Slot slot, std::span<const Slot> parts);
    /// The broker refused the batch for good, or its last time-out found it (handleFailedBatch).
    /// Requires: settled.
    void failed(PartitionId p, Error error, bool adjust);
    /// Its delivery time-out found a batch that had been sent before (markSequenceUnresolved).
    void mark_unresolved(const Batch& batch);
    /// Whether `error` is a reason to send the batch again; may ask for a new epoch (canRetry).
    bool can_retry(Error error, const ProducerBatch& batch, const Batch& sent);

    /// What must be done before anything is sent: settles unresolved partitions
    /// (maybeResolveSequences), raises the epoch and renumbers (bumpIdempotentProducerEpoch). When
    /// epochs have run out the id is dropped; once a new one is there, call again.
    void prepare(Accumulator& batches, Store& store);
};

}  // namespace mqfate::kafka
