// From a scenario to what is searched: a small plan of the same system, and its bounds.
//
// Defaults, where neither file nor command line says: two messages of each producer (one if it has
// one); as many crashes as the file declares faults of crash, power, disk and pause; one loss if it
// declares rules with drop or reset, cuts or disconnects, or datagrams over wires that lose; one
// duplicate if it declares such a rule for datagrams; two retries; no deviations; 60 seconds and
// two gigabytes.
//
// What a fault of the file says about when, how often and how likely counts for nothing here: it
// strikes at any moment, as long as the budget pays (sim/explore/world/choice.hpp). A file without
// any fault that is given crashes gets one more for each node that the system names: of Kafka, the
// process of any broker. Tested by: tests/scenarios/searching/scope_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/reading/exploration.hpp"
#include "scenarios/reading/scenario.hpp"
#include "sim/explore/answer.hpp"

namespace mqfate::scenarios {

struct SearchPlan {
    AnyPlan plan;
    Bounds bounds;
    /// What the bounds allow and the file has no fault for, and what else a reader must know.
    std::vector<words::Phrase> notes;
};

SearchPlan search_plan(const Scenario& scenario, const Exploration& said);

/// The bounds with one of them lower, the one that costs most first; nothing: it cannot be smaller.
struct SmallerScope {
    Exploration change;  ///< only what changes
    std::string option;  ///< the same for the command line: "--messages 1"
};
std::optional<SmallerScope> smaller_scope(const Bounds& bounds);

}  // namespace mqfate::scenarios
