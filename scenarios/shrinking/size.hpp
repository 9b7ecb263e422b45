// How large a scenario is, for people: what `shrink` makes less.
// Tested by: tests/scenarios/shrinking/size_test.cpp.
#pragma once

#include <cstdint>

#include "scenarios/reading/scenario.hpp"

namespace mqfate::scenarios {

struct ScenarioSize {
    std::uint64_t messages = 0;
    std::uint64_t faults = 0;
    std::uint64_t settings = 0;  ///< that are not at their default
    friend bool operator==(const ScenarioSize&, const ScenarioSize&) = default;
};
ScenarioSize size_of(const Scenario& scenario);

}  // namespace mqfate::scenarios
