// Swarm testing: each run draws which of the declared faults are on at all.
//
// Where every fault is on in every run, one hides what another would show: a partition that cuts a
// producer off keeps it from ever meeting the leader that dies. With half of them off, each pair
// is met in every way (Groce, Zhang, Eide, Chen, Regehr: Swarm testing. ISSTA 2012; FoundationDB's
// "buggify" enables each fault point for a run before it draws whether it fires).
// Tested by: tests/sim/run/swarm_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/luck.hpp"
#include "sim/world/faults.hpp"

namespace mqfate {

enum class Declared : std::uint8_t { rule, node_fault };

/// Whether number `i` of its kind is on in the run whose luck this is: always, without swarm; else
/// by the toss of a coin, each on its own.
inline bool is_on(const FaultPlan& plan, const Luck& luck, Declared kind, std::size_t i) {
    if (!plan.swarm) return true;
    const auto entity = static_cast<std::uint64_t>(kind);
    return (luck.draw(Purpose::swarm, entity, i) & 1U) != 0;
}

}  // namespace mqfate
