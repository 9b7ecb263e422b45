#include "models/kafka/producer_state.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::producer_state_test {

/// Two records of producer 7, from `sequence` on.
Batch batch(std::uint32_t sequence, std::uint16_t epoch = 0, std::uint32_t count = 2) {
    return {.partition = {},
            .epoch = {epoch},
            .producer = ProducerId{7},
            .first_sequence = {sequence},
            .records = {{}, count}};
}

/// Six batches of two records: sequences 0..11 at offsets 100..111.
ProducerStates after_six() {
    ProducerStates states;
    for (std::uint32_t i = 0; i < 6; ++i) states.update(batch(2 * i), {100 + 2 * i});
    return states;
}

TEST_CASE("producer state: of an unknown producer any sequence is accepted") {
    CHECK(ProducerStates{}.check(batch(40)).error == Error::none);
}

TEST_CASE("producer state: without a producer id nothing is checked or remembered") {
    ProducerStates states;
    Batch plain = batch(0);
    plain.producer = no_producer_id;
    states.update(plain, {0});
    CHECK(states == ProducerStates{});
    CHECK_FALSE(states.check(plain).duplicate);
}

TEST_CASE("producer state: the next sequence is in order, a gap is not") {
    const ProducerStates states = after_six();
    CHECK(states.check(batch(12)).error == Error::none);
    CHECK_FALSE(states.check(batch(12)).duplicate);
    CHECK(states.check(batch(14)).error == Error::out_of_order_sequence_number);
}

TEST_CASE("producer state: the last five batches are recognised, the sixth is out of order") {
    const ProducerStates states = after_six();
    for (std::uint32_t i = 1; i < 6; ++i) {
        CHECK(states.check(batch(2 * i)).duplicate);
        CHECK(states.check(batch(2 * i)).last_end == Offset{102 + 2 * i});
    }
    CHECK_FALSE(states.check(batch(0)).duplicate);
    CHECK(states.check(batch(0)).error == Error::out_of_order_sequence_number);
}

TEST_CASE("producer state: the same records in other batches are no duplicate") {
    const ProducerStates states = after_six();
    CHECK_FALSE(states.check(batch(8, 0, 4)).duplicate);
    CHECK(states.check(batch(8, 0, 4)).error == Error::out_of_order_sequence_number);
}

TEST_CASE("producer state: a new epoch starts at sequence 0 and forgets the old batches") {
    ProducerStates states = after_six();
    CHECK(states.check(batch(12, 1)).error == Error::out_of_order_sequence_number);
    CHECK(states.check(batch(0, 1)).error == Error::none);
    states.update(batch(0, 1), {112});
    CHECK(states.check(batch(10, 0)).error == Error::invalid_producer_epoch);
    CHECK(states.check(batch(10, 1)).error == Error::out_of_order_sequence_number);
    CHECK(states.check(batch(2, 1)).error == Error::none);
}

}  // namespace mqfate::kafka::producer_state_test
