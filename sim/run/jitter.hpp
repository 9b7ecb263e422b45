// Jitter: how long a wait is that is given or taken a part of itself.
//
// Where a waiter draws at each look (Wait::drawn_at_each_look), it sleeps for what it has drawn,
// draws again when it wakes, and goes on only if the new wait is over by then. So a draw that is
// longer than the one before prolongs the wait, and a shorter one ends it: on average it is longer
// than one draw (of 80 to 120 it is 108.7, the integral being e - 2 of the width).
// Tested by: tests/sim/run/jitter_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/world/context.hpp"

namespace mqfate {

/// The fixed part of `wait` with its jitter. `draw(limit)`: a number below `limit`; not asked where
/// there is no jitter. `gone`: what has passed of a wait that is drawn at each look.
template <class Draw> Duration jittered(const Wait& wait, Draw&& draw, Duration gone = {}) {
    const Duration width{wait.fixed.ns / 100 * wait.jitter_percent + wait.jitter.ns};
    if (width == Duration{}) return std::max(wait.fixed, gone);
    const auto drawn = [&] {
        const std::uint64_t at = draw(2 * static_cast<std::uint64_t>(width.ns) + 1);
        const Duration off{static_cast<std::int64_t>(at) - width.ns};
        return std::min(wait.fixed + off, wait.most);
    };
    if (!wait.drawn_at_each_look) return drawn();
    Duration total = gone;
    for (Duration next = drawn(); next > total; next = drawn()) total = next;
    return total;
}

}  // namespace mqfate
