// How many records a batch takes: bytes as the client counts them (record_size.hpp), headers and
// all.
//
// Rules (Apache Kafka 4.1, message format 2, no compression):
//   - The buffer of a batch is batch.size, or the upper bound of what its first record could take
//     if that is more (RecordAccumulator.append, AbstractRecords.estimateSizeInBytesUpperBound).
//     The bound allows 21 bytes for what beside key and value mostly takes 6: so in the rest of it
//     a second tiny record may have room, however small batch.size is.
//   - One record always has room; another while the buffer holds it (MemoryRecordsBuilder
//     .hasRoomFor); full is a batch whose buffer has no byte left (isFull).
// Tested by: tests/models/kafka/batch_size_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "models/kafka/record_size.hpp"
#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

/// The buffer of a batch.
constexpr std::uint64_t batch_buffer(const ProducerConfig& config) {
    return std::max<std::uint64_t>(config.batch_size, upper_bound(config));
}

/// What a producer's batches hold, reckoned once.
struct BatchLimits {
    std::uint32_t fit = 0;      ///< so many records have room
    std::uint32_t full = 0;     ///< so many leave no byte
    std::uint32_t content = 0;  ///< content_bytes of each record
    bool refuses = false;       ///< is_refused_at_once
    friend bool operator==(const BatchLimits&, const BatchLimits&) = default;

    /// Whether one more record fits into a batch that has so many.
    bool has_room(std::size_t records) const { return records < fit; }
    bool is_full(std::size_t records) const { return records >= full; }
};
BatchLimits batch_limits(const ProducerConfig& config);

}  // namespace mqfate::kafka
