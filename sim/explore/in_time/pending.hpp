// What is asked for and still to come along a path: armed timers, packets under way, syncs, what
// the operating system will write back. Each has a span of time in which it comes, and becomes
// bounds on the instants of steps: when it comes, and when it is gone without having come.
//
// A path of the explorer says nothing about what changes nothing: rounds that are not told, while
// which timers are armed anew (in_time.hpp finds them). So each has two ends: from `asked` on it
// takes its least time; from `since` on, its longest. What is held up (a cut, a pause) or renewed
// by such a round moves `since`.
// What a message rule of the plan takes was lost when it was sent: it bounds nothing.
// Left out: that what is queued waits for what is before it (no upper bound then), and the order of
// events of one kind that fall on one instant: any is granted.
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
#include "sim/explore/world/choice.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// A timer that a round which is not told arms anew; the round comes every `period` at least.
struct Renewal {
    NodeId node;
    TimerKey key;
    Duration period{};
};

template <class Model> class Pending {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// `out` hears of each bound. `age_unknown`: what is asked for before the first step is of any
    /// age.
    Pending(const Plan<V>& plan, TimeBounds& out, bool age_unknown)
        : plan_(&plan),
          out_(&out),
          age_unknown_(age_unknown),
          flows_(2 * plan.wiring.channels.size()),
          syncs_(plan.wiring.nodes()) {
        for (std::uint32_t flow = 0; flow < flows_.size(); ++flow)
            if (crossing(plan.wiring, plan.faults, flow, 0, false).most == forever())
                can_be_slow_ = true;
    }

    // ---- the path
    /// Step number `number`, from 1, is taken now.
    void begin(std::uint32_t number, const Choice& choice) {
        step_ = number;
        deviates_ = choice.deviates;
        last_turn_ = std::exchange(turn_, Turn::fault);
        const auto* step = std::get_if<Step>(&choice.what);
        by_rule_ = step != nullptr && (std::holds_alternative<Withhold>(*step) ||
                                       std::holds_alternative<Break>(*step));
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
        step_ = last;
        by_rule_ = false;
        then_ = TimeBound::Then::awaits;
        for (const Armed& timer : timers_) was_not_overdue(timer.waiting);
        for (const auto& flow : flows_)
            for (const Waiting& packet : flow) was_not_overdue(packet);
        for (const Waiting& datagram : datagrams_) was_not_overdue(datagram);
        for (const auto& disk : syncs_)
            if (!disk.empty()) was_not_overdue(disk.front());
    }

    // ---- rounds that are not told
    static constexpr std::uint32_t silent_round = 0xffff'ffff;
    /// The same, where what happens bounds nothing, as step `silent_round`.
    Pending apart() const {
        Pending copy = *this;
        copy.out_ = nullptr;
        copy.step_ = silent_round;
        copy.by_rule_ = false;
        return copy;
    }
    /// The timers that were armed by step `silent_round`, and would else come later than after
    /// `period`.
    std::vector<Renewal> renewed(Duration period) const {
        std::vector<Renewal> all;
        for (const Armed& timer : timers_)
            if (timer.waiting.asked == silent_round && timer.waiting.span.most > period)
                all.push_back({timer.node, timer.key, period});
        return all;
    }
    Duration longest(NodeId node, TimerKey key) const {
        for (const Armed& timer : timers_)
            if (timer.node == node && timer.key == key) return timer.waiting.span.most;
        CHECK(false, "a timer that nobody has armed");
    }

    // ---- what the kernel tells (kernel.hpp)
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
        if (by_rule_) later_.push_back(flow.back());
        flow.pop_back();
    }
    void emptied(ChannelId channel, Way way) {
        auto& flow = flows_[flow_of(channel, way)];
        for (const Waiting& packet : flow) was_not_overdue(packet);
        flow.clear();
    }
    void sent_datagram(const World<Model>& world) {
        const auto& datagram = world.datagrams.back();
        const Span span =
            crossing(plan_->wiring, plan_->faults, flow_of(datagram.channel, datagram.way),
                     Model::bytes(world.store, datagram.body), false);
        datagrams_.push_back(asked_now(
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
             asked_now(waiting(wait, plan_->delays),
                       {.of = TimeBound::Of::timer, .code = key.kind(), .node = node})});
    }
    void disarmed(NodeId node, TimerKey key) {
        if (const auto gone = take(node, key)) was_not_overdue(*gone);
    }
    void all_disarmed(NodeId node) {
        for (const Armed& timer : timers_)
            if (timer.node == node) was_not_overdue(timer.waiting);
        std::erase_if(timers_, [node](const Armed& timer) { return timer.node == node; });
    }
    void wrote(NodeId node, FileId file) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == node && dirty.file == file) return;
        const DiskProfile& disk = plan_->disks[index(node)];
        const Span span{disk.expire, disk.expire, disk.expire + disk.wake};
        dirty_.push_back(
            {node, file, asked_now(span, {.of = TimeBound::Of::write_back, .node = node})});
    }
    void sync_asked(NodeId node) {
        syncs_[index(node)].push_back(asked_now(span_of(plan_->disks[index(node)].sync_latency),
                                                {.of = TimeBound::Of::sync, .node = node}));
    }
    void syncs_dropped(NodeId node) {
        auto& syncs = syncs_[index(node)];
        if (!syncs.empty()) was_not_overdue(syncs.front());
        syncs.clear();
    }

    /// The host of a process that dies now closes its connections so much later.
    Duration exit{};

