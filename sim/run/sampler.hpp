// The sampler: takes a run from its beginning to its end, earliest step first.
//
// The run is a value (run.hpp); the sampler is the loop that works on it, with the memory that it
// uses again from step to step. Order of steps: (time, phase, order of asking); faults come before
// the disk, the disk before deliveries, deliveries before timers of the same instant.
// A run has two acts. First the workload under faults; then the drain: faults stop, everything
// restarts and heals, and the run goes on until nothing is left to do, or to a limit.
// To fork: keep a copy of now() and go on; whoever resumes the copy comes to the same end.
// Its parts: what the kernel tells it (timed_driver.hpp), the steps (stepper.hpp), the network's
// events (network_events.hpp).
// Tested by: tests/sim/run/sampler_test.cpp, tests/sim/run/run_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/run/network_events.hpp"
#include "sim/run/run.hpp"
#include "sim/run/stepper.hpp"
#include "sim/run/timed_driver.hpp"

namespace mqfate {

template <class Model, class Recorder = Silent> class Sampler {
public:
    using V = typename Model::Vocabulary;

    /// `plan` must live longer.
    explicit Sampler(const Plan<V>& plan)
        : plan_(plan), origin_(empty_world<Model>(plan, Model::roles(plan))) {}
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

    /// Runs run number `run` of `seed` from the start to the end of the drain. The memory of an
    /// earlier run is used again; its results are gone.
    RunSummary run(std::uint64_t seed, std::uint64_t run) {
        begin(seed, run);
        while (!is_over()) step();
        return finish();
    }

    // ---- the same, step by step
    /// Every process that does not start later has been started, and nothing else has happened.
    void begin(std::uint64_t seed, std::uint64_t run) {
        run_.luck = {seed, run};
        run_.now = run_.drain_began = {};
        run_.steps = 0;
        run_.draining = run_.drained = run_.over = false;
        run_.faults_that_came.clear();
        run_.full.clear();
        run_.history = {};
        run_.recorder = Recorder{};
        run_.world = origin_;
        run_.schedule.reset(plan_.wiring);
        run_.ledger.reset(plan_.messages, plan_.publication);
        run_.stopwatch.reset(plan_.messages);
        driver_.rules.begin();
        driver_.faults.begin(run_.schedule.queue);
        say_where();
        for (std::uint16_t n = 0; n < run_.world.roles.size(); ++n)
            if (!plan_.starts_late({n})) stepper_.take(Start{{n}});
    }
    /// Goes on with a copy of `run`, which was begun with this plan.
    void resume(const Run<Model, Recorder>& run) {
        run_ = run;
        say_where();
    }
    bool is_over() const { return run_.over; }
    /// One event, and what strikes because of it. Requires: !is_over().
    void step() {
        auto& run = stepper_.run();
        auto& queue = run.schedule.queue;
        const Instant queued = queue.empty() ? Instant::never() : queue.earliest();
        const Instant armed = run.schedule.wheel.earliest(queued);
        if (queued == Instant::never() && armed == Instant::never()) return idle();
        if (queued <= armed)
            main_event();
        else
            timer_event();
        while (!run.faults_that_came.empty()) strike_what_came();
        if (!run.full.empty()) push_back(stepper_);
        if (!run.draining && workload_is_over()) begin_drain();
        place_->step = ++run.steps;
        if (run.steps >= plan_.limits.steps) run.over = true;
    }
    /// Judges the run, which is over: the audit is told to its ledger. Call once.
    RunSummary finish() {
        Model::audit(run_.world, plan_,
                     [&](const Fact& fact) { run_.ledger.note(fact, run_.world.store.records); });
        RunSummary summary;
        summary.fates = run_.ledger.judge(plan_.publication);
        summary.published = run_.ledger.published();
        summary.confirmed = run_.ledger.confirmed();
        summary.rejected = run_.ledger.rejected();
        summary.rule_strikes = run_.rule_strikes;
        summary.node_strikes = run_.faults.strikes;
        summary.steps = run_.steps;
        summary.workload = run_.stopwatch.workload();
        summary.end = run_.now - Instant{};
        summary.drained = run_.drained;
        for (const auto& level : summary.fates.all.by_level)
            for (const std::uint64_t count : level) run_.history.add(count);
        summary.fingerprint = run_.history.value();
        return summary;
    }

    /// The run as it is between two steps. A copy of it is a snapshot.
    const Run<Model, Recorder>& now() const { return run_; }
    const Ledger& ledger() const { return run_.ledger; }
    const Latencies& latencies() const { return run_.stopwatch.latencies(); }
    const World<Model>& world() const { return run_.world; }
    const Recorder& recorder() const { return run_.recorder; }

private:
    // For ENSURE: what this thread works on from now on.
    void say_where() {
        place_ = &current_place();
        *place_ = {run_.luck.seed, run_.luck.run, run_.steps};
    }

    // ---- the acts of a run
    // Nothing is due any more: the world rests.
    void idle() {
        if (!run_.draining) return begin_drain();
        run_.drained = is_quiet();
        run_.over = true;
    }
    bool is_quiet() const {
        const auto stops = [](const NodeStatus& node) { return node.stopping; };
        return std::none_of(run_.world.nodes.begin(), run_.world.nodes.end(), stops) &&
               Model::quiet(run_.world, plan_);
    }
    bool workload_is_over() const {
        const auto& run = stepper_.run();
        if (run.now > Instant{} + plan_.limits.workload) return true;
        return run.ledger.published() == plan_.messages && run.ledger.pending() == 0 &&
               run.faults.to_come == 0;
    }
    void begin_drain() {
        run_.draining = true;
        run_.drain_began = run_.now;
        run_.recorder.mark({.at = run_.now, .what = Happening::drain});
        steps_.clear();
        driver_.faults.end_all(run_.world, steps_, [this] { stepper_.take_all(steps_); });
        for (std::uint16_t n = 0; n < run_.world.nodes.size(); ++n)
            if (!run_.world.nodes[n].process) stepper_.take(Start{{n}});
        look_again();
    }
    void look_again() {
        run_.schedule.queue.push(run_.now + milliseconds(20), Phase::look,
                                 event_payload(EventKind::look, 0));
    }
    void look() {
        run_.drained = is_quiet();
        run_.over = run_.drained || run_.now - run_.drain_began > plan_.limits.drain;
        if (!run_.over) look_again();
    }

    // ---- one event
    void main_event() {
        const auto event = run_.schedule.queue.pop();
        const std::uint32_t i = index_of(event.payload);
        switch (kind_of(event.payload)) {
            case EventKind::flow: return packet_event(stepper_, event.at, i);
            case EventKind::datagram: return datagram_event(stepper_, event.at, i);
            case EventKind::drained: return drained_event(stepper_, event.at, i);
            case EventKind::sync:
                return sync_event(event.at, NodeId{static_cast<std::uint16_t>(i)});
            case EventKind::write_back: return write_back_event(event.at, i);
            case EventKind::fault_begins:
                if (run_.draining) return;
                run_.now = event.at;
                if (i >= FaultClock<Model>::late_starts) return late_start(i);
                return run_.faults_that_came.push_back(i);
            case EventKind::fault_ends:
                if (run_.draining) return;
                run_.now = event.at;
                steps_.clear();
                if (i >= FaultClock<Model>::kills)
                    driver_.faults.kill(i - FaultClock<Model>::kills, steps_);
                else
                    driver_.faults.end(i, run_.world, steps_);
                return stepper_.take_all(steps_);
            case EventKind::look: run_.now = event.at; return look();
        }
    }
    void late_start(std::uint32_t i) {
        steps_.clear();
        driver_.faults.start(i - FaultClock<Model>::late_starts, steps_);
        stepper_.take_all(steps_);
    }
    void sync_event(Instant at, NodeId node) {
        const auto& syncs = run_.schedule.disks[index(node)].syncs;
        if (syncs.empty() || syncs.front() != at) return;  // stale
        if (run_.world.nodes[index(node)].paused) return;  // waits for Resume
        run_.now = at;
        stepper_.finish_sync(node);
    }
    void write_back_event(Instant at, std::uint32_t i) {
        const NodeId node{static_cast<std::uint16_t>(i >> 12)};
        const FileId file{static_cast<std::uint16_t>(i & 0xfffU)};
        if (!run_.schedule.write_back_is_due(node, file, at)) return;
        run_.now = at;
        stepper_.write_back(node, file);
    }
    void timer_event() {
        auto& run = stepper_.run();
        const auto due = stepper_.driver.timing.next_timer();
        const auto [node, place] = Schedule::timer_of(due);
        if (run.world.nodes[index(node)].paused) return run.schedule.park(node, place);
        run.now = due.at;
        run.schedule.fired(node, place);
        stepper_.take(Fire{node, place});
    }
    void strike_what_came() {
        const std::uint32_t fault = run_.faults_that_came.back();
        run_.faults_that_came.pop_back();
        steps_.clear();
        driver_.faults.strike(fault, run_.now, run_.world, run_.schedule.queue, steps_);
        driver_.timing.dying_of(fault, run_.faults.strikes[fault].count);
        run_.recorder.causes([&](auto& causes) { causes.because_of(fault); });
        stepper_.take_all(steps_);
        run_.recorder.causes([](auto& causes) { causes.because_of_nothing(); });
        driver_.timing.dying_of(no_fault, 0);
    }

    const Plan<V>& plan_;
    const World<Model> origin_;  // before anything has happened
    Stepper<Model, Recorder> stepper_{plan_};
    TimedDriver<Model, Recorder>& driver_ = stepper_.driver;
    Run<Model, Recorder>& run_ = stepper_.driver.run;
    std::vector<Step> steps_;  // scratch memory: to be taken now
    Place* place_ = nullptr;   // this thread's, for ENSURE
};

}  // namespace mqfate
