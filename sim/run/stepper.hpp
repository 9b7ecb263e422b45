// Takes the steps of a run: the kernel changes the world, and then what a step means for all that
// is due is done: what waited for a pause or for a cut to end goes on, a file that is durable needs
// no write-back any more.
// Tested by: tests/sim/run/sampler_test.cpp, tests/sim/run/fault_clock_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/run/mail.hpp"
#include "sim/run/run.hpp"
#include "sim/run/timed_driver.hpp"
#include "sim/world/kernel.hpp"

namespace mqfate {

template <class Model, class Recorder> class Stepper {
public:
    using V = typename Model::Vocabulary;

    /// `plan` must live longer.
    explicit Stepper(const Plan<V>& plan)
        : driver(plan), plan_(plan), kernel_(driver.run.world, plan, effects_, driver) {}
    Stepper(const Stepper&) = delete;
    Stepper& operator=(const Stepper&) = delete;

    TimedDriver<Model, Recorder> driver;
    /// The run whose steps are taken.
    Run<Model, Recorder>& run() { return driver.run; }
    const Run<Model, Recorder>& run() const { return driver.run; }
    const Plan<V>& plan() const { return plan_; }

    /// Requires: `step` is enabled in the world. It happens now.
    template <class S> void take(const S& step) {
        run().recorder.step(run().now, run().world, plan_, step);
        run().history.take(run().now, step, run().world);
        kernel_.on(step);
        after(step);
        driver.step_is_over();
        run().ledger.check();
        if (const NodeId node = kernel_.leaving(); node != no_node) exit(node);
    }
    /// All of `steps`, one after the other; empties the list.
    void take_all(std::vector<Step>& steps) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Step step = steps[i];
            std::visit([this](const auto& s) { this->take(s); }, step);
        }
        steps.clear();
    }

    // ---- the disk
    /// The oldest sync of `node` is done.
    void finish_sync(NodeId node) {
        run().schedule.disks[index(node)].syncs.pop_front();
        Disk& disk = run().world.disks[index(node)];
        const PendingSync pending = disk.syncs.front();
        const Position before = disk.file(pending.file).synced;
        take(FinishSync{node, driver.timing.sync_fails(node)});
        became_durable(node, pending.file, before);
    }
    void write_back(NodeId node, FileId file) {
        const Position before = run().world.disks[index(node)].file(file).synced;
        take(WriteBack{node, file});
        became_durable(node, file, before);
    }

private:
    void became_durable(NodeId node, FileId file, Position before) {
        const File& f = run().world.disks[index(node)].files[index(file)];
        if (!f.dirty()) run().schedule.clean(node, file);
        if (f.synced > before)
            run().recorder.synced(run().now, run().world, plan_, node, file, before, f.synced);
    }

    // During the drain everything restarts, at once.
    void exit(NodeId node) {
        take(Exit{node});
        if (run().draining) take(Start{node});
    }

    template <class S> void after(const S&) {}
    void after(const Crash& s) {
        run().schedule.crashed(s.node, takes_unsynced(s.kind));
        driver.faults.ended(s.node, run().now, run().schedule.queue);
        // Who stood still when it died waits for nothing any more.
        queue_mail(run().world, plan_.wiring, run().schedule, s.node, run().now,
                   [](std::uint32_t) {});
    }
    void after(const Exit& s) { after(Crash{s.node, CrashKind::process}); }
    void after(const Resume& s) {
        Schedule& schedule = run().schedule;
        schedule.unpark(s.node, run().now);
        const auto& syncs = schedule.disks[index(s.node)].syncs;
        while (!syncs.empty() && syncs.front() <= run().now) finish_sync(s.node);
        queue_mail(run().world, plan_.wiring, schedule, s.node, run().now, [&](std::uint32_t flow) {
            if (driver.timing.takes_time(flow)) driver.timing.handled_from(flow, run().now);
        });
    }
    // What waited for a cut to heal gets through with its next retransmission, or its connection
    // has been given up meanwhile.
    void after(const Heal& s) {
        resume_flows([&](NodeId from, NodeId to) {
            const CutPairs& pairs = plan_.faults.cuts[s.cut];
            return std::find(pairs.begin(), pairs.end(), std::pair{from, to}) != pairs.end();
        });
    }
    // A host that is back answers what is sent to it again: an attempt to connect, or data of a
    // connection that it knows nothing of.
    void after(const Start& s) {
        resume_flows([&](NodeId, NodeId to) { return to == s.node; });
    }
    /// Those that had to wait, of which `concerns(sender, receiver)` says that this step is why.
    template <class Concerns> void resume_flows(Concerns&& concerns) {
        run().recorder.causes([](auto& causes) { causes.because_of_this_step(); });
        for (std::uint32_t flow = 0; flow < run().schedule.flows.size(); ++flow) {
            const auto& clock = run().schedule.flows[flow];
            const auto way = static_cast<Way>(flow % 2);
            const Channel& channel = plan_.wiring.channels[flow / 2];
            if (clock.due.empty() || clock.next != Instant::never()) continue;
            if (run().world.connections[flow / 2].blocked(way)) continue;
            if (!concerns(channel.sender(way), channel.receiver(way))) continue;
            if (!driver.timing.resume_flow(flow, run().now)) take(Break{{flow / 2}});
        }
        run().recorder.causes([](auto& causes) { causes.because_of_nothing(); });
    }

    const Plan<V>& plan_;
    std::vector<Effect<V>> effects_;  // scratch memory of the kernel
    Kernel<Model, TimedDriver<Model, Recorder>> kernel_;
};

}  // namespace mqfate
