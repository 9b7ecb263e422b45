#include "models/kafka/batch_size.hpp"

#include <algorithm>

#include "models/kafka/record_size.hpp"

namespace mqfate::kafka {

std::uint64_t batch_buffer(const ProducerConfig& config) {
    return std::max<std::uint64_t>(config.batch_size, upper_bound(config));
}

bool has_room(std::uint64_t records, const ProducerConfig& config) {
    return records == 0 || batch_bytes(records + 1, config) <= batch_buffer(config);
}

bool is_full(std::uint64_t records, const ProducerConfig& config) {
    return records > 0 && batch_bytes(records, config) >= batch_buffer(config);
}

}  // namespace mqfate::kafka
