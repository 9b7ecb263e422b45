// Whether a path of the explorer can happen in real time: is there a choice of delays and of
// moments for faults that gives this order of steps?
//
// The path is walked once more while Pending hears what each step asks for; what comes of that are
// difference constraints over the instants of its steps (time_bounds.hpp).
// A fault strikes, and ends, at any instant: a run can be told so. Handlers take no time.
//
// Between two steps there may be rounds that are not told, since all is as it was after them: a
// timer fires, some messages go to and fro, and the world is the same. The model knows some such
// timers (TimerNow::idle), others show themselves when they are tried. What a round arms anew is as
// young as the round. Rounds are taken to need no time of their own.
// Left out: that a pause grows with each failure (the search forgets it, too); the least time of a
// timer that was armed before the beginning; that whoever cannot be reached for longer than
// Wiring::patience is given up. Tested by: tests/sim/explore/in_time_test.cpp.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/explore/pending.hpp"
#include "sim/explore/world_machine.hpp"

namespace mqfate {

template <class Model> class InTimeWalk {
public:
    using V = typename Model::Vocabulary;

    /// `plan` must live longer.
    InTimeWalk(const Plan<V>& plan, const Scope& scope, std::uint32_t steps)
        : plan_(plan),
          machine_(plan, scope, {}),
          bounds_(steps),
          pending_(plan, bounds_, !scope.from_the_start),
          steps_(steps) {
        machine_.record(&pending_);
        std::vector<State> starts;
        machine_.starts(starts);
        state_ = std::move(starts.front());
        rest();
    }
    /// Requires: `choice` is one of those in the world that the walk has come to.
    void take(const Choice& choice) {
        pending_.begin(++taken_, choice);
        machine_.take(state_, choice);
        rest();
    }
    /// Requires: all steps were taken.
    InTime finish() {
        CHECK(taken_ == steps_, "a path of another length");
        pending_.finish(steps_);
        return bounds_.solve();
    }
    const TimeBounds& bounds() const { return bounds_; }

private:
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;
    static constexpr int most_deliveries = 200;  // of one round

    void rest() { pending_.between(state_.world, taken_ + 1, rounds()); }

    /// What rounds that are not told arm anew in this world.
    std::vector<Renewal> rounds() {
        std::vector<Renewal> all;
        const Reach<Model> reach(state_.world, plan_, state_.budget.crashes > 0);
        for (std::uint16_t n = 0; n < state_.world.nodes.size(); ++n) {
            const TimerSet& timers = state_.world.timers[n];
            for (std::uint32_t place = 0; place < timers.size(); ++place) {
                if (!reach.runs({n}) || !timers.is_armed(place)) continue;
                const TimerNow now =
                    Model::timer_now(state_.world, plan_.settings, reach, {n}, timers[place]);
                if (now == TimerNow::idle || now == TimerNow::fires)
                    try_round({n}, place, now == TimerNow::idle, all);
            }
        }
        return all;
    }
    void try_round(NodeId node, std::uint32_t place, bool is_idle, std::vector<Renewal>& all) {
        const TimerKey key = state_.world.timers[index(node)][place];
        const Duration period = pending_.longest(node, key);
        Pending<Model> apart = pending_.apart();
        machine_.record(&apart);
        State after = state_;
        const bool within = !machine_.take(after, {Fire{node, place}}).outside && settle(after);
        machine_.record(&pending_);
        const bool same = within && same_world(after);
        if (!is_idle && !same) return;
        all.push_back({node, key, period});
        if (!within) return;
        for (const Renewal& renewal : apart.renewed(period)) all.push_back(renewal);
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

    const Plan<V>& plan_;
    Machine machine_;
    TimeBounds bounds_;
    Pending<Model> pending_;
    State state_;
    std::uint32_t steps_;
    std::uint32_t taken_ = 0;
};

/// Requires: `steps` are a path from the beginning of a search of `plan` within `scope`.
template <class Model>
InTime in_time(const Plan<typename Model::Vocabulary>& plan, const Scope& scope,
               const std::vector<Choice>& steps) {
    InTimeWalk<Model> walk(plan, scope, static_cast<std::uint32_t>(steps.size()));
    for (const Choice& step : steps) walk.take(step);
    return walk.finish();
}

}  // namespace mqfate
