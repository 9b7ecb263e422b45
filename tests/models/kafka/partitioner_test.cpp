#include "models/kafka/partitioner.hpp"

#include <doctest/doctest.h>

#include <cstdint>

namespace mqfate::kafka::partitioner_test {

TEST_CASE("partitioner: murmur2 agrees with the vectors that Kafka publishes") {
    // org.apache.kafka.common.utils.UtilsTest.testMurmur2.
    CHECK_EQ(static_cast<std::int32_t>(murmur2("21")), -973932308);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("foobar")), -790332482);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("a-little-bit-long-string")), -985981536);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("a-little-bit-longer-string")), -1486304829);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")),
             -58897971);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("abc")), 479470107);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("")), 275646681);
    CHECK_EQ(static_cast<std::int32_t>(murmur2("a")), -1563381124);
}

TEST_CASE("partitioner: the sign bit is masked, not negated") {
    // murmur2("21") & 0x7fffffff = 1173551340; |murmur2("21")| = 973932308 would give 8 of 100.
    CHECK_EQ(partition_for_key("21", 100), 40);
    CHECK_EQ(partition_for_key("foobar", 100), 66);
    CHECK_EQ(partition_for_key("abc", 12), 3);
}

TEST_CASE("partitioner: a number is hashed as its decimal digits") {
    CHECK_EQ(partition_for_key(21U, 100), 40);
    CHECK_EQ(partition_for_key(0U, 10), 6);  // murmur2("0") = 971027396
    CHECK_EQ(partition_for_key(4294967295U, 1), 0);
}

TEST_CASE("partitioner: without a key a partition stays until batch.size bytes went to it") {
    StickyPartition sticky;
    sticky.choose(3);
    sticky.appended(60, 100, true);
    CHECK(sticky.chosen);
    CHECK_EQ(sticky.number, 3);
    sticky.appended(60, 100, true);
    CHECK_FALSE(sticky.chosen);
}

TEST_CASE("partitioner: a half full batch delays the switch, up to twice batch.size") {
    StickyPartition sticky;
    sticky.choose(3);
    sticky.appended(150, 100, false);
    CHECK(sticky.chosen);
    sticky.appended(50, 100, false);
    CHECK_FALSE(sticky.chosen);
}

TEST_CASE("partitioner: without a key all partitions get their share") {
    // 3000 choices among 3: 1000 each; four standard deviations are 4 sqrt(3000 2/9) = 103.
    std::uint32_t counts[3] = {};
    for (std::uint32_t message = 0; message < 3000; ++message) ++counts[any_of({5}, message, 3)];
    for (const std::uint32_t count : counts) {
        CHECK_GT(count, 897);
        CHECK_LT(count, 1103);
    }
}

}  // namespace mqfate::kafka::partitioner_test
