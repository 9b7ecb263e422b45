// A run: all that one sampled history has come to so far, as one value.
//
// The world says what is, the schedule when the rest of it is due, the ledger what was told; beside
// them lies what the faults have done and where the clock stands. Nothing in it points into itself,
// into another run or into whoever takes its steps, so a copy is a snapshot: it stays as it is
// while the original goes on, and may itself be taken further (Sampler::resume), to the same end
// or, if something in it was changed, to another one. What never changes is the plan, beside it; a
// run makes sense with the plan that it was begun with. What is to come is luck, a pure function of
// `luck`: there is no generator whose state would be missing here.
// Tested by: tests/sim/run/run_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/base/time.hpp"
#include "sim/run/fault_state.hpp"
#include "sim/run/history.hpp"
#include "sim/run/recorder.hpp"
#include "sim/run/schedule.hpp"
#include "sim/run/stopwatch.hpp"
#include "sim/run/summary.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// `Recorder`: what is written down on the way (recorder.hpp); it is copied with the run.
template <class Model, class Recorder = Silent> struct Run {
    Luck luck;  ///< all that is drawn, drawn already or not
    Instant now;
    Instant drain_began;      ///< if `draining`
    std::uint64_t steps = 0;  ///< events that came up so far
    bool draining = false;    ///< the workload is over, and with it the faults
    bool drained = false;     ///< nothing was left to do when it was last looked
    bool over = false;        ///< there is no next step
    World<Model> world;
    Schedule schedule;  ///< parallel to the world
    Ledger ledger;
    Stopwatch stopwatch;
    History history;
    FaultState faults;
    std::vector<Strikes> rule_strikes;            ///< by message rule of the plan
    std::vector<std::uint32_t> faults_that_came;  ///< they strike before the next event
    std::vector<std::uint32_t> full;  ///< flows whose sender is to be told: its buffer is full
    Recorder recorder;
    friend bool operator==(const Run&, const Run&) = default;
};

}  // namespace mqfate
