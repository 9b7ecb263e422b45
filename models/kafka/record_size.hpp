// How many bytes records and batches take, as Kafka counts them against its limits: format 2 of
// Apache Kafka 4.1 (DefaultRecord, DefaultRecordBatch, ByteUtils.sizeOfVarint). No compression, no
// headers.
//
// Simplified: keys of a batch are taken to be as long as the longest, and its records to be of
// one instant, give or take 63 ms (a role reads no clock). That makes a few bytes in a record.
// Tested by: tests/models/kafka/record_size_test.cpp.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

inline constexpr std::uint32_t batch_overhead = 61;   ///< RECORD_BATCH_OVERHEAD
inline constexpr std::uint32_t record_overhead = 21;  ///< MAX_RECORD_OVERHEAD: at most

/// ByteUtils.sizeOfVarint: seven bits a byte, and one bit is the sign.
constexpr std::uint32_t varint_size(std::uint64_t value) {
    return (static_cast<std::uint32_t>(std::bit_width(value << 1U | 1U)) + 6U) / 7U;
}

/// Of the longest key that this producer gives; 0: none has a key.
constexpr std::uint32_t key_bytes(const ProducerConfig& config) {
    if (config.partitioning != Partitioning::by_key) return 0;
    std::uint32_t digits = 1;
    for (std::uint32_t key = config.keys - 1U; key >= 10; key /= 10) ++digits;
    return digits;
}

/// Key, value and (no) headers of one record, each behind its length (DefaultRecord.sizeOf). A key
/// that is null takes one byte.
constexpr std::uint64_t content_bytes(const ProducerConfig& config) {
    const std::uint32_t key = key_bytes(config);
    return std::uint64_t{varint_size(key)} + key + varint_size(config.message_bytes) +
           config.message_bytes + 1U;
}

/// AbstractRecords.estimateSizeInBytesUpperBound: a batch with this one record takes no more.
constexpr std::uint64_t upper_bound(const ProducerConfig& config) {
    return batch_overhead + record_overhead + content_bytes(config);
}

/// A record of so much content, `number` within its batch: attributes, two deltas and the content
/// behind the length of all that; the delta of its offset is its number (DefaultRecord
/// .sizeInBytes).
constexpr std::uint64_t record_bytes(std::uint64_t number, std::uint64_t content) {
    const std::uint64_t body = 2U + varint_size(number) + content;
    return varint_size(body) + body;
}

/// A batch of so many records (DefaultRecordBatch.sizeInBytes).
constexpr std::uint64_t batch_bytes(std::uint64_t records, const ProducerConfig& config) {
    const std::uint64_t content = content_bytes(config);
    std::uint64_t total = batch_overhead;
    std::uint64_t first = 0;
    for (std::uint64_t end = 64; first < records; end <<= 7U) {  // whose deltas are equally long
        const std::uint64_t upto = std::min<std::uint64_t>(end, records);
        total += (upto - first) * record_bytes(first, content);
        first = upto;
    }
    return total;
}

/// How many of `records` fit into a batch of `limit` bytes, which always takes one
/// (MemoryRecordsBuilder.hasRoomFor).
constexpr std::uint32_t records_within(std::uint64_t limit, std::uint32_t records,
                                       const ProducerConfig& config) {
    std::uint32_t fit = 1;
    std::uint32_t too_many = records + 1U;
    while (too_many - fit > 1) {
        const std::uint32_t middle = fit + (too_many - fit) / 2;
        (batch_bytes(middle, config) <= limit ? fit : too_many) = middle;
    }
    return fit;
}

/// Whether send() refuses every message of this producer at once (KafkaProducer
/// .ensureValidRecordSize: RecordTooLargeException; BufferPool.allocate: a batch that is larger
/// than the whole pool, IllegalArgumentException).
constexpr bool is_refused_at_once(const ProducerConfig& config) {
    const std::uint64_t record = upper_bound(config);
    return record > config.max_request_size ||
           std::max<std::uint64_t>(config.batch_size, record) > config.buffer_memory;
}

}  // namespace mqfate::kafka
