// The sampler: one run, earliest step first, with luck drawn from (seed, run).
//
// It owns a world and a schedule, hears from the kernel what a step asked for, and attaches time.
// Order of steps: (time, phase, order of asking); faults come before the disk, the disk before
// deliveries, deliveries before timers of the same instant.
// A run has two acts. First the workload under faults; then the drain: faults stop, everything
// restarts and heals, and the run goes on until nothing is left to do, or to a limit.
// `Recorder` keeps a trace (recorder.hpp), or is `Silent` and costs nothing.
// Tested by: tests/sim/run/sampler_test.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/luck.hpp"
#include "sim/run/fault_clock.hpp"
#include "sim/run/history.hpp"
#include "sim/run/recorder.hpp"
#include "sim/run/rule_clock.hpp"
#include "sim/run/schedule.hpp"
#include "sim/run/stopwatch.hpp"
#include "sim/run/summary.hpp"
#include "sim/run/timing.hpp"
#include "sim/world/kernel.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

template <class Model, class Recorder = Silent> class Sampler {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    explicit Sampler(const Plan<V>& plan)
        : plan_(plan),
          origin_(empty_world<Model>(plan, Model::roles(plan))),
          faults_(plan),
          timing_(plan, world_, faults_.slow()),
          kernel_(world_, plan, effects_, *this) {}
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

    /// Runs run number `run` of `seed` from the start to the end of the drain. The memory of an
    /// earlier run is used again; its results are gone.
    RunSummary run(std::uint64_t seed, std::uint64_t run) {
        begin(seed, run);
        while (!over_) step();
        return finish();
    }

    const Ledger& ledger() const { return ledger_; }
    const Latencies& latencies() const { return stopwatch_.latencies(); }
    const World<Model>& world() const { return world_; }
    const Recorder& recorder() const { return recorder_; }

    // ---- what the kernel tells its driver (kernel.hpp)
    bool strikes(std::size_t rule, ChannelId channel, Way way, const Body& body) {
        return !draining_ && rules_.strikes(rule, channel, way, body, now_);
    }
    void sent(ChannelId channel, Way way) {
        timing_.sent(channel, way, now_);
        if (way == Way::to_server && timing_.is_overfull(channel)) full_.push_back(channel);
        const auto& packet = world_.connections[index(channel)].flow(way).back();
        if (packet.kind == Packet<Body>::Kind::end) return;
        recorder_.message(Happening::sent, now_, world_, plan_, channel, way, packet.body);
        watch_sent(channel, way, packet.body);
    }
    void sent_at_once(ChannelId channel, Way way) { timing_.sent_at_once(channel, way, now_); }
    void retracted(ChannelId channel, Way way) { schedule_.retract(timing_.flow_of(channel, way)); }
    void emptied(ChannelId channel, Way way) { schedule_.empty(timing_.flow_of(channel, way)); }
    void sent_datagram() {
        timing_.sent_datagram(now_);
        const auto& datagram = world_.datagrams.back();
        recorder_.message(Happening::sent, now_, world_, plan_, datagram.channel, datagram.way,
                          datagram.body);
        watch_sent(datagram.channel, datagram.way, datagram.body);
    }
    void dropped_datagram(std::uint32_t place) { schedule_.drop_datagram(place); }
    void lost(ChannelId channel, Way way, const Body& body) {
        recorder_.message(Happening::lost, now_, world_, plan_, channel, way, body);
    }
    void armed(NodeId node, std::uint32_t at, bool again, TimerKey key, const Wait& wait) {
        timing_.armed(node, at, again, key, wait, now_);
    }
    void disarmed(NodeId node, std::uint32_t at) { schedule_.disarm(node, at); }
    void all_disarmed(NodeId node) { schedule_.disarm_all(node); }
    void wrote(NodeId node, FileId file) {
        schedule_.wrote(node, file, now_, plan_.disks[index(node)]);
    }
    void sync_asked(NodeId node) { timing_.sync_asked(node, now_); }
    void syncs_dropped(NodeId node) { schedule_.drop_syncs(node, now_); }
    void noted(const Fact& fact) {
        ledger_.note(fact, world_.store.records);
        stopwatch_.note(fact, world_.store.records, now_);
        history_.note(fact);
        recorder_.fact(now_, world_, fact);
        if (!draining_ && faults_.has_moments())
            if (const auto fault = faults_.watch(fact, world_.store.records))
                come(*fault, fact.node);
    }
    bool interrupted() const { return interrupting_; }

private:
    // ---- the acts of a run
    void begin(std::uint64_t seed, std::uint64_t run) {
        place_ = &current_place();
        *place_ = {seed, run, 0};
        now_ = {};
        steps_ = 0;
        draining_ = over_ = drained_ = interrupting_ = false;
        come_.clear();
        full_.clear();
        history_ = {};
        recorder_.clear();
        world_ = origin_;
        timing_.reset(Luck{seed, run});
        ledger_.reset(plan_.messages, plan_.publication);
        stopwatch_.reset(plan_.messages);
        rules_.reset();
        faults_.begin(timing_.luck(), schedule_.queue);
        for (std::uint16_t n = 0; n < world_.roles.size(); ++n) take(Start{{n}});
    }

    void step() {
        auto& queue = schedule_.queue;
        const Instant queued = queue.empty() ? Instant::never() : queue.earliest();
        const Instant armed = schedule_.wheel.earliest(queued);
        if (queued == Instant::never() && armed == Instant::never()) return idle();
        if (queued <= armed)
            main_event();
        else
            timer_event();
        while (!come_.empty()) strike_what_came();
        while (!full_.empty()) push_back();
        if (!draining_ && workload_is_over()) begin_drain();
        place_->step = ++steps_;
        if (steps_ >= plan_.limits.steps) over_ = true;
    }

    // Nothing is due any more: the world rests.
    void idle() {
        if (!draining_) return begin_drain();
        drained_ = Model::quiet(world_, plan_);
        over_ = true;
    }

    bool workload_is_over() const {
        if (now_ > Instant{} + plan_.limits.workload) return true;
        return ledger_.published() == plan_.messages && ledger_.pending() == 0 &&
               !faults_.any_to_come();
    }
    void begin_drain() {
        draining_ = true;
        drain_began_ = now_;
        recorder_.mark({.at = now_, .what = Happening::drain});
        steps_to_take_.clear();
        faults_.end_all(world_, steps_to_take_, [this] { take_all(); });
        for (std::uint16_t n = 0; n < world_.nodes.size(); ++n)
            if (!world_.nodes[n].process) take(Start{{n}});
        look_again();
    }
    void look_again() {
        schedule_.queue.push(now_ + milliseconds(20), Phase::look,
                             event_payload(EventKind::look, 0));
    }
    void look() {
        drained_ = Model::quiet(world_, plan_);
        over_ = drained_ || now_ - drain_began_ > plan_.limits.drain;
        if (!over_) look_again();
    }

    RunSummary finish() {
        Model::audit(world_, plan_,
                     [&](const Fact& fact) { ledger_.note(fact, world_.store.records); });
        RunSummary summary;
        summary.fates = ledger_.judge(plan_.publication);
        summary.published = ledger_.published();
        summary.confirmed = ledger_.confirmed();
        summary.rejected = ledger_.rejected();
        summary.rule_strikes = rules_.strikes();
        summary.node_strikes = faults_.strikes();
        summary.steps = steps_;
        summary.workload = stopwatch_.workload();
        summary.end = now_ - Instant{};
        summary.drained = drained_;
        for (const auto& level : summary.fates.all.by_level)
            for (const std::uint64_t count : level) history_.add(count);
        summary.fingerprint = history_.value();
        return summary;
    }

    // ---- one event
    void main_event() {
        const auto event = schedule_.queue.pop();
        const std::uint32_t i = index_of(event.payload);
        switch (kind_of(event.payload)) {
            case EventKind::flow: return flow_event(event.at, i);
            case EventKind::datagram: return datagram_event(event.at, i);
            case EventKind::sync:
                return sync_event(event.at, NodeId{static_cast<std::uint16_t>(i)});
            case EventKind::write_back: return write_back_event(event.at, i);
            case EventKind::fault_begins:
                if (draining_) return;
                now_ = event.at;
                return come_.push_back(i);
            case EventKind::fault_ends:
                if (draining_) return;
                now_ = event.at;
                steps_to_take_.clear();
                faults_.end(i, world_, steps_to_take_);
                return take_all();
            case EventKind::look: now_ = event.at; return look();
            case EventKind::drained: return drained_event(event.at, i);
        }
    }
    void flow_event(Instant at, std::uint32_t flow) {
        auto& clock = schedule_.flows[flow];
        if (clock.next != at || clock.due.empty()) return;  // stale
        clock.next = Instant::never();
        const ChannelId channel{flow / 2};
        const auto way = static_cast<Way>(flow % 2);
        const auto& connection = world_.connections[index(channel)];
        const NodeId receiver = plan_.wiring.channels[index(channel)].receiver(way);
        if (connection.blocked(way) || world_.nodes[index(receiver)].paused) return;  // waits
        now_ = at;
        clock.due.pop_front();
        const auto& packet = connection.flow(way).front();
        if (packet.kind != Packet<Body>::Kind::end)
            recorder_.message(Happening::delivered, now_, world_, plan_, channel, way, packet.body);
        take(Deliver{channel, way});
        if (!clock.due.empty() && clock.next == Instant::never()) timing_.queue_flow(flow, now_);
    }
    // The clients whose send buffers were filled by this event learn of it.
    void push_back() {
        const ChannelId channel = full_.back();
        full_.pop_back();
        if (!timing_.is_overfull(channel) || !world_.connections[index(channel)].client_open)
            return;
        take(PushBack{channel, true});
        timing_.drains(channel, now_);
    }
    void drained_event(Instant at, std::uint32_t flow) {
        const ChannelId channel{flow / 2};
        const auto& connection = world_.connections[index(channel)];
        if (!connection.pushes_back || schedule_.windows[flow].drains != at) return;  // stale
        if (!connection.client_open || !timing_.drains(channel, at)) return;
        now_ = at;
        take(PushBack{channel, false});
    }
    void datagram_event(Instant at, std::uint32_t slot) {
        const std::uint32_t place = schedule_.slot_places[slot];
        const auto& datagram = world_.datagrams[place];
        const Channel& channel = plan_.wiring.channels[index(datagram.channel)];
        now_ = at;
        const bool cut = world_.connections[index(datagram.channel)].blocked(datagram.way);
        if (cut || schedule_.slot_lost[slot]) return take(LoseDatagram{place});
        if (world_.nodes[index(channel.receiver(datagram.way))].paused)
            return schedule_.queue.push(at + milliseconds(1), Phase::delivery,
                                        event_payload(EventKind::datagram, slot));
        recorder_.message(Happening::delivered, now_, world_, plan_, datagram.channel, datagram.way,
                          datagram.body);
        take(DeliverDatagram{place});
    }
    void sync_event(Instant at, NodeId node) {
        const auto& syncs = schedule_.disks[index(node)].syncs;
        if (syncs.empty() || syncs.front() != at) return;  // stale
        if (world_.nodes[index(node)].paused) return;      // waits for Resume
        now_ = at;
        finish_sync(node);
    }
    void finish_sync(NodeId node) {
        schedule_.disks[index(node)].syncs.pop_front();
        Disk& disk = world_.disks[index(node)];
        const PendingSync pending = disk.syncs.front();
        const Position before = disk.file(pending.file).synced;
        take(FinishSync{node});
        became_durable(node, pending.file, before);
    }
    void write_back_event(Instant at, std::uint32_t i) {
        const NodeId node{static_cast<std::uint16_t>(i >> 12)};
        const FileId file{static_cast<std::uint16_t>(i & 0xfffU)};
        if (!schedule_.write_back_is_due(node, file, at)) return;
        now_ = at;
        const Position before = world_.disks[index(node)].file(file).synced;
        take(WriteBack{node, file});
        became_durable(node, file, before);
    }
    void became_durable(NodeId node, FileId file, Position before) {
        const File& f = world_.disks[index(node)].files[index(file)];
        if (!f.dirty()) schedule_.clean(node, file);
        if (f.synced > before) recorder_.synced(now_, world_, plan_, node, file, before, f.synced);
    }
    void timer_event() {
        const auto due = timing_.next_timer();
        const auto [node, place] = Schedule::timer_of(due);
        if (world_.nodes[index(node)].paused) return schedule_.park(node, place);
        now_ = due.at;
        schedule_.fired(node, place);
        take(Fire{node, place});
    }

    // ---- steps
    template <class S> void take(const S& step) {
        recorder_.step(now_, world_, plan_, step);
        history_.take(now_, step, world_);
        kernel_.on(step);
        after(step);
        interrupting_ = false;
        ledger_.check();
    }
    void take_all() {
        for (std::size_t i = 0; i < steps_to_take_.size(); ++i) {
            const Step step = steps_to_take_[i];
            std::visit([this](const auto& s) { this->take(s); }, step);
        }
        steps_to_take_.clear();
    }
    template <class S> void after(const S&) {}
    void after(const Crash& s) {
        schedule_.crashed(s.node, s.kind != CrashKind::process);
    }
    void after(const Resume& s) {
        schedule_.unpark(s.node, now_);
        const auto& syncs = schedule_.disks[index(s.node)].syncs;
        while (!syncs.empty() && syncs.front() <= now_) finish_sync(s.node);
        for (std::uint32_t flow = 0; flow < schedule_.flows.size(); ++flow)
            if (plan_.wiring.channels[flow / 2].receiver(static_cast<Way>(flow % 2)) == s.node)
                timing_.queue_flow(flow, now_);
    }
    // What waited for a cut to heal gets through with its next retransmission, or its connection
    // has been given up meanwhile.
    void after(const Heal&) {
        for (std::uint32_t flow = 0; flow < schedule_.flows.size(); ++flow) {
            const auto& clock = schedule_.flows[flow];
            const auto way = static_cast<Way>(flow % 2);
            if (clock.due.empty() || clock.next != Instant::never()) continue;
            if (world_.connections[flow / 2].blocked(way)) continue;
            if (!timing_.resume_flow(flow, now_)) take(Break{{flow / 2}});
        }
    }

    // ---- faults
    /// Fault `i` has come. If that was inside the handler of a node that dies of it, the rest of
    /// the handler's effects does not happen. no_node: in no handler.
    void come(std::uint32_t i, NodeId handler = no_node) {
        const When& when = plan_.faults.nodes[i].when;
        if (when.kind == When::Kind::moment && when.after.ns > 0)
            return faults_.postpone(i, now_ + when.after, schedule_.queue);
        if (faults_.cuts_short(i, handler, world_)) interrupting_ = true;
        come_.push_back(i);
    }
    void strike_what_came() {
        const std::uint32_t fault = come_.back();
        come_.pop_back();
        steps_to_take_.clear();
        faults_.strike(fault, now_, world_, schedule_.queue, steps_to_take_);
        timing_.exit = plan_.faults.nodes[fault].exit;
        take_all();
        timing_.exit = {};
    }
    void watch_sent(ChannelId channel, Way way, const Body& body) {
        if (draining_ || !faults_.has_moments()) return;
        const Channel& c = plan_.wiring.channels[index(channel)];
        if (const auto fault =
                faults_.watch_sent(body, c.sender(way), c.receiver(way), world_.store))
            come(*fault, c.sender(way));
    }

    const Plan<V>& plan_;
    World<Model> origin_;
    World<Model> world_;
    std::vector<Effect<V>> effects_;
    FaultClock<Model> faults_;
    Timing<Model> timing_;
    RuleClock<Model> rules_{plan_, timing_};
    Schedule& schedule_ = timing_.schedule;
    Kernel<Model, Sampler> kernel_;
    Recorder recorder_;
    Ledger ledger_;
    Stopwatch stopwatch_;
    History history_;
    std::vector<Step> steps_to_take_;
    std::vector<std::uint32_t> come_;  // faults that strike before the next event
    std::vector<ChannelId> full_;      // send buffers that were filled by this event
    Place* place_ = nullptr;           // this thread's, for CHECK
    Instant now_{};
    Instant drain_began_{};
    std::uint64_t steps_ = 0;
    bool interrupting_ = false;
    bool draining_ = false;
    bool drained_ = false;
    bool over_ = false;
};

}  // namespace mqfate
