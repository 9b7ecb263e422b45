// The systems that a scenario may have, and the overloads of name_of() for what only their timers
// name. Nothing else in scenarios/ names a system.
// Tested by: tests/scenarios/systems/all_test.cpp.
#pragma once

#include <vector>

#include "scenarios/systems/kafka/names.hpp"
#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

const std::vector<System>& all_systems();

/// The one system of `systems` whose member the file has. None and several are errors, which go to
/// the reader; then the first one of those that stand to choice.
const System& the_system(Reader& root, const std::vector<System>& systems);

}  // namespace mqfate::scenarios
