// Whether a path of the explorer can happen in real time: is there a choice of delays and of
// moments for faults that gives this order of steps?
//
// The path is walked once more while Pending hears what each step asks for; what comes of that are
// difference constraints over the instants of its steps (time_bounds.hpp).
// A fault strikes, and ends, at any instant: a run can be told so. Handlers take no time.
//
// Between two steps there may be rounds that are not told (rounds.hpp). They are taken to need no
// time of their own, but where a step deviates from the order of time in spite of them and wires
// may be slow. Left out: that failures which are not told make the next pause longer; the
// least time of a timer that was armed before the beginning; that whoever cannot be reached for
// longer than Wiring::patience is given up. Tested by: tests/sim/explore/in_time/in_time_test.cpp.
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

    /// `plan` must live longer.
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
        CHECK(taken_ == steps_, "a path of another length");
        pending_.finish(steps_);
        return bounds_.solve(usually);
    }
    const TimeBounds& bounds() const { return bounds_; }

private:
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;

    void rest() {
        const auto renewals = Rounds<Model>(plan_, machine_, pending_, state_).all();
        pending_.between(state_.world, taken_ + 1, renewals);
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
