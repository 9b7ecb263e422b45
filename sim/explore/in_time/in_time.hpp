// Whether a path of the explorer can happen in real time: is there a choice of delays, and of
// moments for the faults, that gives this order of steps?
//
// The explorer takes steps in any order, a run in the order of their instants. So the path is
// walked once more, while Pending hears what each step asks for. Each timer, packet and sync bounds
// the distance between two steps: the one that asks for it, and the one with which it comes
// (waiting_bounds.hpp has an example). These are difference constraints, t7 - t4 >= 3 ms; either
// they have a solution, which is an instant for each step, or some of them contradict each other,
// and these are the reason why the path cannot be (time_bounds.hpp).
// A fault strikes, and ends, at any instant: a run can be given that instant. Handlers take no
// time.
//
// Between two steps there may be silent rounds (rounds.hpp). They are taken to need no time of
// their own, except where a step deviates from the order of time in spite of them and wires may be
// slow. Left out: that failures which the path does not show make the next pause longer; the least
// time of a timer that was armed before the beginning; that whoever cannot be reached for longer
// than Wiring::patience is given up.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/explore/in_time/pending.hpp"
#include "sim/explore/in_time/rounds.hpp"
#include "sim/explore/world/world_machine.hpp"

namespace mqfate {

template <class Model> class InTimeWalk {
public:
    using V = typename Model::Vocabulary;

    /// A walk along a path of so many steps. `plan` must live longer.
    InTimeWalk(const Plan<V>& plan, const Scope& scope, std::uint32_t steps)
        : plan_(plan),
          machine_(plan, scope, {}),
          bounds_(steps),
          pending_(plan, bounds_, !scope.from_the_start),
          steps_(steps) {
        machine_.record(&pending_);
        machine_.keep_pauses();
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
    /// `usually`: with instants at which whatever can takes its usual time; they cost the square of
    /// the steps and more. Requires: all steps were taken.
    InTime finish(bool usually = true) {
        ENSURE(taken_ == steps_, "a path of another length");
        pending_.finish(steps_);
        return bounds_.solve(usually);
    }
    const TimeBounds& bounds() const { return bounds_; }

private:
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;

    // What goes on between two steps.
    void rest() {
        accept();
        const auto renewals = Rounds<Model>(plan_, machine_, pending_, state_).all();
        pending_.between(state_.world, taken_ + 1, renewals);
    }

    // Where a process stands still, its host accepts attempts to connect, when they come there.
    void accept() {
        const auto& connections = state_.world.connections;
        for (std::uint32_t i = 0; i < connections.size(); ++i) {
            const std::size_t attempt = connections[i].attempt();
            const NodeId server = plan_.wiring.channels[i].server;
            if (attempt == 0 || !state_.world.nodes[index(server)].paused) continue;
            if (connections[i].blocked(Way::to_server) || connections[i].blocked(Way::to_client))
                continue;
            const auto& body = connections[i].flow(Way::to_server)[attempt - 1].body;
            const Span way = crossing(plan_.wiring, plan_.faults, 2 * i,
                                      Model::bytes(state_.world.store, body), true);
            // A run lets the host accept when the message would have been handled.
            const Duration under_way = (way + handling(plan_, 2 * i)).most;
            pending_.later = plan_.faults.cuts.empty() ? under_way : forever();
            machine_.take(state_, {Accept{{i}, static_cast<std::uint32_t>(attempt - 1)}});
            pending_.later = {};
        }
    }

    const Plan<V>& plan_;
    Machine machine_;
    TimeBounds bounds_;
    Pending<Model> pending_;
    State state_;
    std::uint32_t steps_;
    std::uint32_t taken_ = 0;
};

/// An instant for each step, or what forbids the path. Requires: `steps` are a path from the
/// beginning of a search of `plan` within `scope`.
template <class Model>
InTime in_time(const Plan<typename Model::Vocabulary>& plan, const Scope& scope,
               const std::vector<Choice>& steps) {
    InTimeWalk<Model> walk(plan, scope, static_cast<std::uint32_t>(steps.size()));
    for (const Choice& step : steps) walk.take(step);
    return walk.finish();
}

}  // namespace mqfate
