// How long a packet may be under way, and a timer armed: the least, the usual and the most of what
// the sampler draws (sim/run/arrivals.hpp, sim/run/timing.hpp).
//
// A packet that may have to queue behind others, to be sent again, or that a fault makes late has
// no upper bound. To leave an upper bound out is safe: a path is then called feasible more often,
// never less.
// Tested by: tests/sim/explore/in_time/crossing_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/explore/in_time/time_bound.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

/// Of a packet of `bytes` on one way of a connection, `flow` = 2 * channel + way. `opens`: it is
/// the first of the connection and waits for the handshake.
Span crossing(const Wiring& wiring, const FaultPlan& faults, std::uint32_t flow,
              std::uint32_t bytes, bool opens);

/// From when it has arrived, and all before it are handled, until its receiver has handled it.
Span handling(const CommonPlan& plan, std::uint32_t flow);

/// Of a timer that is armed with `wait`. Requires: `wait.drawn` is one of `delays`, or no_delay.
Span waiting(const Wait& wait, const std::vector<Delay>& delays);

}  // namespace mqfate
