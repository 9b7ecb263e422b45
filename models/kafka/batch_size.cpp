#include "models/kafka/batch_size.hpp"

namespace mqfate::kafka {

BatchLimits batch_limits(const ProducerConfig& config) {
    const std::uint64_t buffer = batch_buffer(config);
    const auto no_more = static_cast<std::uint32_t>(buffer);  // each takes more than a byte
    const std::uint32_t fit = records_within(buffer, no_more, config);
    return {fit, batch_bytes(fit, config) < buffer ? fit + 1U : fit};
}

}  // namespace mqfate::kafka
