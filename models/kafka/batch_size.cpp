#include "models/kafka/batch_size.hpp"

#include <algorithm>
#include <array>

namespace mqfate::kafka {
namespace {

constexpr std::uint64_t batch_header = 61;           // DefaultRecordBatch.RECORD_BATCH_OVERHEAD
constexpr std::uint64_t most_beside_key_value = 21;  // DefaultRecord.MAX_RECORD_OVERHEAD

// ByteUtils.sizeOfVarint, of a number that is not negative: its sign takes a bit.
constexpr std::uint64_t varint(std::uint64_t n) {
    std::uint64_t bytes = 1;
    for (n = n << 1U; n > 0x7f; n = n >> 7U) ++bytes;
    return bytes;
}

// DefaultRecord.sizeOf: the two with their lengths, and a count of no headers.
constexpr std::uint64_t key_and_value(std::uint32_t message_bytes) {
    return 1 + varint(message_bytes) + message_bytes + 1;
}

// DefaultRecord.sizeInBytes of one whose offset takes so many bytes.
constexpr std::uint64_t record(std::uint64_t offset_bytes, std::uint32_t message_bytes) {
    const std::uint64_t body = 1 + 1 + offset_bytes + key_and_value(message_bytes);
    return varint(body) + body;
}

}  // namespace

std::uint64_t batch_bytes(std::uint64_t records, std::uint32_t message_bytes) {
    constexpr std::array<std::uint64_t, 4> first_that_takes_more{1U << 6, 1U << 13, 1U << 20,
                                                                 1U << 27};
    std::uint64_t bytes = batch_header;
    std::uint64_t counted = 0;
    for (std::size_t i = 0; counted < records && i < first_that_takes_more.size(); ++i) {
        const std::uint64_t upto = std::min(records, first_that_takes_more[i]);
        bytes += (upto - counted) * record(i + 1, message_bytes);
        counted = upto;
    }
    return bytes;
}

std::uint64_t batch_buffer(const ProducerConfig& config) {
    const std::uint64_t bound =
        batch_header + most_beside_key_value + key_and_value(config.message_bytes);
    return std::max<std::uint64_t>(config.batch_size, bound);
}

bool has_room(std::uint64_t records, const ProducerConfig& config) {
    return records == 0 || batch_bytes(records + 1, config.message_bytes) <= batch_buffer(config);
}

bool is_full(std::uint64_t records, const ProducerConfig& config) {
    return records > 0 && batch_bytes(records, config.message_bytes) >= batch_buffer(config);
}

}  // namespace mqfate::kafka
