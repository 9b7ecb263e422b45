// Exponential back-off as every Kafka client waits (KIP-580; ExponentialBackoff, Apache Kafka 4.1).
//
// base * 2^n, never above `max`, give or take 20 %.
// Leaves out: the real one cuts at `max` once more after the jitter, which then only shortens.
// Tested by: tests/models/kafka/client_metadata_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

/// The wait before repetition `n` (from 0). `subject`: whose luck the jitter is.
constexpr Wait exponential_backoff(Duration base, Duration max, std::uint32_t n,
                                   std::uint32_t subject) {
    Duration wait = base;
    if (wait == Duration{}) n = 0;  // however often it is doubled
    for (; n > 0 && wait < max; --n) wait = times(wait, 2);
    return {.fixed = wait < max ? wait : max,
            .drawn = no_delay,
            .jitter_percent = 20,
            .subject = subject};
}

}  // namespace mqfate::kafka
