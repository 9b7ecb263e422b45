// RecordAccumulator: what the application handed over and the broker has not settled, in batches.
//
// A queue of batches for each partition. Messages join the last batch of their queue while it is
// open; a batch leaves at the front when it is sent and comes back when it must be sent again.
// Rules: org.apache.kafka.clients.producer.internals.RecordAccumulator and BufferPool, Apache Kafka
// 4.1. How many records fit into a batch: batch_size.hpp. A batch takes its whole buffer of
// buffer.memory from its first record until it is settled.
//
// Invariants: (1) A slot is in `free`, or in one queue, or in flight. (2) Only the last batch of a
// queue may be open. (3) An open batch has its messages in `messages`; a batch that was drained has
// them in the store, under `id`. (4) RetryBackoffOver{slot} is armed while `backing_off`,
// LingerOver while `lingering`, DeliveryTimeout{slot} while the slot is not free.
// Leaves out: compression.
// Tested by: tests/models/kafka/accumulator_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/kafka/batch_size.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/settings.hpp"
#include "models/kafka/store.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/facts.hpp"

namespace mqfate::kafka {

/// The place of a batch in the producer's memory; reused when the batch is settled.
using Slot = Strong<struct SlotTag, std::uint32_t>;
inline constexpr Slot no_slot{0xffffffff};
inline constexpr BatchId no_batch{0xffffffff};

struct ProducerBatch {
    PartitionId partition;
    bool open = false;            ///< more records may join
    bool in_flight = false;       ///< sent, and its request is not settled
    bool lingering = false;       ///< linger.ms is not over
    bool backing_off = false;     ///< retry.backoff.ms is not over
    bool overdue = false;         ///< delivery.timeout.ms has passed while in flight (see Sender)
    bool reopened = false;        ///< renumbered since it was last drained
    bool is_split = false;        ///< a part of a batch that was too large (sender_too_large.cpp)
    bool renumbered = false;      ///< renumbered after it was drained for the first time
    Cause failure = Cause::none;  ///< why it must be sent again
    LeaderEpoch sent_under;       ///< the leader epoch believed in at the last drain
    std::uint32_t attempts = 0;   ///< how often it came back
    BatchId id = no_batch;        ///< from the first drain on
    std::vector<MessageId> messages;  ///< until the first drain
    friend bool operator==(const ProducerBatch&, const ProducerBatch&) = default;

    bool drained_before() const { return id != no_batch; }
};

struct Accumulator {
    struct Queue {
        Ring<Slot> batches;
        bool muted = false;  ///< max.in.flight=1: a batch is in flight (guaranteeMessageOrder)
        friend bool operator==(const Queue&, const Queue&) = default;
    };
    std::vector<ProducerBatch> batches;  ///< by Slot
    std::vector<Slot> free;
    std::vector<Queue> queues;  ///< by PartitionId
    BatchLimits limits;         ///< never changes
    std::uint32_t held = 0;     ///< messages in all batches
    std::uint32_t unpaid = 0;   ///< batches that take nothing of buffer.memory: `is_split`
    friend bool operator==(const Accumulator&, const Accumulator&) = default;

    ProducerBatch& operator[](Slot slot) { return batches[index(slot)]; }
    const ProducerBatch& operator[](Slot slot) const { return batches[index(slot)]; }
    Queue& queue(PartitionId p) { return queues[index(p)]; }
    const Queue& queue(PartitionId p) const { return queues[index(p)]; }

    /// Before all else: so many queues, whose batches are of this producer.
    void start(std::size_t partitions, const ProducerConfig& config);
    /// The open batch that one more record joins, or no_slot if it needs a new batch.
    Slot joinable(PartitionId p) const;
    /// Whether buffer.memory has no room for one more batch.
    bool is_exhausted(const ProducerConfig& config) const;
    /// A new, empty, open batch at the end of the queue.
    Slot open_batch(PartitionId p);
    void add(Slot slot, MessageId message);
    /// No batch of the queue is half full (RecordAccumulator.allBatchesFull).
    bool all_full(PartitionId p) const;
    /// The first batch of the queue may be sent now, or no_slot. `flush`: linger.ms does not count.
    Slot sendable(PartitionId p, bool flush) const;

    /// A part of `whole`, which was too large, with so many messages: in flight, in no queue.
    Slot add_part(const ProducerBatch& whole, std::uint32_t messages);
    /// Takes the first batch out of its queue, closed and in flight.
    Slot take_first(PartitionId p);
    /// Puts a batch that failed before all others of its queue.
    void reenqueue(Slot slot);
    /// Puts a batch that failed in the order of sequences among those that have one.
    void insert_in_sequence_order(Slot slot, const Store& store);
    void remove_from_queue(Slot slot);
    /// The batch is settled: forgets it. `records` is how many messages it had.
    void release(Slot slot, std::uint32_t records);

private:
    bool is_full(const ProducerBatch& batch) const;
    Slot take_slot();
};

}  // namespace mqfate::kafka
