// Timing: attaches instants to what the kernel reports. The only place where luck meets time.
//
// It has no state of its own: the schedule and the luck are a run's (run.hpp). It knows of no
// recorder, so that it is compiled once whatever is recorded.
// Every draw is named by what it is about, so that two configurations on one seed meet the same
// luck: a message of the application by its number and attempt, other traffic by how much of its
// kind went before, a timer by its subject.
// Tested by: tests/sim/run/timing_test.cpp, tests/sim/run/sampler_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/base/prefetch.hpp"
#include "sim/run/arrivals.hpp"
#include "sim/run/fault_state.hpp"
#include "sim/run/jitter.hpp"
#include "sim/run/schedule.hpp"
#include "sim/world/context.hpp"
#include "sim/world/timer_key.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class Timing {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// All of one run.
    Timing(const Plan<V>& plan, const Luck& luck, const World<Model>& world,
           const FaultState& faults, Schedule& schedule)
        : plan_(plan),
          luck_(luck),
          world_(world),
          schedule_(schedule),
          arrivals_(plan.wiring, plan.faults.nodes, luck, schedule.wire_busy_until,
                    schedule.windows, faults.slowed_by) {}

    /// Fault `fault` strikes now, `strikes` times so far: who dies of it does so slowly, until this
    /// is called with no_fault.
    void dying_of(std::uint32_t fault, std::uint32_t strikes) {
        fault_ = fault;
        strikes_ = strikes;
    }

    static std::uint32_t flow_of(ChannelId channel, Way way) {
        return 2 * channel.value + static_cast<std::uint32_t>(way);
    }
    /// What its draws are named by.
    std::uint64_t name_of(std::uint32_t flow, const Body& body) const {
        return name_of(body, schedule_.flows[flow].draws);
    }
    /// `number`: how many were sent that way, with this one.
    std::uint64_t name_of(const Body& body, std::uint32_t number) const {
        const std::uint64_t subject = Model::subject(world_.store, body);
        return subject != 0 ? subject : (static_cast<std::uint64_t>(code_of(body)) << 32 | number);
    }

    // ---- the network
    /// The newest packet of this way was sent.
    void sent(ChannelId channel, Way way, Instant now) {
        const std::uint32_t flow = flow_of(channel, way);
        const auto& packet = world_.connections[index(channel)].flow(way).back();
        auto& clock = schedule_.flows[flow];
        ++clock.draws;
        const std::uint64_t which = name_of(flow, packet.body);
        const bool opens = packet.kind == Packet<Body>::Kind::opens;
        const bool ends = packet.kind == Packet<Body>::Kind::end;
        Instant due =
            arrivals_.stream(now, flow, which, Model::bytes(world_.store, packet.body), opens);
        if (ends) due = due + exit_of(plan_.wiring.channels[index(channel)].sender(way));
        if (opens && due < clock.repeated) overtake(flow, due);
        if (!clock.due.empty()) due = std::max(due, clock.due.back());
        clock.due.push_back(due);
        if (!ends) clock.due.back() = due + handling_of(flow, which);
        if (clock.due.size() == 1) return queue_flow(flow, now);
        // What lies before it waits for a process that stands still; the host there does not.
        const NodeId receiver = plan_.wiring.channels[index(channel)].receiver(way);
        if (opens && clock.next == Instant::never() && world_.nodes[index(receiver)].paused)
            schedule_.look_at(flow, due);
    }
    /// Whether the sender of this way must be told that its send buffer is full.
    bool is_overfull(ChannelId channel, Way way) const {
        if (schedule_.windows.empty()) return false;
        const auto& connection = world_.connections[index(channel)];
        if (connection.pushes_back[static_cast<std::size_t>(way)]) return false;
        const std::uint32_t limit = plan_.wiring.channels[index(channel)].send_buffer(way);
        return limit != 0 && schedule_.windows[flow_of(channel, way)].held() > limit;
    }
    /// Asks for the moment when the send buffer has room: a third of it, as Linux has it
    /// (sk_stream_write_space). True: it has room now.
    bool drains(ChannelId channel, Way way, Instant now) {
        const std::uint32_t flow = flow_of(channel, way);
        const std::uint64_t limit = plan_.wiring.channels[index(channel)].send_buffer(way);
        SendWindow& window = schedule_.windows[flow];
        window.settle(now);
        if (window.held() <= limit - limit / 3) return true;
        window.drains = window.when_held_is(limit - limit / 3);
        schedule_.queue.push(window.drains, Phase::delivery,
                             event_payload(EventKind::drained, flow));
        return false;
    }
    /// How many of the newest packets of this way wait in their sender's host for its window.
    std::size_t unsent(ChannelId channel, Way way, Instant now) const {
        if (schedule_.windows.empty()) return 0;
        const std::uint32_t flow = flow_of(channel, way);
        const Instant last = schedule_.windows[flow].arrival_of_what_left(now);
        const auto& due = schedule_.flows[flow].due;
        std::size_t n = 0;
        // What waits at its receiver behind others may be taken for one that has not left.
        const auto arrival = [&](std::size_t i) { return due[i] - handling_time(flow, i); };
        while (n < due.size() && arrival(due.size() - 1 - n) > last) ++n;
        return n;
    }
    /// An end marker was put under way that arrives at once. Its way is empty otherwise.
    void sent_at_once(ChannelId channel, Way way, Instant now) {
        const std::uint32_t flow = flow_of(channel, way);
        schedule_.flows[flow].due.push_back(now);
        queue_flow(flow, now);
    }
    /// The newest datagram was sent.
    void sent_datagram(Instant now) {
        const auto place = static_cast<std::uint32_t>(world_.datagrams.size() - 1);
        const auto& datagram = world_.datagrams[place];
        const std::uint32_t flow = flow_of(datagram.channel, datagram.way);
        ++schedule_.flows[flow].draws;
        const Passage passage = arrivals_.datagram(now, flow, name_of(flow, datagram.body),
                                                   Model::bytes(world_.store, datagram.body));
        const std::uint32_t slot = schedule_.take_slot(place, passage.lost);
        const Instant at = passage.at + handling_of(flow, name_of(flow, datagram.body)) +
                           std::exchange(late_, Duration{});
        schedule_.queue.push(at, Phase::delivery, event_payload(EventKind::datagram, slot));
    }
    /// A fault delays the newest packet of the flow (or the datagram that is sent next).
    void delay_last(std::uint32_t flow, Duration extra, Instant now) {
        if (plan_.wiring.transport == Transport::datagram) {
            late_ += extra;
            return;
        }
        auto& clock = schedule_.flows[flow];
        clock.due.back() = clock.due.back() + extra;
        if (clock.due.size() == 1) queue_flow(flow, now);
    }
    /// The oldest packet of the flow has an event from now on, if there is one.
    void queue_flow(std::uint32_t flow, Instant now) {
        auto& clock = schedule_.flows[flow];
        if (clock.due.empty()) return;
        schedule_.look_at(flow, std::max(clock.due.front(), now));
    }
    /// A cut has healed, or a host is back: what waited gets through with the next retransmission.
    /// Each connection has a timer of its own, so the newest one decides. False if it has been
    /// given up meanwhile.
    bool resume_flow(std::uint32_t flow, Instant now) {
        auto& clock = schedule_.flows[flow];
        const auto& packets = world_.connections[flow / 2].flow(static_cast<Way>(flow % 2));
        std::size_t opening = 0;
        Duration first = plan_.wiring.retransmission_timeout;
        for (std::size_t i = 0; i < packets.size(); ++i) {
            if (packets[i].kind != Packet<Body>::Kind::opens) continue;
            opening = i;
            first = plan_.wiring.connection_timeout;
        }
        const Instant due = clock.due[opening] - handling_time(flow, opening);
        if (now - due > plan_.wiring.patience) return false;
        clock.repeated = arrivals_.after_cut(due, now, first);
        handled_from(flow, clock.repeated);
        queue_flow(flow, now);
        return true;
    }
    /// What could not be handled before `begin` is so from then on, one after the other.
    void handled_from(std::uint32_t flow, Instant begin) {
        auto& due = schedule_.flows[flow].due;
        Instant free = begin;
        for (std::size_t i = 0; i < due.size(); ++i) {
            free = std::max(due[i], free + handling_time(flow, i));
            due[i] = free;
        }
    }
    /// Whether its receiver takes time for what comes that way.
    bool takes_time(std::uint32_t flow) const {
        return !plan_.handling.empty() && plan_.handling[flow] != no_delay;
    }

    // ---- timers and disks
    /// Takes the timer that is due. Requires: the wheel has found one.
    TimerWheel::Due next_timer() {
        const TimerWheel::Due due = schedule_.wheel.pop();
        if (schedule_.wheel.is_crowded()) look_ahead();
        return due;
    }
    void armed(NodeId node, std::uint32_t at, bool again, TimerKey key, const Wait& wait,
               Instant now) {
        if (wait.is_fixed()) return schedule_.arm(node, at, again, now + wait.fixed);
        Duration gone{};
        if (wait.drawn_at_each_look) {
            Instant& since = schedule_.looked_at_since[index(node)];
            if (!again || !wait.looks_again) since = now;
            gone = now - since;
        }
        schedule_.arm(node, at, again, now + (waiting_time(node, key, wait, gone) - gone));
    }
    void sync_asked(NodeId node, Instant now) {
        const std::uint32_t occurrence = schedule_.disks[index(node)].draws++;
        schedule_.sync(node, now,
                       draw(plan_.disks[index(node)].sync_latency, luck_, Purpose::disk_sync,
                            node.value, occurrence));
    }

    /// Whether the sync that is due now fails.
    bool sync_fails(NodeId node) {
        const Ratio& odds = plan_.disks[index(node)].sync_fails;
        if (odds.is_zero()) return false;
        const std::uint32_t occurrence = schedule_.disks[index(node)].finished++;
        return odds.hit(luck_.draw(Purpose::disk_failure, node.value, occurrence));
    }

