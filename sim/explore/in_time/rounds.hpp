// Silent rounds: a timer fires, some messages go to and fro, and the world is the same as before. A
// heartbeat is one. No path has them, since they lead nowhere; in real time they happen all the
// same between two steps of a path, and they arm timers anew: a session time-out that is renewed by
// each heartbeat does not fire while heartbeats come.
//
// The model knows some such timers (TimerNow::idle). Others show themselves when they are tried:
// the timer fires in a copy of the world, whatever that sends arrives, and the bytes of the world
// are compared. What a round arms anew is, at that moment, as young as the round.
// Tested by: tests/sim/explore/in_time/rounds_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/explore/in_time/pending.hpp"
#include "sim/explore/world/world_machine.hpp"
#include "sim/world/reach.hpp"

namespace mqfate {

template <class Model> class Rounds {
public:
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;

    /// Those of `state`. `pending`: what is asked for there; `machine` tells it of its steps.
    Rounds(const Plan<typename Model::Vocabulary>& plan, Machine& machine, Pending<Model>& pending,
           const State& state)
        : plan_(plan), machine_(machine), pending_(pending), state_(state) {}

    /// The timers that they arm anew, those included by which the rounds begin.
    std::vector<Renewal> all() {
        std::vector<Renewal> all;
        const Reach<Model> reach(state_.world, plan_, state_.budget.crashes > 0);
        for (std::uint16_t n = 0; n < state_.world.nodes.size(); ++n) {
            const TimerSet& timers = state_.world.timers[n];
            for (std::uint32_t place = 0; place < timers.size(); ++place) {
                if (!reach.runs({n}) || !timers.is_armed(place)) continue;
                const TimerNow now =
                    Model::timer_now(state_.world, plan_, reach, {n}, timers[place]);
                if (now == TimerNow::idle || now == TimerNow::fires)
                    try_round({n}, place, now == TimerNow::idle, all);
            }
        }
        return all;
    }

private:
    static constexpr int most_deliveries = 200;  // of one round

    void try_round(NodeId node, std::uint32_t place, bool is_idle, std::vector<Renewal>& all) {
        const TimerKey key = state_.world.timers[index(node)][place];
        const Duration period = pending_.timers().longest(node, key);
        Pending<Model> apart = pending_.for_a_silent_round();
        machine_.record(&apart);
        State after = state_;
        const bool within = !machine_.take(after, {Fire{node, place}}).outside && settle(after);
        machine_.record(&pending_);
        const bool same = within && same_world(after);
        if (!is_idle && !same) return;
        all.push_back({node, key, period});
        if (!within) return;
        for (const Renewal& renewal : apart.timers().renewed(period)) all.push_back(renewal);
    }
    /// Whatever the round has sent arrives, unless something else is under way before it.
    bool settle(State& after) {
        for (int i = 0; i < most_deliveries; ++i) {
            const auto next = next_delivery(after);
            if (!next) return true;
            if (machine_.take(after, {*next}).outside) return false;
        }
        return false;
    }
    std::optional<Step> next_delivery(const State& after) const {
        for (std::uint32_t i = 0; i < after.world.connections.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client}) {
                const auto& connection = after.world.connections[i];
                const NodeId receiver = plan_.wiring.channels[i].receiver(way);
                if (connection.flow(way).empty() || connection.blocked(way) ||
                    after.world.nodes[index(receiver)].paused ||
                    !after.world.nodes[index(receiver)].host ||
                    !state_.world.connections[i].flow(way).empty())
                    continue;
                return Deliver{{i}, way};
            }
        return {};
    }
    bool same_world(const State& after) {
        Bytes before_bytes;
        Bytes after_bytes;
        machine_.encode(state_, before_bytes);
        machine_.encode(after, after_bytes);
        return before_bytes == after_bytes;
    }

    const Plan<typename Model::Vocabulary>& plan_;
    Machine& machine_;
    Pending<Model>& pending_;
    const State& state_;
};

}  // namespace mqfate
