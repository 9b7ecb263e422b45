#include "models/kafka/producer_idempotence.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <cstdint>

namespace mqfate::kafka::producer_idempotence_test {

static_assert(std::regular<Idempotence>);

constexpr PartitionId p{0};

/// A producer with id 7 and one partition; batches of `count` records are drained with numbers.
struct Numbers {
    Idempotence idempotence;
    Accumulator batches;
    Store store;

    Numbers() {
        idempotence.id = {7};
        idempotence.partitions.resize(2);
        batches.queues.resize(2);
    }
    Slot drain(std::uint32_t count = 1) {
        batches.open_batch(p);
        const Slot slot = batches.take_first(p);
        Batch batch;
        batch.partition = p;
        batch.records.count = count;
        idempotence.number(slot, batch);
        batches[slot].id = store.batches.append(batch);
        return slot;
    }
    const Batch& sent(Slot slot) const { return store.batches[batches[slot].id]; }
    bool can_retry(Slot slot, Error error) {
        return idempotence.can_retry(error, batches[slot], sent(slot));
    }
    void confirm(Slot slot) {
        idempotence.acknowledged(sent(slot));
        idempotence.settled(p, slot);
    }
    void expire(Slot slot) {  // after it had come back at least once
        idempotence.settled(p, slot);
        idempotence.mark_unresolved(sent(slot));
    }
    void prepare() { idempotence.prepare(batches, store); }
};

TEST_CASE("idempotence: sequences count the records of a partition") {
    Numbers n;
    CHECK_EQ(n.sent(n.drain(3)).first_sequence, Sequence{0});
    const Slot second = n.drain(2);
    CHECK_EQ(n.sent(second).first_sequence, Sequence{3});
    CHECK_EQ(n.idempotence.of(p).next, Sequence{5});
    CHECK_EQ(n.sent(second).producer, ProducerId{7});
}

TEST_CASE("idempotence: a retry waits until it is the lowest in flight") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain();
    CHECK_FALSE(n.idempotence.must_wait(a, n.batches));
    CHECK(n.idempotence.must_wait(b, n.batches));
    n.confirm(a);
    CHECK_FALSE(n.idempotence.must_wait(b, n.batches));
}

TEST_CASE("idempotence: a new epoch renumbers what is in flight from 0, in order") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain(2);
    const Slot c = n.drain();
    const BatchId before = n.batches[b].id;
    n.idempotence.settled(p, a);
    n.idempotence.failed(p, Error::request_timed_out, true);
    n.prepare();
    CHECK_EQ(n.idempotence.epoch, ProducerEpoch{1});
    CHECK_EQ(n.sent(b).epoch, ProducerEpoch{1});
    CHECK_EQ(n.sent(b).first_sequence, Sequence{0});
    CHECK_EQ(n.sent(c).first_sequence, Sequence{2});
    CHECK_EQ(n.idempotence.of(p).next, Sequence{3});
    CHECK_EQ(n.store.batches[before].first_sequence, Sequence{1});  // what was sent stays
    CHECK(n.batches[b].renumbered);
    CHECK_FALSE(n.idempotence.attention);
}

TEST_CASE("idempotence: another partition changes epoch when it has nothing in flight") {
    Numbers n;
    const Slot a = n.drain();
    n.idempotence.partitions[1].wants_epoch = n.idempotence.attention = true;
    n.prepare();
    CHECK_EQ(n.sent(a).epoch, ProducerEpoch{0});
    const Slot fresh = n.batches.open_batch(p);
    CHECK(n.idempotence.must_wait(fresh, n.batches));
    n.confirm(a);
    CHECK_FALSE(n.idempotence.must_wait(fresh, n.batches));
    const Slot next = n.drain();
    CHECK_EQ(n.sent(next).epoch, ProducerEpoch{1});
    CHECK_EQ(n.sent(next).first_sequence, Sequence{0});
}

TEST_CASE("idempotence: after an expiry nothing new is drained until the rest is settled") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain();
    n.expire(a);
    const Slot fresh = n.batches.open_batch(p);
    CHECK(n.idempotence.must_wait(fresh, n.batches));
    n.confirm(b);
    n.prepare();
    // The later batch was acknowledged, so the broker has the expired one: no new epoch.
    CHECK_FALSE(n.idempotence.must_wait(fresh, n.batches));
    CHECK_EQ(n.idempotence.epoch, ProducerEpoch{0});
}

TEST_CASE("idempotence: when all in flight has expired a new epoch begins") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain();
    n.expire(a);
    n.expire(b);
    n.prepare();
    CHECK_EQ(n.idempotence.epoch, ProducerEpoch{1});
    CHECK_EQ(n.sent(n.drain()).first_sequence, Sequence{0});
}

TEST_CASE(
    "idempotence: OUT_OF_ORDER_SEQUENCE out of turn is repeated, in turn it raises the epoch") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain();
    CHECK(n.can_retry(b, Error::out_of_order_sequence_number));
    CHECK_FALSE(n.idempotence.attention);
    CHECK(n.can_retry(a, Error::out_of_order_sequence_number));
    CHECK(n.idempotence.of(p).wants_epoch);
}

TEST_CASE("idempotence: behind an expired batch OUT_OF_ORDER_SEQUENCE shows that it is missing") {
    Numbers n;
    const Slot a = n.drain();
    const Slot b = n.drain();
    const Slot c = n.drain();
    n.expire(a);
    CHECK(n.can_retry(c, Error::out_of_order_sequence_number));
    CHECK_FALSE(n.idempotence.of(p).wants_epoch);
    CHECK(n.can_retry(b, Error::out_of_order_sequence_number));
    CHECK(n.idempotence.of(p).wants_epoch);
}

TEST_CASE("idempotence: INVALID_PRODUCER_EPOCH is final, time-outs are not") {
    Numbers n;
    const Slot a = n.drain();
    CHECK_FALSE(n.can_retry(a, Error::invalid_producer_epoch));
    CHECK(n.can_retry(a, Error::request_timed_out));
    CHECK(n.can_retry(a, Error::not_leader_or_follower));
}

TEST_CASE("idempotence: when epochs run out a new id is asked for, then numbers start again") {
    Numbers n;
    n.idempotence.epoch = last_producer_epoch;
    const Slot a = n.drain();
    n.idempotence.failed(p, Error::invalid_producer_epoch, true);
    n.prepare();
    CHECK_FALSE(n.idempotence.has_id());
    CHECK_EQ(n.sent(a).producer, ProducerId{7});
    n.idempotence.id = {8};
    n.prepare();
    CHECK_EQ(n.sent(a).producer, ProducerId{8});
    CHECK_EQ(n.sent(a).first_sequence, Sequence{0});
}

}  // namespace mqfate::kafka::producer_idempotence_test
