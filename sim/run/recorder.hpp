// Recorders: what is written down while a run goes on, as a part of it. `Silent` writes nothing and
// costs nothing; `Tracing` keeps the trace of the run (trace.hpp), and for that what causes what
// (causes.hpp).
#pragma once

#include <variant>

#include "sim/run/step_causes.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/step.hpp"
#include "sim/world/trace.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

struct Silent {
    template <class... Anything> void message(Anything&&...) {}
    template <class... Anything> void fact(Anything&&...) {}
    template <class... Anything> void step(Anything&&...) {}
    template <class... Anything> void synced(Anything&&...) {}
    void mark(const TraceEvent&) {}
    /// Calls `tell(causes)` if somebody keeps what causes what.
    template <class Tell> void causes(Tell&&) {}
    friend bool operator==(const Silent&, const Silent&) = default;
};

template <class Model> class Tracing {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    void message(Happening what, Instant at, const World<Model>& world, const Plan<V>& plan,
                 ChannelId channel, Way way, const Body& body) {
        const Channel& c = plan.wiring.channels[index(channel)];
        const bool arrives = what == Happening::delivered;
        trace_.add({.at = at,
                    .what = what,
                    .code = code_of(body),
                    .node = arrives ? c.receiver(way) : c.sender(way),
                    .peer = arrives ? c.sender(way) : c.receiver(way)});
        Model::mentions(world.store, body,
                        [&](RecordRange range) { trace_.mention(range, world.store.records); });
    }
    void fact(Instant at, const World<Model>& world, const Fact& fact) {
        trace_.add({.at = at,
                    .what = Happening::noted,
                    .code = static_cast<std::uint8_t>(fact.kind),
                    .cause = fact.cause,
                    .node = fact.node});
        if (fact.records.count == 0) return trace_.mention(fact.message);
        trace_.mention(fact.records, world.store.records);
    }
    /// What is heard from now on happens in this step. step() does it too, and tells of the step.
    template <class S> void begin_step(const S& s) {
        trace_.begin_step(causes_.take(s, trace_.step() + 1));
    }
    void begin_step(const Step& s) {
        std::visit([this](const auto& one) { this->begin_step(one); }, s);
    }
    /// Called before the step is taken.
    template <class S>
    void step(Instant at, const World<Model>& world, const Plan<V>& plan, const S& s) {
        begin_step(s);
        tell(at, world, plan, s);
    }
    template <class Tell> void causes(Tell&& tell) { tell(causes_); }
    /// For a world in which something is to come already.
    void begin(const World<Model>& world) { causes_.begin(world); }

    /// Positions [from, upto) of a file have become durable.
    void synced(Instant at, const World<Model>& world, const Plan<V>& plan, NodeId node,
                FileId file, Position from, Position upto) {
        trace_.add({.at = at, .what = Happening::synced, .node = node});
        Model::in_file(world, plan, node, file, from, upto,
                       [&](RecordRange range) { trace_.mention(range, world.store.records); });
    }
    void mark(TraceEvent event) { trace_.add(event); }

    const Trace& trace() const { return trace_; }
    /// Forgets what happened, not what causes what is still to come.
    void clear() { trace_.clear(); }
    friend bool operator==(const Tracing&, const Tracing&) = default;

private:
    void tell(Instant at, const World<Model>& world, const Plan<V>& plan, const Deliver& s) {
        const auto& packet = world.connections[index(s.channel)].flow(s.way).front();
        if (packet.kind != Packet<Body>::Kind::end)
            message(Happening::delivered, at, world, plan, s.channel, s.way, packet.body);
    }
    void tell(Instant at, const World<Model>& world, const Plan<V>& plan,
              const DeliverDatagram& s) {
        const auto& datagram = world.datagrams[s.index];
        message(Happening::delivered, at, world, plan, datagram.channel, datagram.way,
                datagram.body);
    }
    void tell(Instant at, const World<Model>& world, const Plan<V>&, const Start& s) {
        const std::uint8_t start = at == Instant{} ? 0 : world.nodes[index(s.node)].ran ? 1 : 2;
        trace_.add({.at = at, .what = Happening::started, .code = start, .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const Crash& s) {
        trace_.add({.at = at,
                    .what = Happening::crashed,
                    .code = static_cast<std::uint8_t>(s.kind),
                    .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const ShutDown& s) {
        trace_.add({.at = at, .what = Happening::shut_down, .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const Exit& s) {
        trace_.add({.at = at, .what = Happening::exited, .node = s.node});
    }
    void tell(Instant at, const World<Model>& world, const Plan<V>&, const Fire& s) {
        trace_.add({.at = at,
                    .what = Happening::fired,
                    .code = world.timers[index(s.node)][s.index].kind(),
                    .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const Pause& s) {
        trace_.add({.at = at, .what = Happening::paused, .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const Resume& s) {
        trace_.add({.at = at, .what = Happening::resumed, .node = s.node});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const CutOff& s) {
        trace_.add({.at = at, .what = Happening::cut, .code = static_cast<std::uint8_t>(s.cut)});
    }
    void tell(Instant at, const World<Model>&, const Plan<V>&, const Heal& s) {
        trace_.add({.at = at, .what = Happening::healed, .code = static_cast<std::uint8_t>(s.cut)});
    }
    template <class Other>
    void tell(Instant, const World<Model>&, const Plan<V>&, const Other&) {}

    Trace trace_;
    StepCauses causes_;
};

}  // namespace mqfate
