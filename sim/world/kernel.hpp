// The kernel: one function takes a step, for every driver.
//
// It shows the step to the role concerned, collects the effects the role asks for, applies them in
// order, and lets the driver hear of each, so that the driver may attach time, or not. The kernel
// knows no time and draws nothing.
//
// A driver has:
//   Verdict-asking:  bool strikes(rule, channel, way, body)     does this rule hit this message?
//   network:         sent, sent_at_once, retracted, emptied (channel, way);
//                    sent_datagram(), dropped_datagram(i),
//                    lost(channel, way, body)
//   timers:          armed(node, index, again, timer, wait), disarmed(node, index),
//                    all_disarmed(node)
//   disk:            wrote(node, file), sync_asked(node), syncs_dropped(node)
//   facts:           noted(fact)
//   if it likes      tells_connected()             whether clients are told that their attempts to
//                                                  connect were answered (true without it)
//                    asked_for(effects)            what a handler asked for, before it happens; it
//                                                  may shorten the list
//                    unsent(channel, way)          how many of its newest packets have not left
//                                                  their sender's host
//   and              bool interrupted()                a moment has come inside the handler: the
//                                                      rest of its effects does not happen
// A process that was asked to end says when it does (Context::exit). The driver asks for that after
// each step (`leaving`), and takes Exit.
// A timer keeps its place as long as it is armed. Datagrams, which have no order, are erased by
// moving the last one into the hole; the driver does the same with what it keeps beside them.
// Tested by: tests/sim/world/kernel_test.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/world/context.hpp"
#include "sim/world/cut.hpp"
#include "sim/world/step.hpp"
#include "sim/world/surviving.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model, class Driver> class Kernel {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// `effects` is scratch memory, reused from step to step.
    Kernel(World<Model>& world, const Plan<V>& plan, std::vector<Effect<V>>& effects,
           Driver& driver)
        : world_(world), plan_(plan), effects_(effects), driver_(driver) {}

    /// Requires: `step` is enabled in the world.
    void take(const Step& step) {
        std::visit([this](const auto& s) { this->on(s); }, step);
    }
    /// Whose process has said in the step that was taken last that it ends; no_node: nobody's. The
    /// next step is its Exit.
    NodeId leaving() { return std::exchange(leaving_, no_node); }

    // ---- one function a step
    void on(const Deliver& s) {
        const Channel& channel = plan_.wiring.channels[index(s.channel)];
        const NodeId receiver = channel.receiver(s.way);
        const NodeId sender = channel.sender(s.way);
        const NodeStatus& status = world_.nodes[index(receiver)];
        Wired wired = wire(s.channel);
        const Arrival<Body> arrival =
            s.way == Way::to_server ? wired.rules.arrive_at_server(status.host, status.process)
                                    : wired.rules.arrive_at_client();
        if (arrival.ended || arrival.ended_before) {
            // Telling may send, and so write over the message in its place: keep it.
            const std::optional<Body> kept =
                arrival.body ? std::optional(*arrival.body) : std::nullopt;
            handle(receiver, Disconnected{sender, s.way == Way::to_client, channel.lane});
            if (kept) handle_message(receiver, sender, channel.lane, *kept);
        } else if (arrival.body) {
            handle_message(receiver, sender, channel.lane, *arrival.body);
        }
        const auto& connection = world_.connections[index(s.channel)];
        if (arrival.opened && connection.is_answered()) connected(s.channel);
    }
    void on(const Accept& s) { connected(s.channel); }
    void on(const DeliverDatagram& s) {
        const Datagram<Body> datagram = std::move(world_.datagrams[s.index]);
        erase_datagram(s.index);
        const Channel& channel = plan_.wiring.channels[index(datagram.channel)];
        const NodeId receiver = channel.receiver(datagram.way);
        if (!world_.nodes[index(receiver)].process)
            return lose(datagram.channel, datagram.way, datagram.body);
        handle_message(receiver, channel.sender(datagram.way), channel.lane, datagram.body);
    }
    void on(const LoseDatagram& s) {
        const Datagram<Body> datagram = std::move(world_.datagrams[s.index]);
        erase_datagram(s.index);
        lose(datagram.channel, datagram.way, datagram.body);
    }
    void on(const Fire& s) {
        const TimerKey key = world_.timers[index(s.node)][s.index];
        world_.timers[index(s.node)].erase(s.index);
        unpack<typename V::Timer>(key, [&](const auto& timer) { handle(s.node, timer); });
    }
    void on(const FinishSync& s) {
        Disk& disk = world_.disks[index(s.node)];
        if (s.fails) {
            const PendingSync failed = disk.syncs.pop_front();
            return handle(s.node, SyncFailed{failed.file, failed.replaces});
        }
        const PendingSync done = disk.finish_sync();
        handle(s.node, Synced{done.file, done.upto, done.replaces});
    }
    void on(const WriteBack& s) { world_.disks[index(s.node)].write_back(s.file); }
    void on(const Start& s) {
        NodeStatus& status = world_.nodes[index(s.node)];
        ENSURE(!status.process, "a process that runs is started");
        const bool again = status.ran;
        status = {.host = true, .process = true, .ran = true};
        handle(s.node, Started{again});
    }
    void on(const Pause& s) { world_.nodes[index(s.node)].paused = true; }
    void on(const Resume& s) { world_.nodes[index(s.node)].paused = false; }
    void on(const Break& s) {
        Wired wired = wire(s.channel);
        if (s.passes) return wired.rules.reset_between(s.in_place_of, s.later);
        wired.rules.reset(s.later);
    }
    void on(const Withhold& s) {
        Wired wired = wire(s.channel);
        auto& flow = world_.connections[index(s.channel)].flow(s.way);
        while (flow.size() > s.place) wired.rules.withhold_last(s.way);
    }
    void on(const PushBack& s) {
        const Channel& channel = plan_.wiring.channels[index(s.channel)];
        world_.connections[index(s.channel)].pushes_back[static_cast<std::size_t>(s.way)] = s.full;
        handle(channel.sender(s.way),
               SendBuffer{channel.receiver(s.way), s.full, s.way == Way::to_server, channel.lane});
    }
    void on(const CutOff& s) { cut(world_, plan_, s.cut, true); }
    void on(const Heal& s) { cut(world_, plan_, s.cut, false); }
    void on(const ShutDown& s) {
        world_.nodes[index(s.node)].stopping = true;
        RoleContext_ context = context_of(s.node);
        std::visit(
            [&](auto& role) {
                if constexpr (requires { role.on(ShutDownAsked{}, context); })
                    role.on(ShutDownAsked{}, context);
                else
                    context.exit();
            },
            world_.roles[index(s.node)]);
        apply(s.node);
    }
    // What it has written is in the page cache, as after a crash of the process alone.
    void on(const Exit& s) {
        ENSURE(world_.nodes[index(s.node)].stopping, "a process ends that nobody has asked to");
        on(Crash{s.node, CrashKind::process});
    }
    void on(const Crash& s) {
        NodeStatus& status = world_.nodes[index(s.node)];
        const bool host_dies = takes_host(s.kind);
        const bool ran = status.process;
        status = {.host = status.host && !host_dies, .process = false, .ran = status.ran};
        world_.timers[index(s.node)].clear();
        driver_.all_disarmed(s.node);
        forget(s);
        if (!ran && !host_dies) return;  // its connections ended with the process
        for (std::uint32_t i = 0; i < plan_.wiring.channels.size(); ++i) {
            const Channel& channel = plan_.wiring.channels[i];
            if (channel.client == s.node)
                wire({i}).rules.close_client(!host_dies, reaches_server({i}));
            if (channel.server == s.node) wire({i}).rules.close_server(!host_dies);
        }
    }

