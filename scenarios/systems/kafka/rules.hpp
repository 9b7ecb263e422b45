// What Kafka's replicas must keep among themselves, as properties that a search is asked.
// Tested by: tests/scenarios/searching/questions_test.cpp.
#pragma once

#include <vector>

#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

const std::vector<NamedQuestion>& rules_of_replicas();

}  // namespace mqfate::scenarios
