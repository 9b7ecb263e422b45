// How many records a batch takes: bytes as the client counts them, headers and all.
//
// Rules (Apache Kafka 4.1, message format 2, no compression):
//   - A record has a few bytes beside key and value: lengths and deltas as variable-length numbers
//     (DefaultRecord.sizeInBytes). A batch has a header of 61 (DefaultRecordBatch).
//   - The buffer of a batch is batch.size, or the upper bound of what its first record could take
//     if that is more (RecordAccumulator.append, AbstractRecords.estimateSizeInBytesUpperBound).
//     The bound allows 21 bytes for what beside key and value mostly takes 6: so in the rest of it
//     a second tiny record may have room, however small batch.size is.
//   - One record always has room; another while the buffer holds it (MemoryRecordsBuilder
//     .hasRoomFor); full is a batch whose buffer has no byte left (isFull).
// `message_bytes` is key and value together, and there are no headers. Leaves out: a record that is
// 64 ms younger than the first of its batch has a byte more for that.
// Tested by: tests/models/kafka/batch_size_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

/// The bytes of a batch of so many records.
std::uint64_t batch_bytes(std::uint64_t records, std::uint32_t message_bytes);
/// The buffer of a batch.
std::uint64_t batch_buffer(const ProducerConfig& config);

/// Whether one more record fits into a batch that has so many.
bool has_room(std::uint64_t records, const ProducerConfig& config);
bool is_full(std::uint64_t records, const ProducerConfig& config);

}  // namespace mqfate::kafka
