// When faults strike: the plan's node faults turned into steps at instants.
//
// What has happened so far in a run is a value beside it (fault_state.hpp).
// The fault clock draws the instants (purpose fault_time, so the workload's luck is untouched),
// watches for moments, resolves who holds a post, and remembers what is in force so that its second
// half (restart, resume, heal, normal) follows. It changes no world: it hands steps to the sampler.
// Processes that start later than the others are its own, too: until then they are down.
// Tested by: tests/sim/run/fault_clock_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/run/fault_state.hpp"
#include "sim/run/schedule.hpp"
#include "sim/run/summary.hpp"
#include "sim/run/swarm.hpp"
#include "sim/world/step.hpp"
#include "sim/world/target.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class FaultClock {
public:
    using V = typename Model::Vocabulary;

    /// From this index on an event that begins a fault is a late start of the plan.
    static constexpr std::uint32_t late_starts = 1U << 23;
    /// From this index on an event that ends a fault kills who was asked to end and has not.
    static constexpr std::uint32_t kills = 1U << 23;
    /// How often it is looked whether the one before is back, where nodes are shut down one by one
    /// (chosen: as often as an operator's script would look).
    static constexpr Duration look_every = seconds(1);

    /// `state` and `luck` are those of a run.
    FaultClock(const Plan<V>& plan, const Luck& luck, FaultState& state)
        : plan_(plan), luck_(luck), state_(state) {}

    /// Forgets an earlier run and puts the first instants into `queue`.
    void begin(EventQueue& queue) {
        state_.strikes.assign(faults().size(), Strikes{});
        state_.matches.assign(faults().size(), 0U);
        state_.turns.assign(faults().size(), 0U);
        state_.in_force.clear();
        state_.slowed_by.assign(plan_.faults.has(NodeFault::Kind::slow) ? plan_.wiring.nodes() : 0,
                                no_fault);
        state_.to_come = 0;
        state_.has_moments = false;
        for (std::uint32_t i = 0; i < faults().size(); ++i) {
            state_.strikes[i].is_on = is_on(plan_.faults, luck_, Declared::node_fault, i);
            if (!state_.strikes[i].is_on) continue;
            const When& when = faults()[i].when;
            if (when.kind == When::Kind::at || when.kind == When::Kind::window) ++state_.to_come;
            if (when.kind == When::Kind::moment) state_.has_moments = true;
            if (when.kind != When::Kind::moment) push(queue, first_instant(i), i);
        }
        state_.to_start.clear();
        for (std::uint32_t i = 0; i < plan_.late_starts.size(); ++i) {
            state_.to_start.push_back(plan_.late_starts[i].node);
            push(queue, Instant{} + plan_.late_starts[i].after, late_starts + i);
            ++state_.to_come;
        }
    }
    /// The process of late start number `i` starts, unless its host is down.
    void start(std::uint32_t i, std::vector<Step>& steps) {
        const NodeId node = plan_.late_starts[i].node;
        --state_.to_come;
        std::erase(state_.to_start, node);
        if (!is_down_by_fault(node)) steps.emplace_back(Start{node});
    }

    /// Fault `i` strikes now. Adds the steps to take; schedules its end, and its next time.
    void strike(std::uint32_t i, Instant now, const World<Model>& world, EventQueue& queue,
                std::vector<Step>& steps) {
        const NodeFault& fault = faults()[i];
        if (fault.one_by_one) return take_turn(i, now, world, queue, steps);
        if (once(fault)) --state_.to_come;
        if (fault.kind == NodeFault::Kind::shutdown) {
            for (const NodeId node : targets(fault, world))
                shut_down(i, node, now, world, queue, steps);
            return strike_again(i, now, queue);
        }
        InForce force = fault.kind == NodeFault::Kind::cut ? cut_off(i, world, steps)
                                                           : hit_nodes(i, world, steps);
        if (force.active) {
            const std::uint32_t place = begin_force(std::move(force), now);
            if (fault.lasts)
                queue.push(now + *fault.lasts, Phase::fault,
                           event_payload(EventKind::fault_ends, place));
        }
        strike_again(i, now, queue);
    }

    // ---- shutdowns
    /// The process of `node` has ended: who has shut it down starts it again when that time comes.
    void ended(NodeId node, Instant now, EventQueue& queue) {
        for (std::uint32_t place = 0; place < state_.in_force.size(); ++place) {
            InForce& force = state_.in_force[place];
            if (!force.waits || force.nodes.front() != node) continue;
            force.waits = false;
            if (const auto& lasts = faults()[force.fault].lasts)
                queue.push(now + *lasts, Phase::fault, event_payload(EventKind::fault_ends, place));
        }
    }
    /// The time is over for what is in force at `place`: who has not ended is killed.
    void kill(std::uint32_t place, std::vector<Step>& steps) const {
        const InForce& force = state_.in_force[place];
        if (force.waits) steps.emplace_back(Crash{force.nodes.front(), CrashKind::process});
    }

    /// The second half of what is in force at `place`.
    void end(std::uint32_t place, const World<Model>& world, std::vector<Step>& steps) {
        InForce& force = state_.in_force[place];
        if (!force.active) return;
        force.active = false;
        const NodeFault& fault = faults()[force.fault];
        for (const NodeId node : force.nodes) {
            switch (fault.kind) {
                case NodeFault::Kind::crash:
                case NodeFault::Kind::shutdown:
                    if (!world.nodes[index(node)].process && !is_to_start(node))
                        steps.emplace_back(Start{node});
                    break;
                case NodeFault::Kind::pause:
                    if (world.nodes[index(node)].paused) steps.emplace_back(Resume{node});
                    break;
                case NodeFault::Kind::slow: state_.slowed_by[index(node)] = no_fault; break;
                case NodeFault::Kind::cut:
                case NodeFault::Kind::disconnect: break;
            }
        }
        if (fault.kind == NodeFault::Kind::cut) steps.emplace_back(Heal{force.cut});
    }
    /// Calls `take()` after each, which takes `steps`: two crashes of one node start it once.
    template <class Take>
    void end_all(const World<Model>& world, std::vector<Step>& steps, Take&& take) {
        for (std::uint32_t i = 0; i < state_.in_force.size(); ++i) {
            end(i, world, steps);
            take();
        }
    }

    /// Fault `i` has a moment that came, and strikes some time after it.
    void postpone(std::uint32_t i, Instant until, EventQueue& queue) {
        ++state_.to_come;
        push(queue, until, i);
    }
    static void push(EventQueue& queue, Instant at, std::uint32_t i) {
        queue.push(at, Phase::fault, event_payload(EventKind::fault_begins, i));
    }

    // ---- moments
    /// Whether a handler of `node` ends where fault `i` has come: its own process dies of it.
    bool cuts_short(std::uint32_t i, NodeId node, const World<Model>& world) const {
        const NodeFault& fault = faults()[i];
        return fault.when.kind == When::Kind::moment && fault.when.moment.inside &&
               fault.kind == NodeFault::Kind::crash && is_target(fault.target, node, world, plan_);
    }
    /// The fault that strikes because of `fact`, if any.
    std::optional<std::uint32_t> watch(const Fact& fact, const Records& records) {
        return watch_all([&](const Moment& m) {
            return m.of == Moment::Of::fact && m.fact == fact.kind &&
                   (m.from == no_node || m.from == fact.node) &&
                   (!m.message || concerns(fact, *m.message, records));
        });
    }
    /// The fault that strikes because `body` is sent, if any.
    std::optional<std::uint32_t> watch_sent(const typename V::Body& body, NodeId from, NodeId to,
                                            const typename V::Store& store) {
        return watch_all([&](const Moment& m) {
            return m.of == Moment::Of::sent && m.body == code_of(body) &&
                   (m.from == no_node || m.from == from) && (m.to == no_node || m.to == to) &&
                   (!m.message || mentions(body, *m.message, store));
        });
    }

