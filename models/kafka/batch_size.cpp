#include "models/kafka/batch_size.hpp"

namespace mqfate::kafka {

BatchLimits batch_limits(const ProducerConfig& config) {
    const std::uint64_t buffer = batch_buffer(config);
    const auto no_more = static_cast<std::uint32_t>(buffer);  // each takes more than a byte
    const std::uint32_t fit = records_within(buffer, no_more, config);
    return {.fit = fit,
            .full = batch_bytes(fit, config) < buffer ? fit + 1U : fit,
            .content = static_cast<std::uint32_t>(content_bytes(config)),
            .refuses = is_refused_at_once(config)};
}

}  // namespace mqfate::kafka
