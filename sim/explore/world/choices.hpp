// All choices of a state, in a fixed order: what arrives, what fires, the disks, what comes back,
// then the faults. The order matters to nobody but the search, which names a step by its place.
//
// What the scope does not pay for is left out, and so is what cannot matter. For example, data that
// the operating system writes to disk on its own is a choice only if the power may still go: else
// nobody will ever know. An early time-out, or anything that overtakes quick traffic, is marked as
// a deviation from the order of time; without a budget for deviations it is left out.
// Tested by: tests/sim/explore/world/choices_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/explore/world/budget.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/target.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class Choices {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// All arguments must live longer. Choices go to `out`, which must be empty. `strikes_left`:
    /// how often each node fault of the plan may still strike.
    Choices(const World<Model>& world, const Plan<V>& plan, const Scope& scope,
            const Budget& budget, const std::vector<std::uint8_t>& strikes_left,
            std::vector<Choice>& out)
        : world_(world),
          plan_(plan),
          scope_(scope),
          budget_(budget),
          strikes_left_(strikes_left),
          out_(out) {}

    /// Everything that may happen next, as far as the budget pays.
    void all() {
        without_faults();
        const std::size_t handled = out_.size();
        come_back();
        for (std::uint16_t i = 0; i < plan_.faults.nodes.size(); ++i) strike_inside(i, handled);
        for (std::size_t i = 0; i < plan_.faults.rules.size(); ++i) hit(plan_.faults.rules[i]);
        for (std::uint16_t i = 0; i < plan_.faults.nodes.size(); ++i) strike(i);
        if (budget_.deviations == Budget::all) return;
        const auto is_quick = [this](const Choice& choice) { return this->is_quick(choice); };
        if (std::none_of(out_.begin(), out_.end(), is_quick)) return;
        if (budget_.deviations == 0) std::erase_if(out_, std::not_fn(is_quick));
        for (Choice& choice : out_)
            if (!is_quick(choice)) choice.deviates = true;
    }
    /// Deliveries, timers and disks only.
    void without_faults() {
        deliver();
        fire();
        disks();
    }