private:
    // The driver of one connection's rules: passes on what they report, with its name.
    struct WireDriver {
        Kernel& kernel;
        ChannelId channel;
        void sent(Way way) { kernel.sent(channel, way); }
        void sent_at_once(Way way) { kernel.driver_.sent_at_once(channel, way); }
        void retracted(Way way) { kernel.driver_.retracted(channel, way); }
        void emptied(Way way) { kernel.driver_.emptied(channel, way); }
        void lost(Way way, const Body& body) { kernel.lose(channel, way, body); }
        std::size_t unsent(Way way) const
            requires requires(Driver& driver) { driver.unsent(ChannelId{}, way); }
        {
            return kernel.driver_.unsent(channel, way);
        }
    };
    struct Wired {
        WireDriver driver;
        Wire<Body, WireDriver> rules;
        Wired(Kernel& kernel, ChannelId channel)
            : driver{kernel, channel}, rules{kernel.world_.connections[index(channel)], driver} {}
    };
    Wired wire(ChannelId channel) { return {*this, channel}; }
    bool reaches_server(ChannelId channel) const {
        return world_.nodes[index(plan_.wiring.channels[index(channel)].server)].host &&
               !world_.connections[index(channel)].blocked(Way::to_server);
    }

    // ---- handlers
    template <class What> void handle(NodeId node, const What& what) {
        show(node, what);
        apply(node);
    }
    template <class What> void show(NodeId node, const What& what) {
        RoleContext_ context = context_of(node);
        std::visit(
            [&](auto& role) {
                if constexpr (requires { role.on(what, context); })
                    role.on(what, context);
                else if constexpr (!requires { Model::ignores(what); })
                    ENSURE(false, "a role was handed what it does not know");
            },
            world_.roles[index(node)]);
    }
    // The client's host knows that its attempt to connect was answered, and the client does unless
    // it stands still. What it does is no part of what the server does: no moment cuts it short.
    void connected(ChannelId id) {
        if constexpr (requires { driver_.tells_connected(); })
            if (!driver_.tells_connected()) return;
        const Channel& channel = plan_.wiring.channels[index(id)];
        if (world_.nodes[index(channel.client)].paused) return;
        show(channel.client, Connected{channel.server, channel.lane});
        apply_all(channel.client);
    }
    void handle_message(NodeId node, NodeId from, Lane lane, const Body& body) {
        RoleContext_ context = context_of(node, lane);
        std::visit(
            [&](auto& role) {
                std::visit(
                    [&](const auto& message) {
                        if constexpr (requires { role.on(message, from, context); })
                            role.on(message, from, context);
                        else
                            ENSURE(false, "a role got a message that it does not know");
                    },
                    body);
            },
            world_.roles[index(node)]);
        apply(node);
    }
    using RoleContext_ = Context<V>;
    RoleContext_ context_of(NodeId node, Lane lane = 0) {
        effects_.clear();
        return {node, plan_.settings, world_.store, effects_, lane};
    }

    // A crash: memory goes; the disk says what is left of what was durable.
    void forget(const Crash& s) {
        Disk& disk = world_.disks[index(s.node)];
        RoleContext_ context = context_of(s.node);
        std::visit([&](auto& role) { survive(role, disk, s, context, effects_); },
                   world_.roles[index(s.node)]);
        disk.crash(s.kind, s.torn);
        driver_.syncs_dropped(s.node);
        // No moment cuts this short: who is dead does not die of what it takes along.
        apply_all(s.node);
    }

    // ---- effects
    void apply(NodeId self) {
        if constexpr (requires { driver_.asked_for(effects_); }) driver_.asked_for(effects_);
        for (Effect<V>& effect : effects_) {
            std::visit([&](auto& e) { perform(self, e); }, effect);
            if (driver_.interrupted()) break;
        }
    }
    void apply_all(NodeId self) {
        for (Effect<V>& effect : effects_) std::visit([&](auto& e) { perform(self, e); }, effect);
    }
    void perform(NodeId self, Request<V>& e) {
        const ChannelId channel = plan_.wiring.channel(self, e.server, e.lane);
        if (plan_.wiring.transport == Transport::datagram)
            return send_datagram(channel, Way::to_server, std::move(e.body));
        wire(channel).rules.send_to_server(std::move(e.body));
    }
    void perform(NodeId self, Reply<V>& e) {
        const ChannelId channel = plan_.wiring.channel(e.client, self, e.lane);
        if (plan_.wiring.transport == Transport::datagram)
            return send_datagram(channel, Way::to_client, std::move(e.body));
        wire(channel).rules.send_to_client(std::move(e.body));
    }
    void perform(NodeId self, const Close& e) {
        if (plan_.wiring.transport != Transport::connection) return;
        const ChannelId channel = plan_.wiring.channel(self, e.server, e.lane);
        wire(channel).rules.close_client(true, reaches_server(channel));
    }
    void perform(NodeId self, const HangUp& e) {
        if (e.client == no_node) return void(leaving_ = self);
        if (plan_.wiring.transport == Transport::connection)
            wire(plan_.wiring.channel(e.client, self, e.lane)).rules.close_server(true);
    }
    void perform(NodeId self, const Arm<V>& e) {
        TimerSet& timers = world_.timers[index(self)];
        std::uint32_t at = timers.find(e.key);
        const bool again = at != TimerSet::nowhere;
        if (!again) at = timers.add(e.key);
        driver_.armed(self, at, again, e.key, e.wait);
    }
    void perform(NodeId self, const Cancel<V>& e) {
        TimerSet& timers = world_.timers[index(self)];
        const std::uint32_t at = timers.find(e.key);
        if (at == TimerSet::nowhere) return;
        driver_.disarmed(self, at);
        timers.erase(at);
    }
    void perform(NodeId, const Fact& e) { driver_.noted(e); }
    void perform(NodeId self, const Write& e) {
        world_.disks[index(self)].file(e.file).written = e.end;
        driver_.wrote(self, e.file);
    }
    void perform(NodeId self, const Sync& e) {
        Disk& disk = world_.disks[index(self)];
        disk.syncs.push_back({e.file, disk.file(e.file).written});
        driver_.sync_asked(self);
    }
    void perform(NodeId self, const Replace& e) {
        Disk& disk = world_.disks[index(self)];
        disk.file(e.file);  // it is there from now on
        disk.syncs.push_back({e.file, e.end, true});
        driver_.sync_asked(self);
    }
    void perform(NodeId self, const CutBack& e) {
        world_.disks[index(self)].cut_back(e.file, e.end);
    }

    // ---- the network
    void sent(ChannelId channel, Way way) {
        driver_.sent(channel, way);
        if (plan_.faults.rules.empty()) return;
        auto& connection = world_.connections[index(channel)];
        const auto& packet = connection.flow(way).back();
        if (packet.kind == Packet<Body>::Kind::end) return;
        switch (judge(channel, way, packet.body)) {
            case Verdict::pass:
            case Verdict::late:
            case Verdict::duplicate: break;
            case Verdict::drop: wire(channel).rules.withhold_last(way); break;
            case Verdict::reset: wire(channel).rules.reset_between(way); break;
        }
    }
    void send_datagram(ChannelId channel, Way way, Body body) {
        const Verdict verdict = judge(channel, way, body);
        if (verdict == Verdict::drop || verdict == Verdict::reset) return lose(channel, way, body);
        world_.datagrams.push_back({channel, way, body});
        driver_.sent_datagram();
        if (verdict != Verdict::duplicate) return;
        world_.datagrams.push_back({channel, way, std::move(body)});
        driver_.sent_datagram();
    }
    /// The first verdict other than pass.
    Verdict judge(ChannelId channel, Way way, const Body& body) {
        const Channel& c = plan_.wiring.channels[index(channel)];
        for (std::size_t i = 0; i < plan_.faults.rules.size(); ++i) {
            const MessageRule& rule = plan_.faults.rules[i];
            if (rule.body != any_body && rule.body != code_of(body)) continue;
            if (rule.from != no_node && rule.from != c.sender(way)) continue;
            if (rule.to != no_node && rule.to != c.receiver(way)) continue;
            RuleCount& count = world_.rules[i];
            if (rule.nth != 0 && ++count.seen != rule.nth) continue;
            if (rule.limit != 0 && count.struck == rule.limit) continue;
            if (!driver_.strikes(i, channel, way, body)) continue;
            if (rule.limit != 0) ++count.struck;
            return rule.verdict;
        }
        return Verdict::pass;
    }
    void lose(ChannelId channel, Way way, const Body& body) {
        driver_.lost(channel, way, body);
        Model::cargo(world_.store, body, [&](RecordRange records) {
            driver_.noted(Fact{.kind = FactKind::never_arrived,
                               .cause = Cause::lost_in_flight,
                               .node = plan_.wiring.channels[index(channel)].sender(way),
                               .records = records});
        });
    }

    void erase_datagram(std::uint32_t at) {
        if (at + 1 != world_.datagrams.size())
            world_.datagrams[at] = std::move(world_.datagrams.back());
        world_.datagrams.pop_back();
        driver_.dropped_datagram(at);
    }

    World<Model>& world_;
    const Plan<V>& plan_;
    std::vector<Effect<V>>& effects_;
    Driver& driver_;
    NodeId leaving_ = no_node;
};

}  // namespace mqfate
