#include "models/kafka/record_size.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::record_size_test {

TEST_CASE("record size: a varint has seven bits a byte, and its sign") {
    CHECK(varint_size(0) == 1);
    CHECK(varint_size(63) == 1);
    CHECK(varint_size(64) == 2);
    CHECK(varint_size(8'191) == 2);
    CHECK(varint_size(8'192) == 3);
    CHECK(varint_size(1'048'576) == 4);
}

TEST_CASE("record size: what surrounds a value of 100 bytes, without a key and with one") {
    ProducerConfig config;
    // Key -1: 1 byte; value 100: 2 and 100 bytes; no headers: 1 byte.
    CHECK(content_bytes(config) == 104);
    CHECK(upper_bound(config) == 61 + 21 + 104);
    // Attributes, two deltas of a byte each and the content are 107, whose length takes 2 bytes.
    CHECK(batch_bytes(1, config) == 61 + 109);
    config.partitioning = Partitioning::by_key;
    config.keys = 11;  // "0" to "10"
    CHECK(content_bytes(config) == 106);
}

TEST_CASE("record size: from the 65th record on, the number in the batch takes two bytes") {
    const ProducerConfig config;
    CHECK(batch_bytes(64, config) == 61 + 64 * 109);
    CHECK(batch_bytes(65, config) == 61 + 64 * 109 + 110);
    CHECK(batch_bytes(8'193, config) == 61 + 64 * 109 + 8'128 * 110 + 111);
}

TEST_CASE("record size: as many as fit into a batch, and always one") {
    const ProducerConfig config;
    CHECK(records_within(batch_bytes(7, config), 20, config) == 7);
    CHECK(records_within(batch_bytes(7, config) - 1, 20, config) == 6);
    CHECK(records_within(1'000'000, 20, config) == 20);
    CHECK(records_within(0, 20, config) == 1);
}

TEST_CASE("record size: refused at once above max.request.size or buffer.memory, not at them") {
    ProducerConfig config;
    const auto bound = static_cast<std::uint32_t>(upper_bound(config));
    config.batch_size = 0;
    config.max_request_size = bound;
    config.buffer_memory = bound;
    CHECK_FALSE(is_refused_at_once(config));
    config.max_request_size = bound - 1;
    CHECK(is_refused_at_once(config));
    config.max_request_size = bound;
    config.buffer_memory = bound - 1;
    CHECK(is_refused_at_once(config));
    config.buffer_memory = bound;
    config.batch_size = bound + 1;  // no batch would fit into the pool
    CHECK(is_refused_at_once(config));
    // Of a mebibyte, what surrounds it does not fit into max.request.size.
    config = {};
    config.message_bytes = 1'048'576;
    CHECK(is_refused_at_once(config));
}

}  // namespace mqfate::kafka::record_size_test