private:
    // A new connection does not wait for what the older ones repeat: it has a port of its own, and
    // arrives at `due`. Here one way is one line, so what lies before it arrives then, too.
    void overtake(std::uint32_t flow, Instant due) {
        auto& clock = schedule_.flows[flow];
        clock.repeated = {};
        if (clock.next == Instant::never()) return;  // it waits for more than its repetition
        for (std::size_t i = 0; i < clock.due.size(); ++i)
            clock.due[i] = std::min(clock.due[i], due);
        if (!clock.due.empty()) schedule_.look_at(flow, clock.due.front());
    }
    // What the timers after this one will touch is fetched meanwhile: with very many, a step would
    // else wait for memory most of its time. First the lists of the node, then the place in them.
    void look_ahead() const {
        schedule_.wheel.look_ahead(4, [this](std::uint64_t payload) {
            const NodeId node = Schedule::timer_of(payload).node;
            prefetch(&world_.roles[index(node)]);
            prefetch(&world_.nodes[index(node)]);
            prefetch(&world_.timers[index(node)]);
            schedule_.prefetch_timers(node);
        });
        schedule_.wheel.look_ahead(2, [this](std::uint64_t payload) {
            const auto at = Schedule::timer_of(payload);
            prefetch(world_.timers[index(at.node)].data() + at.place);
            schedule_.prefetch_timer(at);
        });
    }
    // Of the packet at `place` of its way: until its receiver has handled it, from when it has
    // arrived and all before it are handled. An end is noticed at once.
    Duration handling_time(std::uint32_t flow, std::size_t place) const {
        if (!takes_time(flow)) return {};
        const auto& packets = world_.connections[flow / 2].flow(static_cast<Way>(flow % 2));
        if (packets[place].kind == Packet<Body>::Kind::end) return {};
        const auto newer = static_cast<std::uint32_t>(packets.size() - 1 - place);
        return handling_of(flow, name_of(packets[place].body, schedule_.flows[flow].draws - newer));
    }
    Duration handling_of(std::uint32_t flow, std::uint64_t which) const {
        if (!takes_time(flow)) return {};
        return draw(plan_.delays[index(plan_.handling[flow])], luck_, Purpose::handling, flow,
                    which);
    }
    // How long the host of `node`, which dies now, takes until it closes its connections: all at
    // one instant, since a process is freed as one.
    Duration exit_of(NodeId node) const {
        if (fault_ == no_fault) return {};
        return draw(plan_.faults.nodes[fault_].exit, luck_, Purpose::process_exit,
                    std::uint64_t{fault_} << 16 | node.value, strikes_);
    }
    Duration waiting_time(NodeId node, TimerKey key, const Wait& wait, Duration gone) {
        const std::uint64_t entity = static_cast<std::uint64_t>(node.value) << 8 | key.kind();
        const auto number_below = [&](std::uint64_t limit) {
            const std::uint64_t occurrence = schedule_.timer_draws[entity]++;
            return below(luck_.draw(Purpose::timer_jitter, entity, occurrence), limit);
        };
        Duration total = jittered(wait, number_below, gone);
        if (wait.drawn != no_delay)
            total += draw(plan_.delays[index(wait.drawn)], luck_, Purpose::timer_delay, entity,
                          wait.subject);
        return total;
    }

    const Plan<V>& plan_;
    const Luck& luck_;
    const World<Model>& world_;
    Schedule& schedule_;
    Arrivals arrivals_;
    std::uint32_t fault_ = no_fault;  // of which somebody dies now
    std::uint32_t strikes_ = 0;
    Duration late_{};  // for the datagram that is sent next, within the same step
};

}  // namespace mqfate
