// Whom a fault of the plan would strike now. Tested by: tests/sim/explore/world/choices_test.cpp,
// tests/witness/kafka_test.cpp.
#pragma once

#include <algorithm>

#include "sim/world/faults.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// Whether `node` is named by the target, or leads what it says.
template <class Model>
bool is_target(const Target& target, NodeId node, const World<Model>& world,
               const typename Model::Vocabulary::Settings& settings) {
    if (node == no_node) return false;
    if (target.leader_of) return Model::leader(world, settings, *target.leader_of) == node;
    return std::find(target.nodes.begin(), target.nodes.end(), node) != target.nodes.end();
}

}  // namespace mqfate
