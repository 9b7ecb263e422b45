// What the kernel tells a driver that knows the time: all that a step of a run asks for gets its
// instant here, and what it brings about is written down.
//
// The clocks (faults, timing, rules) have no state of their own: what they keep is in the run,
// which lies here, where every step has it at hand. The driver of those who know no time is
// sim/explore/world/timeless_driver.hpp. Tested by: tests/sim/run/sampler_test.cpp.
#pragma once

#include <cstdint>

#include "sim/run/fault_clock.hpp"
#include "sim/run/rule_clock.hpp"
#include "sim/run/run.hpp"
#include "sim/run/timing.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

template <class Model, class Recorder> class TimedDriver {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// `plan` must live longer.
    explicit TimedDriver(const Plan<V>& plan)
        : faults(plan, run.luck, run.faults),
          timing(plan, run.luck, run.world, run.faults, run.schedule),
          rules(plan, run.luck, timing, run.rule_strikes),
          plan_(plan) {}
    TimedDriver(const TimedDriver&) = delete;
    TimedDriver& operator=(const TimedDriver&) = delete;

    Run<Model, Recorder> run;
    FaultClock<Model> faults;
    Timing<Model> timing;
    RuleClock<Model> rules;

    /// Fault `i` has come. If that was inside the handler of a node that dies of it, the rest of
    /// the handler's effects does not happen. no_node: in no handler.
    void come(std::uint32_t i, NodeId handler = no_node) {
        const When& when = plan_.faults.nodes[i].when;
        if (when.kind == When::Kind::moment)
            run.recorder.causes([&](auto& causes) { causes.moment_came(i); });
        if (when.kind == When::Kind::moment && when.after.ns > 0)
            return faults.postpone(i, run.now + when.after, run.schedule.queue);
        if (faults.cuts_short(i, handler, run.world)) interrupting_ = true;
        run.faults_that_came.push_back(i);
    }
    /// The step was taken: whatever cut it short does not concern the next one.
    void step_is_over() { interrupting_ = false; }

    // ---- as in kernel.hpp
    bool strikes(std::size_t rule, ChannelId channel, Way way, const Body& body) {
        return !run.draining && rules.strikes(rule, channel, way, body, run.now);
    }
    void sent(ChannelId channel, Way way) {
        timing.sent(channel, way, run.now);
        run.recorder.causes([&](auto& causes) { causes.sent(channel, way); });
        if (timing.is_overfull(channel, way)) run.full.push_back(timing.flow_of(channel, way));
        const auto& packet = run.world.connections[index(channel)].flow(way).back();
        if (packet.kind == Packet<Body>::Kind::end) return;
        note_message(Happening::sent, channel, way, packet.body);
        watch_sent(channel, way, packet.body);
    }
    void sent_at_once(ChannelId channel, Way way) {
        timing.sent_at_once(channel, way, run.now);
        run.recorder.causes([&](auto& causes) { causes.sent(channel, way); });
    }
    void retracted(ChannelId channel, Way way) {
        run.schedule.retract(timing.flow_of(channel, way));
        run.recorder.causes([&](auto& causes) { causes.retracted(channel, way); });
    }
    void emptied(ChannelId channel, Way way) {
        run.schedule.empty(timing.flow_of(channel, way));
        run.recorder.causes([&](auto& causes) { causes.emptied(channel, way); });
    }
    std::size_t unsent(ChannelId channel, Way way) { return timing.unsent(channel, way, run.now); }
    void sent_datagram() {
        timing.sent_datagram(run.now);
        run.recorder.causes([](auto& causes) { causes.sent_datagram(); });
        const auto& datagram = run.world.datagrams.back();
        note_message(Happening::sent, datagram.channel, datagram.way, datagram.body);
        watch_sent(datagram.channel, datagram.way, datagram.body);
    }
    void dropped_datagram(std::uint32_t place) {
        run.schedule.drop_datagram(place);
        run.recorder.causes([&](auto& causes) { causes.dropped_datagram(place); });
    }
    void lost(ChannelId channel, Way way, const Body& body) {
        note_message(Happening::lost, channel, way, body);
    }
    void armed(NodeId node, std::uint32_t at, bool again, TimerKey key, const Wait& wait) {
        timing.armed(node, at, again, key, wait, run.now);
        run.recorder.causes([&](auto& causes) { causes.armed(node, at); });
    }
    void disarmed(NodeId node, std::uint32_t at) { run.schedule.disarm(node, at); }
    void all_disarmed(NodeId node) { run.schedule.disarm_all(node); }
    void wrote(NodeId node, FileId file) {
        run.schedule.wrote(node, file, run.now, plan_.disks[index(node)]);
        run.recorder.causes([&](auto& causes) { causes.wrote(node, file); });
    }
    void sync_asked(NodeId node) {
        timing.sync_asked(node, run.now);
        run.recorder.causes([&](auto& causes) { causes.sync_asked(node); });
    }
    void syncs_dropped(NodeId node) {
        run.schedule.drop_syncs(node, run.now);
        run.recorder.causes([&](auto& causes) { causes.syncs_dropped(node); });
    }
    void noted(const Fact& fact) {
        const Records& records = run.world.store.records;
        run.ledger.note(fact, records);
        run.stopwatch.note(fact, records, run.now);
        run.history.note(fact);
        run.recorder.fact(run.now, run.world, fact);
        if (!run.draining && run.faults.has_moments)
            if (const auto fault = faults.watch(fact, records)) come(*fault, fact.node);
    }
    bool interrupted() const { return interrupting_; }

private:
    void note_message(Happening what, ChannelId channel, Way way, const Body& body) {
        run.recorder.message(what, run.now, run.world, plan_, channel, way, body);
    }
    void watch_sent(ChannelId channel, Way way, const Body& body) {
        if (run.draining || !run.faults.has_moments) return;
        const Channel& c = plan_.wiring.channels[index(channel)];
        if (const auto fault =
                faults.watch_sent(body, c.sender(way), c.receiver(way), run.world.store))
            come(*fault, c.sender(way));
    }

    const Plan<V>& plan_;
    bool interrupting_ = false;
};

}  // namespace mqfate
