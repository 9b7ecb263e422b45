// What the kernel calls while it takes a step for the search (the driver of sim/world/kernel.hpp).
//
// The sampler's driver gives each send and each timer an instant. This one knows no time: it hands
// facts to the ledger, counts what the budget has to pay for, cuts a handler short where a crash
// strikes inside it, and passes everything on to those who listen. A search has no listeners;
// who writes a story has a tracing, and who looks for a path in real time has a Pending.
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/explore/in_time/pending.hpp"
#include "sim/run/recorder.hpp"
#include "sim/run/step_causes.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// What is counted while one step is handled, and where its handler is cut short.
struct Handling {
    std::uint32_t retries = 0;  ///< batches that were sent again
    /// A process dies in this handler, after so many more messages.
    std::optional<std::uint8_t> sends_left;
    bool is_cut = false;  ///< it has died there
};

template <class Model> class TimelessDriver {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;
    /// Who hears what happens; null: nobody.
    struct Listeners {
        Tracing<Model>* tracing = nullptr;
        Pending<Model>* pending = nullptr;
    };

    TimelessDriver(const Plan<V>& plan, World<Model>& world, Ledger& ledger,
                   const Listeners& listeners, Handling& handling)
        : plan_(plan), world_(world), ledger_(ledger), listeners_(listeners), handling_(handling) {}

    bool strikes(std::size_t, ChannelId, Way, const Body&) { return false; }
    /// It makes a difference only to how long a client waits (context.hpp, Connected).
    bool tells_connected() const { return listeners_.pending != nullptr; }
    void sent(ChannelId channel, Way way) {
        causes([&](StepCauses& known) { known.sent(channel, way); });
        if (listeners_.pending != nullptr) listeners_.pending->sent(world_, channel, way);
        const auto& packet = world_.connections[index(channel)].flow(way).back();
        if (packet.kind != Packet<Body>::Kind::end)
            trace(Happening::sent, channel, way, packet.body);
    }
    // Here all news of a cut is on its way from the place of the cut, as in a run (network.hpp).
    void sent_at_once(ChannelId channel, Way way) {
        causes([&](StepCauses& known) { known.sent(channel, way); });
        if (listeners_.pending != nullptr) listeners_.pending->sent(world_, channel, way);
    }
    void retracted(ChannelId channel, Way way) {
        causes([&](StepCauses& known) { known.retracted(channel, way); });
        if (listeners_.pending != nullptr) listeners_.pending->retracted(channel, way);
    }
    void emptied(ChannelId channel, Way way) {
        causes([&](StepCauses& known) { known.emptied(channel, way); });
        if (listeners_.pending != nullptr) listeners_.pending->emptied(channel, way);
    }
    void sent_datagram() {
        causes([&](StepCauses& known) { known.sent_datagram(); });
        if (listeners_.pending != nullptr) listeners_.pending->sent_datagram(world_);
        const auto& datagram = world_.datagrams.back();
        trace(Happening::sent, datagram.channel, datagram.way, datagram.body);
    }
    void dropped_datagram(std::uint32_t at) {
        causes([&](StepCauses& known) { known.dropped_datagram(at); });
        if (listeners_.pending != nullptr) listeners_.pending->dropped_datagram(at);
    }
    void lost(ChannelId channel, Way way, const Body& body) {
        trace(Happening::lost, channel, way, body);
    }
    void armed(NodeId node, std::uint32_t at, bool, TimerKey key, const Wait& wait) {
        causes([&](StepCauses& known) { known.armed(node, at); });
        if (listeners_.pending != nullptr) listeners_.pending->armed(node, key, wait);
    }
    void disarmed(NodeId node, std::uint32_t at) {
        if (listeners_.pending != nullptr)
            listeners_.pending->disarmed(node, world_.timers[index(node)][at]);
    }
    void all_disarmed(NodeId node) {
        if (listeners_.pending != nullptr) listeners_.pending->all_disarmed(node);
    }
    void wrote(NodeId node, FileId file) {
        causes([&](StepCauses& known) { known.wrote(node, file); });
        if (listeners_.pending != nullptr) listeners_.pending->wrote(node, file);
    }
    void sync_asked(NodeId node) {
        causes([&](StepCauses& known) { known.sync_asked(node); });
        if (listeners_.pending != nullptr) listeners_.pending->sync_asked(node);
    }
    void syncs_dropped(NodeId node) {
        causes([&](StepCauses& known) { known.syncs_dropped(node); });
        if (listeners_.pending != nullptr) listeners_.pending->syncs_dropped(node);
    }
    void noted(const Fact& fact) {
        ledger_.note(fact, world_.store.records);
        if (fact.kind == FactKind::sent_again || is_given_again(fact)) ++handling_.retries;
        if (listeners_.tracing != nullptr) listeners_.tracing->fact({}, world_, fact);
    }
    bool interrupted() const { return false; }
    // A process that dies before one of its messages has done what comes before, and no more.
    void asked_for(std::vector<Effect<V>>& effects) {
        if (!handling_.sends_left) return;
        for (std::size_t i = 0; i < effects.size(); ++i) {
            const bool sends = std::holds_alternative<Request<V>>(effects[i]) ||
                               std::holds_alternative<Reply<V>>(effects[i]);
            if (!sends || (*handling_.sends_left)-- != 0) continue;
            effects.resize(i);
            handling_.is_cut = true;
            handling_.sends_left.reset();
            return;
        }
    }

private:
    // A queue that gives a message out again may do so for ever: each time costs a retry. What a
    // consumer reads again after a crash is paid for by the crash.
    static bool is_given_again(const Fact& fact) {
        return fact.kind == FactKind::delivered && fact.cause != Cause::none &&
               fact.cause != Cause::redelivered_after_crash;
    }
    template <class Tell> void causes(Tell&& tell) {
        if (listeners_.tracing != nullptr) listeners_.tracing->causes(tell);
    }
    void trace(Happening what, ChannelId channel, Way way, const Body& body) {
        if (listeners_.tracing != nullptr)
            listeners_.tracing->message(what, {}, world_, plan_, channel, way, body);
    }

    const Plan<V>& plan_;
    World<Model>& world_;
    Ledger& ledger_;
    const Listeners& listeners_;
    Handling& handling_;
};

}  // namespace mqfate
