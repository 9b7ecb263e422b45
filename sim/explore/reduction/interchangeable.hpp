// Which nodes of a plan nothing tells apart.
//
// Two nodes are interchangeable when
//   the model says that they are alike within the scope (Model::alike): same role, same settings,
//   same number of messages, and no rule of the model that comes up in the scope goes by which of
//   them is which ("the leader with the smallest number" would);
//   and the plan stays as it is when they exchange their names (exchange.hpp).
// Then, whatever can happen in a world can happen in the world with the names exchanged, and leads
// to the same world with the names exchanged: the exchange maps the graph of all worlds onto
// itself. Questions name no node, so they are answered alike in both. So one of the two worlds is
// enough (symmetry.hpp).
//
// A model without alike() has no such nodes.
// Tested by: tests/sim/explore/reduction/interchangeable_test.cpp,
// tests/exhaustive/symmetry_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/explore/reduction/exchange.hpp"
#include "sim/explore/world/budget.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/time_order.hpp"

namespace mqfate {

/// Nodes that can take each other's names, in ascending order; two at least.
using Group = std::vector<NodeId>;

/// The groups of a plan within a scope. Each exchange of a member with the first leaves the plan as
/// it is, hence so does every permutation of a group.
template <class Model>
std::vector<Group> interchangeable(const Plan<typename Model::Vocabulary>& plan,
                                   const Scope& scope) {
    std::vector<Group> groups;
    if constexpr (requires { Model::alike(plan, TimeOrder{}, NodeId{}, NodeId{}); }) {
        NodeNames names;
        for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n) names.push_back({n});
        for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n) {
            const auto takes = [&](const Group& group) {
                const NodeId first = group.front();
                if (!Model::alike(plan, scope.time_order(), first, {n})) return false;
                if (plan.starts_late(first) != plan.starts_late({n})) return false;
                std::swap(names[index(first)], names[n]);
                const Exchange exchange(plan.wiring, plan.faults, plan.cast, names);
                const bool same =
                    exchange.keeps_wires() && exchange.keeps_rules() && exchange.faults();
                std::swap(names[index(first)], names[n]);
                return same;
            };
            const auto group = std::find_if(groups.begin(), groups.end(), takes);
            if (group != groups.end())
                group->push_back({n});
            else
                groups.push_back({{n}});
        }
        std::erase_if(groups, [](const Group& group) { return group.size() < 2; });
    }
    return groups;
}

}  // namespace mqfate