private:
    /// Of one instant are the faults first, then disks, deliveries, timers (sim/run/sampler.hpp).
    enum class Turn : std::uint8_t { fault, disk, delivery, timer };
    struct Waiting {
        std::uint32_t asked = 0;
        std::uint32_t since = 0;
        Span span;
        bool age_unknown = false;    ///< asked for before the path, nobody knows when
        bool was_cut = false;        ///< it waits for a retransmission, too
        bool always_renewed = true;  ///< between all steps so far
        std::uint32_t renewed = 0;   ///< the last step before which it certainly was
        Duration period{};           ///< and at most so long before
        TimeBound what;
    };
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
    Waiting asked_now(const Span& span, const TimeBound& what) const {
        Waiting waiting;
        waiting.asked = waiting.since = step_;
        waiting.span = span;
        waiting.age_unknown = step_ == 0 && age_unknown_;
        waiting.what = what;
        return waiting;
    }
    // What is sent behind a packet comes no earlier than that, which was sent earlier.
    void push(std::uint32_t flow, Span span, const TimeBound& what) {
        if (!flows_[flow].empty()) span.most = std::max(span.most, flows_[flow].back().span.most);
        flows_[flow].push_back(asked_now(span, what));
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
        comes(flow.front(), Turn::delivery);
        flow.pop_front();
    }
    void on(const World<Model>&, const DeliverDatagram& s) {
        comes(datagrams_[s.index], Turn::delivery);
    }
    void on(const World<Model>& world, const Fire& s) {
        const auto waiting = take(s.node, world.timers[index(s.node)][s.index]);
        CHECK(waiting, "a timer fires that nobody has armed");
        comes(*waiting, Turn::timer);
    }
    void on(const World<Model>&, const FinishSync& s) {
        auto& syncs = syncs_[index(s.node)];
        comes(syncs.front(), Turn::disk);
        syncs.pop_front();
        if (syncs.empty()) return;
        syncs.front().asked = syncs.front().since = step_;  // the disk turns to it now
        syncs.front().age_unknown = step_ == 0 && age_unknown_;
    }
    void on(const World<Model>&, const WriteBack& s) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == s.node && dirty.file == s.file) comes(dirty.waiting, Turn::disk);
        std::erase_if(dirty_, [&](const Dirty& dirty) {
            return dirty.node == s.node && dirty.file == s.file;
        });
    }
    void on(const World<Model>&, const Crash& s) {
        if (s.kind == CrashKind::process) return;
        for (const Dirty& dirty : dirty_)
            if (dirty.node == s.node) was_not_overdue(dirty.waiting);
        std::erase_if(dirty_, [&](const Dirty& dirty) { return dirty.node == s.node; });
    }
    template <class Other> void on(const World<Model>&, const Other&) {}

    // ---- bounds
    bool bounds_nothing() const { return out_ == nullptr || step_ == 0; }
    void comes(const Waiting& it, Turn turn) {
        turn_ = turn;
        if (bounds_nothing()) return;
        if (!it.age_unknown) {  // else it may be as old as it can get
            out_->at_least(it.asked, step_, it.span.least, it.what);
            out_->usually(it.asked, step_, it.span.usual);
        }
        // A time-out in spite of rounds: where one may be slow, it was.
        if (it.renewed != 0 && !(deviates_ && can_be_slow_))
            out_->at_least(it.renewed, step_, Duration{it.span.least.ns - it.period.ns}, it.what);
        then_ = TimeBound::Then::came;
        was_not_overdue(it);
        then_ = TimeBound::Then::gone;
        if (step_ > 1 && turn < last_turn_ && it.span.least.ns > 0)
            out_->at_least(step_ - 1, step_, Duration{1}, it.what);
    }
    void was_not_overdue(Waiting it) {
        it.what.then = then_;
        if (bounds_nothing() || by_rule_ || it.since >= step_ || it.span.most == forever()) return;
        const Duration cut = it.was_cut ? plan_->wiring.retransmission_timeout_max : Duration{};
        out_->at_most(it.since, step_, it.span.most + cut, it.what);
    }
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
    TimeBounds* out_;
    bool age_unknown_;
    std::uint32_t step_ = 0;
    Turn turn_ = Turn::fault;                       // of this step
    Turn last_turn_ = Turn::fault;                  // of the step before
    bool by_rule_ = false;                          // a message rule strikes
    TimeBound::Then then_ = TimeBound::Then::gone;  // what was_not_overdue() is about
    bool deviates_ = false;                         // the step does, from the order of time
    bool can_be_slow_ = false;                      // some packet may take any time
    std::vector<std::deque<Waiting>> flows_;        // by 2 * channel + way, parallel to the world's
    std::vector<Waiting> datagrams_;                // parallel to the world's
    std::vector<std::deque<Waiting>> syncs_;        // by node; only the oldest is being served
    std::vector<Armed> timers_;
    std::vector<Dirty> dirty_;
    std::vector<Waiting> later_;  // sent after a reset that their sender does not know of
};

