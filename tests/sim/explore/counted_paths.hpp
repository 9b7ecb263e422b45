// Paths of the counters, for tests of what is done to a path.
#pragma once

#include <utility>
#include <vector>

#include "sim/explore/search/trail.hpp"
#include "tests/sim/explore/counters.hpp"

namespace mqfate::test {

/// Any step may be the last one.
inline bool any(const Findings&) { return true; }

/// The path of these steps, from the first beginning.
inline Trail<Counters> walk(const Counters& machine, const std::vector<Counters::Step>& steps) {
    Trail<Counters> trail;
    trail.worlds.push_back(machine.begin.front());
    for (const Counters::Step step : steps) {
        Counters::State next = trail.worlds.back();
        machine.take(next, step);
        trail.worlds.push_back(next);
        trail.steps.push_back(step);
    }
    return trail;
}

}  // namespace mqfate::test
