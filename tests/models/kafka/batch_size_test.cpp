#include "models/kafka/batch_size.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::batch_size_test {

/// How many records fit into one batch.
std::uint32_t fit(std::uint32_t batch_size, std::uint32_t message_bytes) {
    ProducerConfig config;
    config.batch_size = batch_size;
    config.message_bytes = message_bytes;
    return batch_limits(config).fit;
}

TEST_CASE("batch size: as many as its bytes have room for") {
    // Of 100 bytes each takes 109, from the 65th on 110: (16384 - 61 - 64 * 109) / 110 = 84.9
    CHECK(fit(16'384, 100) == 64 + 84);
}

TEST_CASE("batch size: however small, tiny records come in twos (the first one's upper bound)") {
    // n bytes take n + 7; two of them and 61 fit into 61 + 21 + n + 3 while 2 (n + 7) <= n + 24.
    for (const std::uint32_t batch_size : {0U, 1U, 80U}) {
        CHECK(fit(batch_size, 10) == 2);
        CHECK(fit(batch_size, 11) == 1);
        CHECK(fit(batch_size, 100) == 1);
    }
    CHECK(fit(1, 1) == 3);  // 3 (1 + 7) = 24, and there are 25
}

TEST_CASE("batch size: full is one without a byte left, not one without room") {
    ProducerConfig config;
    config.message_bytes = 100;
    config.batch_size = 61 + 2 * 109;
    CHECK_FALSE(batch_limits(config).is_full(1));
    CHECK(batch_limits(config).is_full(2));
    ++config.batch_size;
    CHECK(batch_limits(config).has_room(1));
    CHECK_FALSE(batch_limits(config).is_full(2));
    CHECK_FALSE(batch_limits(config).has_room(2));
}

}  // namespace mqfate::kafka::batch_size_test
