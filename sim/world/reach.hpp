// Who can be heard: what a driver without time asks instead of "how long has it been?".
//
// A time-out is there for what does not come any more. Without time a driver can tell whether that
// is so: the other side is down or paused, nothing passes between the two, or the connection is
// gone and the one who waits does not know. A time-out that fires although what it waits for may
// still come is early: possible, where something is slow.
// Tested by: tests/sim/world/reach_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/world/world.hpp"

namespace mqfate {

/// What an armed timer may do in a world, if nobody knows the time.
enum class TimerNow : std::uint8_t {
    fires,   ///< it may fire, and something comes of it
    begins,  ///< the same, and it is new work of the application (a message is published, an offset
             ///< is committed): no part of how the processes connect
    early,   ///< what it waits for may still come: it fires only where something is slow
    idle,    ///< it changes nothing for good: a round of messages, and all is as it was
};

template <class Model> class Reach {
public:
    using V = typename Model::Vocabulary;

    /// `may_crash`: whether a process may still be lost, and with it what is in memory only.
    Reach(const World<Model>& world, const Plan<V>& plan, bool may_crash)
        : world_(world), plan_(plan), may_crash_(may_crash) {}

    bool may_crash() const { return may_crash_; }

    const Channel& channel(ChannelId id) const { return plan_.wiring.channels[index(id)]; }
    bool runs(NodeId node) const {
        const NodeStatus& status = world_.nodes[index(node)];
        return status.process && !status.paused;
    }
    /// Whether an answer of `server`, on the connection that `client` has opened, can still come,
    /// or the news that the connection has ended.
    bool can_answer(NodeId server, NodeId client, Lane lane = 0) const {
        const auto& c = world_.connections[index(plan_.wiring.channel(client, server, lane))];
        if (c.blocked(Way::to_client)) return false;
        const bool end_comes = c.turns[static_cast<std::size_t>(Way::to_client)] != 0;
        if (end_comes) return true;
        if (c.withheld[0] || c.withheld[1] || c.blocked(Way::to_server)) return false;
        const bool asked = !c.flow(Way::to_server).empty();
        if (!world_.nodes[index(server)].process) return asked && world_.nodes[index(server)].host;
        const bool forgotten = c.client_open && !c.server_open && !asked;
        return runs(server) && !forgotten;
    }
    /// Whether every process runs, and everything that is sent arrives.
    bool all_is_well() const {
        for (std::uint16_t n = 0; n < world_.nodes.size(); ++n)
            if (!runs({n})) return false;
        return std::all_of(world_.connections.begin(), world_.connections.end(), [](const auto& c) {
            return !c.blocked(Way::to_server) && !c.blocked(Way::to_client) && !c.withheld[0] &&
                   !c.withheld[1];
        });
    }

private:
    const World<Model>& world_;
    const Plan<V>& plan_;
    bool may_crash_;
};

}  // namespace mqfate
