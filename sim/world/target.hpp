// Whom a fault of the plan would strike now. Tested by: tests/sim/explore/world/choices_test.cpp,
// tests/witness/kafka_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

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

/// Whether a shutdown would do anything to `node`.
inline bool can_be_asked_to_end(const NodeStatus& node) {
    return node.process && !node.paused && !node.stopping;
}

/// Whether `node` runs again, and has all back that it had before it ended, as far as the system
/// says that there is such a thing.
template <class Model>
bool is_back(NodeId node, const World<Model>& world, const Plan<typename Model::Vocabulary>& plan) {
    if (!can_be_asked_to_end(world.nodes[index(node)])) return false;
    if constexpr (requires { Model::is_back(world, plan, node); })
        return Model::is_back(world, plan, node);
    else
        return true;
}

/// Which cut of the plan `fault`, which is one, makes now. Nothing: it cuts nobody off, since
/// nobody holds its post, or the holder is all that there is at the other side, too.
template <class Model>
std::optional<std::uint16_t> cut_now(const NodeFault& fault, const World<Model>& world,
                                     const Plan<typename Model::Vocabulary>& plan) {
    std::uint16_t which = fault.cut;
    if (fault.target.post) {
        const NodeId holder = Model::holder(world, plan, *fault.target.post);
        if (holder == no_node) return {};
        const Post& post = plan.cast.posts[index(*fault.target.post)];
        which = static_cast<std::uint16_t>(which + post.place_of(holder));
    }
    if (plan.faults.cuts[which].empty()) return {};
    return which;
}

}  // namespace mqfate
