// Every shipped scenario, simulated once a process: all that tests of this folder judge is judged
// from that.
#pragma once

#include <string>

#include "scenarios/reading/scenario.hpp"
#include "sim/run/outcome.hpp"
#include "tests/allocations.hpp"

namespace mqfate::tests {

struct Once {
    scenarios::Scenario scenario;
    Outcome outcome;
};

/// With sanitizers, a few runs of each must do: they look for mistakes of ours. What comes out is
/// the same as without them (scripts/determinism), so only there it is judged.
inline constexpr bool is_judged = counts_allocations;

/// By the name without ending: "kafka/lost-ack". Simulated on all cores by the first call.
const Once& simulated_once(const std::string& name);

}  // namespace mqfate::tests
