// What is asked for and still to come along a path: packets under way, armed timers, syncs, what
// the operating system will write back. Each has a span of time in which it comes; when it comes,
// or is gone without having come, that becomes bounds on the instants of steps
// (waiting_bounds.hpp).
//
// It listens to what the kernel does (TimelessDriver::Listeners), as the sampler's schedule does in
// a run. The path itself says nothing about silent rounds, during which timers are armed anew:
// rounds.hpp finds them, and between() lets them count.
//
// Left out: that what is queued waits for what is before it (it has no longest time then), and the
// order of events of one kind that fall on one instant: any is granted.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "sim/explore/in_time/crossing.hpp"
#include "sim/explore/in_time/pending_disks.hpp"
#include "sim/explore/in_time/pending_packets.hpp"
#include "sim/explore/in_time/pending_timers.hpp"
#include "sim/explore/in_time/time_bounds.hpp"
#include "sim/explore/in_time/waiting_bounds.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class Pending {
public:
    using V = typename Model::Vocabulary;

    /// `plan` and `out`, which gets each bound, must live longer. `age_unknown`: what is asked for
    /// before the first step is of any age.
    Pending(const Plan<V>& plan, TimeBounds& out, bool age_unknown)
        : plan_(&plan),
          bounds_(out, plan.wiring, age_unknown, PendingPackets<Model>::can_be_slow(plan)),
          packets_(plan),
          disks_(plan.disks, plan.wiring.nodes()) {}

    // ---- the path
    /// Step number `number`, from 1, is taken now.
    void begin(std::uint32_t number, const Choice& choice) {
        bounds_.begin(number, choice);
        packets_.begin();
    }
    /// The kernel takes `step` in `world`. A fault may take several.
    void taking(const World<Model>& world, const Step& step) {
        std::visit([&](const auto& s) { this->on(world, s); }, step);
    }
    /// In `world`, between the last step and step `next`: what is held up, and what was renewed.
    void between(const World<Model>& world, std::uint32_t next,
                 const std::vector<Renewal>& renewals) {
        packets_.between(world, next);
        timers_.between(next, renewals,
                        [&](NodeId node) { return world.nodes[index(node)].paused; });
        disks_.between(world, next);
    }
    /// The path ends with step `last`: what has not come was not overdue.
    void finish(std::uint32_t last) {
        bounds_.finish(last);
        timers_.finish(bounds_);
        packets_.finish(bounds_);
        disks_.finish(bounds_);
    }

    // ---- silent rounds
    /// The same, for steps of a silent round: what happens in it bounds nothing.
    Pending for_a_silent_round() const {
        Pending copy = *this;
        copy.bounds_.be_silent();
        return copy;
    }
    /// The timers; after the steps of a silent round, with what it has renewed.
    const PendingTimers& timers() const { return timers_; }

    // ---- what the kernel does (sim/world/kernel.hpp)
    void sent(const World<Model>& world, ChannelId channel, Way way) {
        packets_.sent(world, channel, way, exit, bounds_);
    }
    void retracted(ChannelId channel, Way way) { packets_.retracted(channel, way, bounds_); }
    void emptied(ChannelId channel, Way way) { packets_.emptied(channel, way, bounds_); }
    void sent_datagram(const World<Model>& world) { packets_.sent_datagram(world, bounds_); }
    void doubled(std::uint32_t which) { packets_.doubled(which); }
    void dropped_datagram(std::uint32_t at) { packets_.dropped_datagram(at); }
    void armed(NodeId node, TimerKey key, const Wait& wait) {
        Span span = waiting(wait, plan_->delays);
        span.most += later;
        timers_.armed(node, key, span, bounds_);
    }
    void disarmed(NodeId node, TimerKey key) { timers_.disarmed(node, key, bounds_); }
    void all_disarmed(NodeId node) { timers_.all_disarmed(node, bounds_); }
    void wrote(NodeId node, FileId file) { disks_.wrote(node, file, bounds_); }
    void sync_asked(NodeId node) { disks_.sync_asked(node, bounds_); }
    void syncs_dropped(NodeId node) { disks_.syncs_dropped(node, bounds_); }

    /// The host of a process that dies now closes its connections so much later.
    Span exit = at_once;
    /// What is asked of timers now is asked so much later, at most, than the last step was taken.
    Duration later{};

private:
    // ---- what comes
    void on(const World<Model>&, const Deliver& s) { packets_.arrives(s, bounds_); }
    void on(const World<Model>&, const DeliverDatagram& s) { packets_.arrives(s, bounds_); }
    void on(const World<Model>& world, const Fire& s) {
        timers_.fires(s.node, world.timers[index(s.node)][s.index], bounds_);
    }
    void on(const World<Model>&, const FinishSync& s) { disks_.finishes_sync(s.node, bounds_); }
    void on(const World<Model>&, const WriteBack& s) {
        disks_.writes_back(s.node, s.file, bounds_);
    }
    void on(const World<Model>&, const Crash& s) {
        if (takes_unsynced(s.kind)) disks_.forgets(s.node, bounds_);
    }
    template <class Other> void on(const World<Model>&, const Other&) {}

    const Plan<V>* plan_;
    WaitingBounds bounds_;
    PendingPackets<Model> packets_;
    PendingTimers timers_;
    PendingDisks disks_;
};

}  // namespace mqfate
