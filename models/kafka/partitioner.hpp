// Which partition a message goes to: Kafka's own choice, by key or without one.
//
// By key: murmur2(key) & 0x7fffffff, modulo the number of partitions (BuiltInPartitioner
// .partitionForKey, Utils.murmur2, Apache Kafka 4.1). Without a key (KIP-794): one partition until
// batch.size bytes went there and no batch is half full, or twice as many in any case.
// Differs: the real client draws the next partition among those that have a leader, weighted by
// queue lengths. A role may not draw, so that it is a pure function of the producer and the
// message's number, and all are equally likely (partitioner.adaptive.partitioning.enable=false).
// Tested by: tests/models/kafka/partitioner_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/base/strong.hpp"

namespace mqfate::kafka {

/// Austin Appleby's MurmurHash2, 32 bits, with Kafka's seed.
std::uint32_t murmur2(std::string_view key);

/// The partition (number within the topic) of `key`.
std::uint32_t partition_for_key(std::string_view key, std::uint32_t partitions);
/// The same for the key `key` in decimal.
std::uint32_t partition_for_key(std::uint32_t key, std::uint32_t partitions);

/// One of `count` for message `message` of `producer`: in the place of a draw.
std::uint32_t any_of(NodeId producer, std::uint32_t message, std::uint32_t count);

/// The partition that messages without a key go to at present (BuiltInPartitioner).
struct StickyPartition {
    bool chosen = false;
    std::uint32_t number = 0;  ///< within the topic
    std::uint32_t produced_bytes = 0;
    friend bool operator==(const StickyPartition&, const StickyPartition&) = default;

    void choose(std::uint32_t partition) { *this = {true, partition, 0}; }
    /// `bytes` went there; `may_switch`: no batch of that partition is half full.
    void appended(std::uint32_t bytes, std::uint32_t batch_size, bool may_switch);
};

}  // namespace mqfate::kafka
