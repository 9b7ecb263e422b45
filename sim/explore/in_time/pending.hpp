// What is asked for and still to come along a path: armed timers, packets under way, syncs, what
// the operating system will write back. Each has a span of time in which it comes; when it comes,
// or is gone without having come, that becomes bounds on the instants of steps
// (waiting_bounds.hpp).
//
// Its lists lie parallel to those of the world (a packet's Waiting has the packet's place in its
// flow), and the same calls of the kernel keep them so, as they do the sampler's schedule.
//
// A path of the explorer says nothing about what changes nothing: silent rounds, during which
// timers are armed anew. rounds.hpp finds them, and between() lets them count.
// Left out: that what is queued waits for what is before it (it has no longest time then), and the
// order of events of one kind that fall on one instant: any is granted.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/explore/in_time/crossing.hpp"
#include "sim/explore/in_time/time_bounds.hpp"
#include "sim/explore/in_time/waiting.hpp"
#include "sim/explore/in_time/waiting_bounds.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class Pending {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// `plan` and `out`, which gets each bound, must live longer. `age_unknown`: what is asked for
    /// before the first step is of any age.
    Pending(const Plan<V>& plan, TimeBounds& out, bool age_unknown)
        : plan_(&plan),
          bounds_(out, plan.wiring, age_unknown, can_be_slow(plan)),
          flows_(2 * plan.wiring.channels.size()),
          syncs_(plan.wiring.nodes()) {}

    // ---- the path
    /// Step number `number`, from 1, is taken now.
    void begin(std::uint32_t number, const Choice& choice) {
        bounds_.begin(number, choice);
        later_.clear();
    }
    /// The kernel takes `step` in `world`. A fault may take several.
    void taking(const World<Model>& world, const Step& step) {
        std::visit([&](const auto& s) { this->on(world, s); }, step);
    }
    /// In `world`, between the last step and step `next`: what waits on, and what was renewed.
    void between(const World<Model>& world, std::uint32_t next,
                 const std::vector<Renewal>& renewals) {
        for (std::size_t flow = 0; flow < flows_.size(); ++flow)
            for (Waiting& packet : flows_[flow])
                hold_up(world, ChannelId{static_cast<std::uint32_t>(flow / 2)},
                        static_cast<Way>(flow % 2), packet, next);
        for (std::size_t i = 0; i < datagrams_.size(); ++i)
            hold_up(world, world.datagrams[i].channel, world.datagrams[i].way, datagrams_[i], next);
        for (std::size_t n = 0; n < syncs_.size(); ++n)
            if (world.nodes[n].paused && !syncs_[n].empty()) syncs_[n].front().since = next;
        for (Armed& timer : timers_) renew(timer, world, next, renewals);
        std::erase_if(dirty_, [&](const Dirty& file) {
            return !world.disks[index(file.node)].files[index(file.file)].dirty();
        });
    }
    /// The path ends with step `last`: what has not come was not overdue.
    void finish(std::uint32_t last) {
        bounds_.finish(last);
        for (const Armed& timer : timers_) bounds_.was_not_overdue(timer.waiting);
        for (const auto& flow : flows_)
            for (const Waiting& packet : flow) bounds_.was_not_overdue(packet);
        for (const Waiting& datagram : datagrams_) bounds_.was_not_overdue(datagram);
        for (const auto& disk : syncs_)
            if (!disk.empty()) bounds_.was_not_overdue(disk.front());
    }

    // ---- silent rounds
    /// The same, for steps of a silent round: what happens in it bounds nothing.
    Pending for_a_silent_round() const {
        Pending copy = *this;
        copy.bounds_.be_silent();
        return copy;
    }
    /// What the silent round has armed that may stay armed for longer than `period`, in which the
    /// round comes again.
    std::vector<Renewal> renewed(Duration period) const {
        std::vector<Renewal> all;
        for (const Armed& timer : timers_)
            if (timer.waiting.asked == WaitingBounds::silent_round &&
                timer.waiting.span.most > period)
                all.push_back({timer.node, timer.key, period});
        return all;
    }
    /// The longest that the timer may be armed. Requires: it is.
    Duration longest(NodeId node, TimerKey key) const {
        for (const Armed& timer : timers_)
            if (timer.node == node && timer.key == key) return timer.waiting.span.most;
        CHECK(false, "a timer that nobody has armed");
    }

    // ---- what the kernel does (sim/world/kernel.hpp)
    void sent(const World<Model>& world, ChannelId channel, Way way) {
        const std::uint32_t flow = flow_of(channel, way);
        if (!later_.empty()) {  // sent before, by one who did not know
            flows_[flow].push_back(later_.back());
            return later_.pop_back();
        }
        const auto& packet = world.connections[index(channel)].flow(way).back();
        using Kind = typename Packet<Body>::Kind;
        Span span = crossing(plan_->wiring, plan_->faults, flow,
                             Model::bytes(world.store, packet.body), packet.kind == Kind::opens);
        if (packet.kind == Kind::end) span = span + Span{exit, exit, exit};
        push(flow, span,
             about(packet.kind == Kind::end ? TimeBound::Of::end : TimeBound::Of::packet, channel,
                   way, packet.body));
    }
    void sent_at_once(ChannelId channel, Way way) {
        push(flow_of(channel, way), Span{{}, {}, {}}, about(TimeBound::Of::end, channel, way, {}));
    }
    void retracted(ChannelId channel, Way way) {
        auto& flow = flows_[flow_of(channel, way)];
        if (bounds_.by_rule()) later_.push_back(flow.back());
        flow.pop_back();
    }
    void emptied(ChannelId channel, Way way) {
        auto& flow = flows_[flow_of(channel, way)];
        for (const Waiting& packet : flow) bounds_.was_not_overdue(packet);
        flow.clear();
    }
    void sent_datagram(const World<Model>& world) {
        const auto& datagram = world.datagrams.back();
        const Span span =
            crossing(plan_->wiring, plan_->faults, flow_of(datagram.channel, datagram.way),
                     Model::bytes(world.store, datagram.body), false);
        datagrams_.push_back(bounds_.asked_now(
            span, about(TimeBound::Of::packet, datagram.channel, datagram.way, datagram.body)));
    }
    void doubled(std::uint32_t which) { datagrams_.push_back(Waiting(datagrams_[which])); }
    void dropped_datagram(std::uint32_t at) {
        datagrams_[at] = datagrams_.back();
        datagrams_.pop_back();
    }
    void armed(NodeId node, TimerKey key, const Wait& wait) {
        disarmed(node, key);
        timers_.push_back(
            {node, key,
             bounds_.asked_now(waiting(wait, plan_->delays),
                               {.of = TimeBound::Of::timer, .code = key.kind(), .node = node})});
    }
    void disarmed(NodeId node, TimerKey key) {
        if (const auto gone = take(node, key)) bounds_.was_not_overdue(*gone);
    }
    void all_disarmed(NodeId node) {
        for (const Armed& timer : timers_)
            if (timer.node == node) bounds_.was_not_overdue(timer.waiting);
        std::erase_if(timers_, [node](const Armed& timer) { return timer.node == node; });
    }
    void wrote(NodeId node, FileId file) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == node && dirty.file == file) return;
        const DiskProfile& disk = plan_->disks[index(node)];
        const Span span{disk.expire, disk.expire, disk.expire + disk.wake};
        dirty_.push_back(
            {node, file, bounds_.asked_now(span, {.of = TimeBound::Of::write_back, .node = node})});
    }
    void sync_asked(NodeId node) {
        syncs_[index(node)].push_back(
            bounds_.asked_now(span_of(plan_->disks[index(node)].sync_latency),
                              {.of = TimeBound::Of::sync, .node = node}));
    }
    void syncs_dropped(NodeId node) {
        auto& syncs = syncs_[index(node)];
        if (!syncs.empty()) bounds_.was_not_overdue(syncs.front());
        syncs.clear();
    }

    /// The host of a process that dies now closes its connections so much later.
    Duration exit{};