private:
    template <class What> void add(const What& what, Price price = Price::nothing) {
        if (pays(price)) out_.push_back({what, price});
    }
    void add_step(const Step& step, Price price = Price::nothing) { add(step, price); }
    bool pays(Price price) const {
        switch (price) {
            case Price::nothing: return true;
            case Price::crash: return budget_.crashes > 0;
            case Price::loss: return budget_.losses > 0;
            case Price::duplicate: return budget_.duplicates > 0;
        }
        return false;
    }

    void deliver() {
        for (std::uint32_t i = 0; i < world_.connections.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client})
                if (!world_.connections[i].flow(way).empty() && passes({i}, way) &&
                    world_.nodes[index(plan_.wiring.channels[i].receiver(way))].host)
                    add_step(Deliver{{i}, way});
        for (std::uint32_t i = 0; i < world_.datagrams.size(); ++i)
            if (passes(world_.datagrams[i].channel, world_.datagrams[i].way))
                add_step(DeliverDatagram{i});
            else if (world_.connections[index(world_.datagrams[i].channel)].blocked(
                         world_.datagrams[i].way))
                add_step(LoseDatagram{i});
    }
    /// Whether it delivers quick traffic: it comes long before anything that takes its time.
    bool is_quick(const Choice& choice) const {
        const auto* step = std::get_if<Step>(&choice.what);
        const auto* deliver = step == nullptr ? nullptr : std::get_if<Deliver>(step);
        if (deliver == nullptr) return false;
        const auto& packet = world_.connections[index(deliver->channel)].flow(deliver->way).front();
        return packet.kind == Packet<Body>::Kind::end || Model::is_quick(packet.body);
    }
    bool passes(ChannelId channel, Way way) const {
        const NodeId receiver = plan_.wiring.channels[index(channel)].receiver(way);
        return !world_.connections[index(channel)].blocked(way) &&
               !world_.nodes[index(receiver)].paused;
    }
    void fire() {
        const Reach<Model> reach(world_, plan_, budget_.crashes > 0);
        for (std::uint16_t n = 0; n < world_.nodes.size(); ++n) {
            if (!reach.runs({n})) continue;
            const TimerSet& timers = world_.timers[n];
            for (std::uint32_t place = 0; place < timers.size(); ++place)
                if (timers.is_armed(place)) fire({n}, place, reach);
        }
    }
    void fire(NodeId node, std::uint32_t place, const Reach<Model>& reach) {
        switch (Model::timer_now(world_, plan_, reach, node, world_.timers[index(node)][place])) {
            case TimerNow::fires:
            case TimerNow::begins: return add_step(Fire{node, place});
            case TimerNow::early:
                if (budget_.deviations == 0) return;
                add_step(Fire{node, place});
                out_.back().deviates = true;
                return;
            case TimerNow::idle:
                if (scope_.idle_timers) add_step(Fire{node, place});
        }
    }
    void disks() {
        for (std::uint16_t n = 0; n < world_.disks.size(); ++n) {
            const NodeStatus& status = world_.nodes[n];
            if (!status.host) continue;
            const Disk& disk = world_.disks[n];
            if (status.process && !status.paused && !disk.syncs.empty()) add_step(FinishSync{{n}});
            if (!power_may_go({n})) continue;  // else nobody will ever know
            for (std::uint16_t f = 0; f < disk.files.size(); ++f)
                if (disk.files[f].dirty()) add_step(WriteBack{{n}, {f}});
        }
    }
    bool power_may_go(NodeId node) const {
        if (budget_.crashes == 0) return false;
        for (std::size_t i = 0; i < plan_.faults.nodes.size(); ++i) {
            const NodeFault& fault = plan_.faults.nodes[i];
            if (strikes_left_[i] == 0 || fault.kind != NodeFault::Kind::crash) continue;
            if (!takes_unsynced(fault.crash)) continue;
            const auto& nodes = fault.target.nodes;
            const bool named = std::find(nodes.begin(), nodes.end(), node) != nodes.end();
            if (named || fault.target.post) return true;
        }
        return false;
    }
    void come_back() {
        for (std::uint16_t n = 0; n < world_.nodes.size(); ++n) {
            if (!world_.nodes[n].process) add_step(Start{{n}});
            if (world_.nodes[n].paused) add_step(Resume{{n}});
            if (!world_.nodes[n].stopping || budget_.deviations == 0) continue;
            add_step(Crash{{n}, CrashKind::process});
            out_.back().deviates = true;
        }
        for (std::uint16_t cut = 0; cut < world_.cuts.size(); ++cut)
            if (world_.cuts[cut] != 0) add_step(Heal{cut});
    }

    // ---- faults
    void hit(const MessageRule& rule) {
        if (rule.verdict == Verdict::pass || rule.verdict == Verdict::late) return;
        for (std::uint32_t i = 0; i < world_.connections.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client}) hit(rule, {i}, way);
        for (std::uint32_t i = 0; i < world_.datagrams.size(); ++i) {
            const auto& datagram = world_.datagrams[i];
            if (!matches(rule, datagram.channel, datagram.way, datagram.body)) continue;
            if (rule.verdict == Verdict::duplicate)
                add(Duplicate{i}, Price::duplicate);
            else
                add_step(LoseDatagram{i}, Price::loss);
        }
    }
    void hit(const MessageRule& rule, ChannelId channel, Way way) {
        using Kind = typename Packet<Body>::Kind;
        const auto& flow = world_.connections[index(channel)].flow(way);
        // What lies behind the packet must be of the same connection: it is lost as well.
        for (std::size_t place = flow.size(); place-- > 0;) {
            if (flow[place].kind == Kind::end) return;
            if (matches(rule, channel, way, flow[place].body)) {
                if (rule.verdict == Verdict::drop)
                    add_step(Withhold{channel, way, static_cast<std::uint32_t>(place)},
                             Price::loss);
                const auto later = static_cast<std::uint32_t>(flow.size() - place - 1);
                if (rule.verdict == Verdict::reset && (way == Way::to_server || later == 0))
                    reset(channel, way, later);
            }
            if (flow[place].kind == Kind::opens) return;
        }
    }
    // What has passed the place where the connection is cut may as well arrive before the rule
    // strikes, and then all that is under way is lost. The other order, in which one side hears of
    // the end and acts before the other has handled what is still on its way, deviates from that
    // of time: both are equally far from the cut.
    void reset(ChannelId channel, Way way, std::uint32_t later) {
        add_step(Break{channel, later}, Price::loss);
        if (budget_.deviations == 0 || later != 0 || !pays(Price::loss)) return;
        const auto& connection = world_.connections[index(channel)];
        const std::size_t under_way =
            connection.flow(Way::to_server).size() + connection.flow(Way::to_client).size();
        if (under_way == 1) return;
        add_step(Break{.channel = channel, .passes = true, .in_place_of = way}, Price::loss);
        out_.back().deviates = true;
    }
    bool matches(const MessageRule& rule, ChannelId channel, Way way, const Body& body) const {
        const Channel& c = plan_.wiring.channels[index(channel)];
        return (rule.body == any_body || rule.body == code_of(body)) &&
               (rule.from == no_node || rule.from == c.sender(way)) &&
               (rule.to == no_node || rule.to == c.receiver(way));
    }
    void strike(std::uint16_t fault) {
        if (strikes_left_[fault] == 0) return;
        switch (plan_.faults.nodes[fault].kind) {
            case NodeFault::Kind::crash:
            case NodeFault::Kind::pause: return add(Strike{fault}, Price::crash);
            case NodeFault::Kind::shutdown:
                if (is_its_turn(plan_.faults.nodes[fault], strikes_left_[fault]))
                    add(Strike{fault}, Price::crash);
                return;
            case NodeFault::Kind::cut:
            case NodeFault::Kind::disconnect: return add(Strike{fault}, Price::loss);
            case NodeFault::Kind::slow: return;  // all orders are tried anyway
        }
    }

    /// One by one: whether the target before is back.
    bool is_its_turn(const NodeFault& fault, std::uint8_t strikes_left) const {
        const std::size_t turn = fault.turns() - strikes_left;
        return !fault.one_by_one || turn == 0 ||
               is_back(fault.target.nodes[turn - 1], world_, plan_);
    }
    /// A crash inside each handler that it may hit, before each of the messages that this may send
    /// (Model::most_sends). The first `handled` choices are of steps that a node handles.
    void strike_inside(std::uint16_t fault, std::size_t handled) {
        const NodeFault& it = plan_.faults.nodes[fault];
        if (strikes_left_[fault] == 0 || it.kind != NodeFault::Kind::crash) return;
        if (!pays(Price::crash)) return;
        for (std::size_t i = 0; i < handled; ++i) {
            const Step step = std::get<Step>(out_[i].what);
            if (out_[i].deviates || !is_target(it.target, handler_of(step), world_, plan_))
                continue;
            for (std::uint8_t send = 0; send < Model::most_sends; ++send)
                add(Inside{step, fault, send}, Price::crash);
        }
    }
    /// Whose handler takes the step; no_node where there is none.
    NodeId handler_of(const Step& step) const {
        if (const auto* s = std::get_if<Deliver>(&step))
            return plan_.wiring.channels[index(s->channel)].receiver(s->way);
        if (const auto* s = std::get_if<DeliverDatagram>(&step)) {
            const auto& datagram = world_.datagrams[s->index];
            return plan_.wiring.channels[index(datagram.channel)].receiver(datagram.way);
        }
        if (const auto* s = std::get_if<Fire>(&step)) return s->node;
        if (const auto* s = std::get_if<FinishSync>(&step)) return s->node;
        return no_node;
    }

    const World<Model>& world_;
    const Plan<V>& plan_;
    const Scope& scope_;
    const Budget& budget_;
    const std::vector<std::uint8_t>& strikes_left_;
    std::vector<Choice>& out_;
};

}  // namespace mqfate
