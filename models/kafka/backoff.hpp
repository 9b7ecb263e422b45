// Exponential back-off as every Kafka client waits (KIP-580; ExponentialBackoff.backoff, Apache
// Kafka 4.1).
//
// base * 2^n, never above `max`, give or take 20 %, and cut at `max` once more: so at the last step
// the jitter only shortens, and half of the waits are `max`. A base that is not below `max` has no
// jitter at all. Leaves out: the real one cuts to whole milliseconds.
// Tested by: tests/models/kafka/backoff_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

/// The wait before repetition `n` (from 0). `subject`: whose luck the jitter is.
constexpr Wait exponential_backoff(Duration base, Duration max, std::uint32_t n,
                                   std::uint32_t subject) {
    if (max <= base) return {.fixed = max, .subject = subject};
    Duration wait = base;
    if (wait == Duration{}) n = 0;  // however often it is doubled
    for (; n > 0 && wait < max; --n) wait = times(wait, 2);
    return {
        .fixed = wait < max ? wait : max, .jitter_percent = 20, .subject = subject, .most = max};
}

}  // namespace mqfate::kafka
