// One state of the search: the kernel's world, and what the search keeps beside it.
//
// Two states are one only if all of it is equal. So a world in which a process may still crash is
// another state than the same world in which it may not: what can happen next differs.
//
// A state is stored as bytes, in *parts*: first each node (its role, its status, its disk, its
// timers), then each connection, then the rest as one (datagrams, cuts, the store, the budgets, the
// ledger). A step changes few parts (touched.hpp says which), so only these are copied and written
// anew.
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/explore/world/budget.hpp"
#include "sim/explore/world/touched.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> struct WorldState {
    World<Model> world;
    Budget budget;                           ///< what may still go wrong
    std::vector<std::uint8_t> strikes_left;  ///< by node fault of the plan
    Ledger ledger;                           ///< of the facts that the roles have noted so far
    friend bool operator==(const WorldState&, const WorldState&) = default;
};

/// Calls `visit(part, values...)` for each part, in order; parts are numbered as Touched does.
/// `AnyState` is a WorldState, const or not.
template <class AnyState, class Visit> void each_part(AnyState& state, Visit&& visit) {
    auto& world = state.world;
    std::size_t part = 0;
    for (std::size_t n = 0; n < world.nodes.size(); ++n)
        visit(part++, world.roles[n], world.nodes[n], world.disks[n], world.timers[n]);
    for (auto& connection : world.connections) visit(part++, connection);
    visit(part, world.datagrams, world.cuts, world.store, state.budget, state.strikes_left,
          state.ledger);
}

/// Gives `state` as many nodes and connections as the plan has, so that its parts can be read.
template <class Model>
void size_for(const Plan<typename Model::Vocabulary>& plan, WorldState<Model>& state) {
    const std::size_t n = plan.wiring.nodes();
    state.world.roles.resize(n);
    state.world.nodes.resize(n);
    state.world.disks.resize(n);
    state.world.timers.resize(n);
    state.world.connections.resize(plan.wiring.channels.size());
    state.world.rules.resize(plan.faults.rules.size());
}

/// Makes `to` equal to `from`. Requires: they differ in the touched parts at most.
template <class Model>
void copy_touched(const WorldState<Model>& from, const Touched& touched, WorldState<Model>& to) {
    for (std::size_t i = 0; i < from.world.nodes.size(); ++i) {
        if (!touched.has_node(i)) continue;
        to.world.roles[i] = from.world.roles[i];
        to.world.nodes[i] = from.world.nodes[i];
        to.world.disks[i] = from.world.disks[i];
        to.world.timers[i] = from.world.timers[i];
    }
    for (std::size_t i = 0; i < from.world.connections.size(); ++i)
        if (touched.has_connection(i)) to.world.connections[i] = from.world.connections[i];
    to.world.datagrams = from.world.datagrams;
    to.world.cuts = from.world.cuts;
    to.world.store = from.world.store;
    to.budget = from.budget;
    to.strikes_left = from.strikes_left;
    to.ledger = from.ledger;
}

}  // namespace mqfate
