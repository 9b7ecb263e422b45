// The world: what is. A value: a copy is a snapshot, and two worlds that differ only in when are
// equal, since no instant is anywhere in it.
//
// `Model` names what the roles of all systems are: Vocabulary (context.hpp) and Role, a variant of
// plain structs with handlers. models/kafka/system.hpp makes the one world of this program.
#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/network.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/timer_set.hpp"

namespace mqfate {

struct NodeStatus {
    bool host = true;       ///< it has power
    bool process = false;   ///< the role runs
    bool ran = false;       ///< it was started before
    bool paused = false;    ///< it runs, but does nothing (a stopped process, a long collection)
    bool stopping = false;  ///< it runs, and was asked to end
    friend bool operator==(const NodeStatus&, const NodeStatus&) = default;
};

/// What is left of the budgets of a message rule: kept only where the rule counts.
struct RuleCount {
    std::uint32_t seen = 0;
    std::uint32_t struck = 0;
    friend bool operator==(const RuleCount&, const RuleCount&) = default;
};

template <class Model> struct World {
    using Vocabulary = typename Model::Vocabulary;
    using Body = typename Vocabulary::Body;

    std::vector<typename Model::Role> roles;    ///< by NodeId
    std::vector<NodeStatus> nodes;              ///< by NodeId
    std::vector<Disk> disks;                    ///< by NodeId
    std::vector<TimerSet> timers;               ///< armed, by NodeId
    std::vector<Connection<Body>> connections;  ///< by ChannelId
    std::vector<Datagram<Body>> datagrams;      ///< in no order
    std::vector<RuleCount> rules;               ///< by rule of the fault plan
    std::vector<std::uint8_t> cuts;             ///< in force (0 or 1), by cut of the plan
    typename Vocabulary::Store store;
    friend bool operator==(const World&, const World&) = default;
};

/// The world before anything has happened: every host on, no process started.
template <class Model>
World<Model> empty_world(const Plan<typename Model::Vocabulary>& plan,
                         std::vector<typename Model::Role> roles) {
    World<Model> world;
    const std::size_t n = roles.size();
    world.roles = std::move(roles);
    world.nodes.resize(n);
    world.disks.resize(n);
    world.timers.resize(n);
    world.connections.resize(plan.wiring.channels.size());
    world.rules.resize(plan.faults.rules.size());
    world.cuts.resize(plan.faults.cuts.size());
    return world;
}

}  // namespace mqfate
