// Which system a scenario is of. Tested by: tests/scenarios/systems/the_system_test.cpp.
#pragma once

#include <vector>

#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

/// The one system of `systems` whose member the file has. None and several are errors, which go to
/// the reader; then the first one of those that stand to choice.
const System& the_system(Reader& root, const std::vector<System>& systems);

}  // namespace mqfate::scenarios