private:
    using Turn = WaitingBounds::Turn;
    struct Armed {
        NodeId node;
        TimerKey key;
        Waiting waiting;
    };
    struct Dirty {
        NodeId node;
        FileId file;
        Waiting waiting;
    };

    /// Whether some packet has no longest time.
    static bool can_be_slow(const Plan<V>& plan) {
        for (std::uint32_t flow = 0; flow < 2 * plan.wiring.channels.size(); ++flow)
            if (crossing(plan.wiring, plan.faults, flow, 0, false).most == forever()) return true;
        return false;
    }
    static std::uint32_t flow_of(ChannelId channel, Way way) {
        return 2 * channel.value + static_cast<std::uint32_t>(way);
    }
    TimeBound about(TimeBound::Of of, ChannelId channel, Way way, const Body& body) const {
        const Channel& c = plan_->wiring.channels[index(channel)];
        return {.of = of,
                .code = static_cast<std::uint8_t>(body.index()),
                .node = c.sender(way),
                .peer = c.receiver(way)};
    }
    // What is sent behind a packet comes no earlier than that, which was sent earlier.
    void push(std::uint32_t flow, Span span, const TimeBound& what) {
        if (!flows_[flow].empty()) span.most = std::max(span.most, flows_[flow].back().span.most);
        flows_[flow].push_back(bounds_.asked_now(span, what));
    }
    std::optional<Waiting> take(NodeId node, TimerKey key) {
        for (std::size_t i = 0; i < timers_.size(); ++i)
            if (timers_[i].node == node && timers_[i].key == key) {
                Waiting waiting = timers_[i].waiting;
                timers_[i] = timers_.back();
                timers_.pop_back();
                return waiting;
            }
        return {};
    }

    // ---- steps
    void on(const World<Model>&, const Deliver& s) {
        auto& flow = flows_[flow_of(s.channel, s.way)];
        bounds_.comes(flow.front(), Turn::delivery);
        flow.pop_front();
    }
    void on(const World<Model>&, const DeliverDatagram& s) {
        bounds_.comes(datagrams_[s.index], Turn::delivery);
    }
    void on(const World<Model>& world, const Fire& s) {
        const auto waiting = take(s.node, world.timers[index(s.node)][s.index]);
        CHECK(waiting, "a timer fires that nobody has armed");
        bounds_.comes(*waiting, Turn::timer);
    }
    void on(const World<Model>&, const FinishSync& s) {
        auto& syncs = syncs_[index(s.node)];
        bounds_.comes(syncs.front(), Turn::disk);
        syncs.pop_front();
        if (syncs.empty()) return;
        bounds_.ask_again(syncs.front());  // the disk turns to it now
    }
    void on(const World<Model>&, const WriteBack& s) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == s.node && dirty.file == s.file)
                bounds_.comes(dirty.waiting, Turn::disk);
        std::erase_if(dirty_, [&](const Dirty& dirty) {
            return dirty.node == s.node && dirty.file == s.file;
        });
    }
    void on(const World<Model>&, const Crash& s) {
        if (s.kind == CrashKind::process) return;
        for (const Dirty& dirty : dirty_)
            if (dirty.node == s.node) bounds_.was_not_overdue(dirty.waiting);
        std::erase_if(dirty_, [&](const Dirty& dirty) { return dirty.node == s.node; });
    }
    template <class Other> void on(const World<Model>&, const Other&) {}

    // ---- between two steps
    void hold_up(const World<Model>& world, ChannelId channel, Way way, Waiting& it,
                 std::uint32_t next) const {
        const bool cut = world.connections[index(channel)].blocked(way);
        const NodeId receiver = plan_->wiring.channels[index(channel)].receiver(way);
        if (cut || world.nodes[index(receiver)].paused) it.since = next;
        it.was_cut = it.was_cut || cut;
    }
    void renew(Armed& timer, const World<Model>& world, std::uint32_t next,
               const std::vector<Renewal>& renewals) const {
        Waiting& it = timer.waiting;
        bool renewed = false;
        for (const Renewal& renewal : renewals) {
            if (renewal.node != timer.node || renewal.key != timer.key) continue;
            it.since = next;
            if (it.always_renewed) {
                it.period = renewed ? std::min(it.period, renewal.period) : renewal.period;
                it.renewed = next;
            }
            renewed = true;
        }
        it.always_renewed = it.always_renewed && renewed;
        if (world.nodes[index(timer.node)].paused) it.since = next;
    }

    const Plan<V>* plan_;
    WaitingBounds bounds_;
    std::vector<std::deque<Waiting>> flows_;  // by 2 * channel + way, parallel to the world's
    std::vector<Waiting> datagrams_;          // parallel to the world's
    std::vector<std::deque<Waiting>> syncs_;  // by node; only the oldest is being served
    std::vector<Armed> timers_;
    std::vector<Dirty> dirty_;
    std::vector<Waiting> later_;  // sent after a reset that their sender does not know of
};

}  // namespace mqfate
