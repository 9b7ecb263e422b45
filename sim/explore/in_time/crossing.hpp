// How long a packet may be under way, and a timer armed: the bounds of what sim/run/arrivals.hpp
// and timing.hpp draw.
//
// A packet that may have to queue, to be sent again, or that a fault makes late has no upper bound.
// Tested by: tests/sim/explore/in_time/crossing_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/explore/in_time/time_bound.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

/// A packet of a way, `flow` = 2 * channel + way; `opens`: it waits for the handshake.
Span crossing(const Wiring& wiring, const FaultPlan& faults, std::uint32_t flow,
              std::uint32_t bytes, bool opens);

/// Requires: `wait.drawn` is one of `delays`, or no_delay.
Span waiting(const Wait& wait, const std::vector<Delay>& delays);

}  // namespace mqfate
