#include "models/kafka/accumulator.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace mqfate::kafka::accumulator_test {

constexpr PartitionId p{0};

ProducerConfig three_a_batch() {
    ProducerConfig config;
    config.message_bytes = 100;
    config.batch_size = 400;  // 3 records of 100 bytes fit (388), a fourth does not
    return config;
}

Accumulator one_queue() {
    Accumulator accumulator;
    accumulator.start(1, three_a_batch());
    return accumulator;
}

// Opens a batch of one message and drains it under the sequence `first`.
Slot drained(Accumulator& accumulator, Store& store, std::uint32_t first) {
    accumulator.add(accumulator.open_batch(p), {first});
    const Slot slot = accumulator.take_first(p);
    Batch batch;
    batch.first_sequence = {first};
    batch.records.count = 1;
    accumulator[slot].id = store.batches.append(batch);
    return slot;
}

std::vector<Slot> waiting(const Accumulator& accumulator) {
    const auto& ring = accumulator.queue(p).batches;
    return {ring.begin(), ring.end()};
}

TEST_CASE("accumulator: messages join the last batch while they fit") {
    Accumulator accumulator = one_queue();
    CHECK_EQ(accumulator.joinable(p), no_slot);
    const Slot slot = accumulator.open_batch(p);
    for (std::uint32_t i = 0; i < 3; ++i) {
        CHECK_EQ(accumulator.joinable(p), slot);
        accumulator.add(slot, {i});
    }
    CHECK_EQ(accumulator.joinable(p), no_slot);
    CHECK_EQ(accumulator.held, 3);
}

TEST_CASE("accumulator: a batch lingers until it is full, or another stands behind it") {
    Accumulator accumulator = one_queue();
    const Slot slot = accumulator.open_batch(p);
    accumulator.add(slot, {0});
    accumulator[slot].lingering = true;
    CHECK_EQ(accumulator.sendable(p, false), no_slot);
    CHECK_EQ(accumulator.sendable(p, true), slot);
    accumulator.open_batch(p);
    CHECK_EQ(accumulator.sendable(p, false), slot);
}

TEST_CASE("accumulator: nothing is sendable from a muted queue or while the first backs off") {
    Accumulator accumulator = one_queue();
    const Slot slot = accumulator.open_batch(p);
    accumulator.open_batch(p);
    accumulator[slot].backing_off = true;
    CHECK_EQ(accumulator.sendable(p, false), no_slot);
    accumulator[slot].backing_off = false;
    accumulator.queue(p).muted = true;
    CHECK_EQ(accumulator.sendable(p, true), no_slot);
}

TEST_CASE("accumulator: batches that fail oldest first come back in reverse") {
    Accumulator accumulator = one_queue();
    Store store;
    const Slot a = drained(accumulator, store, 0);
    const Slot b = drained(accumulator, store, 1);
    const Slot fresh = accumulator.open_batch(p);
    accumulator.reenqueue(a);
    accumulator.reenqueue(b);
    CHECK(waiting(accumulator) == std::vector{b, a, fresh});
}

TEST_CASE("accumulator: in sequence order they come back as they were, before fresh ones") {
    Accumulator accumulator = one_queue();
    Store store;
    const Slot a = drained(accumulator, store, 0);
    const Slot b = drained(accumulator, store, 1);
    const Slot c = drained(accumulator, store, 2);
    const Slot fresh = accumulator.open_batch(p);
    for (const Slot slot : {b, a, c}) accumulator.insert_in_sequence_order(slot, store);
    CHECK(waiting(accumulator) == std::vector{a, b, c, fresh});
}

TEST_CASE("accumulator: each unsettled batch takes batch.size of buffer.memory") {
    Accumulator accumulator = one_queue();
    ProducerConfig config = three_a_batch();
    config.buffer_memory = 800;
    CHECK_FALSE(accumulator.is_exhausted(config));
    const Slot slot = accumulator.open_batch(p);
    CHECK_FALSE(accumulator.is_exhausted(config));
    accumulator.open_batch(p);
    CHECK(accumulator.is_exhausted(config));
    accumulator.remove_from_queue(slot);
    accumulator.release(slot, 0);
    CHECK_FALSE(accumulator.is_exhausted(config));
    CHECK_EQ(accumulator.open_batch(p), slot);
}

}  // namespace mqfate::kafka::accumulator_test
