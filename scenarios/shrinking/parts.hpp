// What of a scenario may be left out: its members by JSON Pointer, and the scenario without them.
//
// Parts are what there is one more of: clients, topics, racks, links. Settings say how something
// is, and have a default. Faults and numbers of messages are neither (scenarios/shrink_faults,
// scenarios/shrink). Nothing here knows whether a scenario still makes sense: reading it tells.
// Tested by: tests/scenarios/shrinking/parts_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/reading/scenario.hpp"

namespace mqfate::scenarios {

using Pointers = std::vector<std::string>;

/// Clients before the topics that they use; each list in the order of the file.
Pointers parts_of(const Value& root);
Pointers settings_of(const Value& root);
/// "/kafka/producers/shop/messages" of each producer.
Pointers message_counts_of(const Value& root);

/// `root` without what stands at `pointers`, and without what is empty then and need not be there.
/// Requires: each leads somewhere; of one list, those with a higher index come later.
Value without(const Value& root, const Pointers& pointers);
/// `root` with `value` at `pointer`. Requires: it leads somewhere.
Value with(const Value& root, const std::string& pointer, const Value& value);

/// A JSON number, and a JSON string.
Value number(std::uint64_t n);
Value text(std::string words);

/// How large a scenario is, for people.
struct ScenarioSize {
    std::uint64_t messages = 0;
    std::uint64_t faults = 0;
    std::uint64_t settings = 0;  ///< that are not at their default
    friend bool operator==(const ScenarioSize&, const ScenarioSize&) = default;
};
/// Requires: `scenario` was read from `root`.
ScenarioSize size_of(const Value& root, const Scenario& scenario);

}  // namespace mqfate::scenarios
