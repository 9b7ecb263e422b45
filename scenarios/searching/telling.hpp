// Choices in the scenario's names: what a story tells, and how a saved one is found again.
//
// Of all that may happen in one world, at most one is called so, but where a fault does what
// another does as well. Tested by: tests/scenarios/searching/explore_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "models/kafka/system.hpp"
#include "sim/explore/answer.hpp"
#include "sim/explore/in_time/time_bound.hpp"
#include "sim/explore/world/choice.hpp"

namespace mqfate::scenarios {

/// Without its trace and world. Requires: `choice` is one of those in `world`.
ToldStep told(const Choice& choice, const World<Model>& world, const Plan<Vocabulary>& plan);

/// "step 7 comes 9.6 s or more after step 3: SessionExpires of controller".
std::string told(const TimeBound& bound, const Plan<Vocabulary>& plan);

/// Who does it; no_node: the network, or a fault.
NodeId actor(const Choice& choice, const Plan<Vocabulary>& plan);

}  // namespace mqfate::scenarios
