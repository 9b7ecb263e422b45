// What the kernel tells a driver that knows no time: only facts matter, and what is to be told.
//
// Who tells a path, or looks for it in real time, has ears; a search has none.
// Tested by: tests/sim/explore/world_machine_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/explore/pending.hpp"
#include "sim/run/causes.hpp"
#include "sim/run/recorder.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// What is counted while one step is handled, and where its handler is cut short.
struct Handling {
    std::uint32_t retries = 0;
    std::optional<std::uint8_t> sends_left;  ///< of the handler in which a process dies
    bool is_cut = false;
};

template <class Model> class TimelessDriver {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;
    struct Ears {
        Tracing<Model>* tracing = nullptr;
        Pending<Model>* pending = nullptr;
    };

    TimelessDriver(const Plan<V>& plan, World<Model>& world, Ledger& ledger, const Ears& ears,
                   Handling& handling)
        : plan_(plan), world_(world), ledger_(ledger), ears_(ears), handling_(handling) {}

    bool strikes(std::size_t, ChannelId, Way, const Body&) { return false; }
    void sent(ChannelId channel, Way way) {
        if (ears_.pending != nullptr) ears_.pending->sent(world_, channel, way);
        causes([&](Causes& known) { known.sent(channel, way); });
        const auto& packet = world_.connections[index(channel)].flow(way).back();
        if (packet.kind != Packet<Body>::Kind::end)
            tell(Happening::sent, channel, way, packet.body);
    }
    void told(ChannelId channel, Way way) {
        if (ears_.pending != nullptr) ears_.pending->told(channel, way);
        causes([&](Causes& known) { known.sent(channel, way); });
    }
    void retracted(ChannelId channel, Way way) {
        if (ears_.pending != nullptr) ears_.pending->retracted(channel, way);
        causes([&](Causes& known) { known.retracted(channel, way); });
    }
    void emptied(ChannelId channel, Way way) {
        if (ears_.pending != nullptr) ears_.pending->emptied(channel, way);
        causes([&](Causes& known) { known.emptied(channel, way); });
    }
    void sent_datagram() {
        if (ears_.pending != nullptr) ears_.pending->sent_datagram(world_);
        causes([&](Causes& known) { known.sent_datagram(); });
        const auto& datagram = world_.datagrams.back();
        tell(Happening::sent, datagram.channel, datagram.way, datagram.body);
    }
    void dropped_datagram(std::uint32_t at) {
        if (ears_.pending != nullptr) ears_.pending->dropped_datagram(at);
        causes([&](Causes& known) { known.dropped_datagram(at); });
    }
    void lost(ChannelId channel, Way way, const Body& body) {
        tell(Happening::lost, channel, way, body);
    }
    void armed(NodeId node, std::uint32_t at, bool, TimerKey key, const Wait& wait) {
        if (ears_.pending != nullptr) ears_.pending->armed(node, key, wait);
        causes([&](Causes& known) { known.armed(node, at); });
    }
    void disarmed(NodeId node, std::uint32_t at) {
        if (ears_.pending != nullptr) ears_.pending->disarmed(node, world_.timers[index(node)][at]);
    }
    void all_disarmed(NodeId node) {
        if (ears_.pending != nullptr) ears_.pending->all_disarmed(node);
    }
    void wrote(NodeId node, FileId file) {
        if (ears_.pending != nullptr) ears_.pending->wrote(node, file);
        causes([&](Causes& known) { known.wrote(node, file); });
    }
    void sync_asked(NodeId node) {
        if (ears_.pending != nullptr) ears_.pending->sync_asked(node);
        causes([&](Causes& known) { known.sync_asked(node); });
    }
    void syncs_dropped(NodeId node) {
        if (ears_.pending != nullptr) ears_.pending->syncs_dropped(node);
        causes([&](Causes& known) { known.syncs_dropped(node); });
    }
    void noted(const Fact& fact) {
        ledger_.note(fact, world_.store.records);
        if (fact.kind == FactKind::sent_again) ++handling_.retries;
        if (ears_.tracing != nullptr) ears_.tracing->fact({}, world_, fact);
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
    template <class Tell> void causes(Tell&& tell) {
        if (ears_.tracing != nullptr) ears_.tracing->causes(tell);
    }
    void tell(Happening what, ChannelId channel, Way way, const Body& body) {
        if (ears_.tracing != nullptr)
            ears_.tracing->message(what, {}, world_, plan_, channel, way, body);
    }

    const Plan<V>& plan_;
    World<Model>& world_;
    Ledger& ledger_;
    const Ears& ears_;
    Handling& handling_;
};

}  // namespace mqfate