/// Whether `choice` is that what `bound` is about comes.
template <class Model>
bool is_arrival_of(const TimeBound& bound, const Choice& choice, const World<Model>& world,
                   const Plan<typename Model::Vocabulary>& plan) {
    const auto* step = std::get_if<Step>(&choice.what);
    if (step == nullptr || choice.deviates || choice.price != Price::nothing) return false;
    if (const auto* s = std::get_if<Fire>(step))
        return bound.of == TimeBound::Of::timer && s->node == bound.node &&
               world.timers[index(s->node)][s->index].kind() == bound.code;
    if (const auto* s = std::get_if<FinishSync>(step))
        return bound.of == TimeBound::Of::sync && s->node == bound.node;
    const auto* s = std::get_if<Deliver>(step);
    if (s == nullptr) return false;
    const Channel& channel = plan.wiring.channels[index(s->channel)];
    if (channel.sender(s->way) != bound.node || channel.receiver(s->way) != bound.peer)
        return false;
    const auto& packet = world.connections[index(s->channel)].flow(s->way).front();
    const bool is_end = packet.kind == Packet<typename Model::Body>::Kind::end;
    return is_end ? bound.of == TimeBound::Of::end
                  : bound.of == TimeBound::Of::packet && packet.body.index() == bound.code;
}

}  // namespace mqfate
