// The one list of systems: nothing else above models/ names one, but the folder that reads it.
//
// It is defined in a file of its own (all.cpp), so that a program may have another list: the tests
// of the toy queue do (tests/toy_queue/systems.cpp). Tested by:
// tests/scenarios/systems/the_system_test.cpp.
#pragma once

#include <vector>

#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

const std::vector<System>& all_systems();

}  // namespace mqfate::scenarios