private:
    using InForce = FaultState::InForce;

    const std::vector<NodeFault>& faults() const { return plan_.faults.nodes; }
    bool is_to_start(NodeId node) const {
        const auto& all = state_.to_start;
        return std::find(all.begin(), all.end(), node) != all.end();
    }
    bool is_down_by_fault(NodeId node) const {
        return std::any_of(state_.in_force.begin(), state_.in_force.end(), [&](const InForce& it) {
            return it.active && faults()[it.fault].kind == NodeFault::Kind::crash &&
                   std::find(it.nodes.begin(), it.nodes.end(), node) != it.nodes.end();
        });
    }
    static bool once(const NodeFault& fault) {
        const When& when = fault.when;
        return when.kind == When::Kind::at || when.kind == When::Kind::window ||
               (when.kind == When::Kind::moment && when.after.ns > 0);
    }
    // What is in force from now on; returns its place.
    std::uint32_t begin_force(InForce force, Instant now) {
        Strikes& s = state_.strikes[force.fault];
        if (s.count++ == 0) s.first = now;
        state_.in_force.push_back(std::move(force));
        return static_cast<std::uint32_t>(state_.in_force.size() - 1);
    }
    // Again and again, if it strikes by rate.
    void strike_again(std::uint32_t i, Instant now, EventQueue& queue) {
        const NodeFault& fault = faults()[i];
        if (fault.when.kind != When::Kind::rate) return;
        if (fault.limit != 0 && state_.strikes[i].count >= fault.limit) return;
        push(queue, now + fault.lasts.value_or(Duration{}) + gap(i, state_.strikes[i].count), i);
    }
    void shut_down(std::uint32_t i, NodeId node, Instant now, const World<Model>& world,
                   EventQueue& queue, std::vector<Step>& steps) {
        if (!can_be_asked_to_end(world.nodes[index(node)])) return;
        steps.emplace_back(ShutDown{node});
        const std::uint32_t place =
            begin_force({.fault = i, .nodes = {node}, .active = true, .waits = true}, now);
        queue.push(now + faults()[i].patience, Phase::fault,
                   event_payload(EventKind::fault_ends, kills + place));
    }
    // One target after the other. The drain waits for the last one.
    void take_turn(std::uint32_t i, Instant now, const World<Model>& world, EventQueue& queue,
                   std::vector<Step>& steps) {
        const NodeFault& fault = faults()[i];
        const std::vector<NodeId>& nodes = fault.target.nodes;
        std::uint32_t& turn = state_.turns[i];
        if (turn == 0 && !once(fault)) ++state_.to_come;
        if (turn == 0 || is_back(nodes[turn - 1], world, plan_))
            shut_down(i, nodes[turn++], now, world, queue, steps);
        if (turn == nodes.size())
            --state_.to_come;
        else
            push(queue, now + look_every, i);
    }
    Duration gap(std::uint32_t i, std::uint32_t occurrence) const {
        return draw(faults()[i].when.gap, luck_, Purpose::fault_time, i, occurrence);
    }
    Instant first_instant(std::uint32_t i) const {
        const When& when = faults()[i].when;
        if (when.kind == When::Kind::at) return when.from;
        if (when.kind == When::Kind::rate) return when.from + gap(i, 0);
        const auto width = static_cast<std::uint64_t>((when.until - when.from).ns);
        const std::uint64_t at = below(luck_.draw(Purpose::fault_time, i, 0), width + 1);
        return when.from + Duration{static_cast<std::int64_t>(at)};
    }
    std::vector<NodeId> targets(const NodeFault& fault, const World<Model>& world) const {
        if (!fault.target.post) return fault.target.nodes;
        const NodeId holder = Model::holder(world, plan_, *fault.target.post);
        return holder == no_node ? std::vector<NodeId>{} : std::vector{holder};
    }
    InForce hit_nodes(std::uint32_t i, const World<Model>& world, std::vector<Step>& steps) {
        InForce force{i, {}, 0, false};
        for (const NodeId node : targets(faults()[i], world))
            if (apply(i, node, world, steps)) force.nodes.push_back(node);
        force.active = !force.nodes.empty();
        return force;
    }
    InForce cut_off(std::uint32_t i, const World<Model>& world, std::vector<Step>& steps) const {
        const auto cut = cut_now(faults()[i], world, plan_);
        if (!cut) return {i, {}, 0, false};
        steps.emplace_back(CutOff{*cut});
        return {i, {}, *cut, true};
    }
    // Whether the fault does anything to `node`.
    bool apply(std::uint32_t i, NodeId node, const World<Model>& world, std::vector<Step>& steps) {
        const NodeFault& fault = faults()[i];
        const NodeStatus& status = world.nodes[index(node)];
        switch (fault.kind) {
            case NodeFault::Kind::crash: {
                const bool dies = status.process || (takes_unsynced(fault.crash) && status.host);
                if (dies) steps.emplace_back(Crash{node, fault.crash, torn(fault, node)});
                return dies;
            }
            case NodeFault::Kind::pause:
                if (!status.process || status.paused) return false;
                steps.emplace_back(Pause{node});
                return true;
            case NodeFault::Kind::slow: state_.slowed_by[index(node)] = i; return true;
            case NodeFault::Kind::disconnect: return disconnect(node, world, steps);
            case NodeFault::Kind::cut:
            case NodeFault::Kind::shutdown: return false;  // cut_off(), shut_down()
        }
        return false;
    }
    bool disconnect(NodeId node, const World<Model>& world, std::vector<Step>& steps) const {
        const std::size_t before = steps.size();
        const auto& channels = plan_.wiring.channels;
        for (std::uint32_t i = 0; i < channels.size(); ++i) {
            const auto& connection = world.connections[i];
            if (channels[i].client != node && channels[i].server != node) continue;
            if (connection.client_open || connection.server_open)
                steps.emplace_back(Break{.channel = {i}, .passes = true});
        }
        return steps.size() > before;
    }
    // A power loss may spare a part of what was written last.
    std::uint32_t torn(const NodeFault& fault, NodeId node) const {
        if (fault.torn.is_zero()) return 0;
        const std::uint64_t odds = luck_.draw(Purpose::torn_write, node.value, 0);
        if (!fault.torn.hit(odds)) return 0;
        return static_cast<std::uint32_t>(
            below(luck_.draw(Purpose::torn_write, node.value, 1), 1'000));
    }
    template <class Matches> std::optional<std::uint32_t> watch_all(Matches&& matches) {
        std::optional<std::uint32_t> found;
        for (std::uint32_t i = 0; i < faults().size(); ++i) {
            const When& when = faults()[i].when;
            if (when.kind != When::Kind::moment || !state_.strikes[i].is_on) continue;
            if (!matches(when.moment)) continue;
            if (++state_.matches[i] == when.moment.nth && !found) found = i;
        }
        return found;
    }
    static bool mentions(const typename V::Body& body, MessageId wanted,
                         const typename V::Store& store) {
        bool found = false;
        Model::mentions(store, body, [&](RecordRange range) {
            for (const MessageId m : store.records.span(range.first, range.count))
                found = found || m == wanted;
        });
        return found;
    }
    static bool concerns(const Fact& fact, MessageId message, const Records& records) {
        if (fact.records.count == 0) return fact.message == message;
        const auto all = records.span(fact.records.first, fact.records.count);
        return std::find(all.begin(), all.end(), message) != all.end();
    }

    const Plan<V>& plan_;
    const Luck& luck_;
    FaultState& state_;
};

}  // namespace mqfate
