// Choices in the scenario's names: what a story tells, and how a saved one is found again.
//
// A choice becomes a phrase: a code and the names that it is about. Of all that may happen in one
// world, at most one has these, but where a fault does what another does as well. Tested by:
// tests/scenarios/explore_test.cpp.
#pragma once

#include "models/world.hpp"
#include "sim/explore/answer.hpp"
#include "sim/explore/choice.hpp"
#include "sim/explore/time_bound.hpp"

namespace mqfate::scenarios {

/// Without its trace and world. Requires: `choice` is one of those in `world`.
ToldStep told(const Choice& choice, const World<Model>& world, const Plan<Vocabulary>& plan);

/// "step 7 comes 9.6 s or more after step 3: SessionExpires of controller".
words::Phrase told(const TimeBound& bound, const Plan<Vocabulary>& plan);

/// Who does it; no_node: the network, or a fault.
NodeId actor(const Choice& choice, const Plan<Vocabulary>& plan);

}  // namespace mqfate::scenarios
