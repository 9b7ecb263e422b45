// Whom a fault of the plan would strike now. Tested by: tests/sim/explore/world/choices_test.cpp,
// tests/witness/kafka_test.cpp.
#pragma once

#include <algorithm>

#include "sim/world/faults.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// Whether `node` is named by the target, or holds the post that it says.
template <class Model>
bool is_target(const Target& target, NodeId node, const World<Model>& world,
               const Plan<typename Model::Vocabulary>& plan) {
    if (node == no_node) return false;
    if (target.post) return Model::holder(world, plan, *target.post) == node;
    return std::find(target.nodes.begin(), target.nodes.end(), node) != target.nodes.end();
}

}  // namespace mqfate
