// Recorders: what a sampler writes down while it runs. `Silent` writes nothing and costs nothing;
// `Tracing` keeps the trace of the run (trace.hpp).
#pragma once

#include <utility>

#include "sim/world/kernel.hpp"
#include "sim/world/trace.hpp"

namespace mqfate {

struct Silent {
    template <class... Anything> void message(Anything&&...) {}
    template <class... Anything> void fact(Anything&&...) {}
    template <class... Anything> void step(Anything&&...) {}
    template <class... Anything> void synced(Anything&&...) {}
    void mark(const TraceEvent&) {}
    void clear() {}
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
    /// A step other than a delivery. Called before it is taken.
    void step(Instant at, const World<Model>&, const Plan<V>&, const Start& s) {
        trace_.add({.at = at,
                    .what = Happening::started,
                    .code = static_cast<std::uint8_t>(at > Instant{} ? 1 : 0),
                    .node = s.node});
    }
    void step(Instant at, const World<Model>&, const Plan<V>&, const Crash& s) {
        trace_.add({.at = at,
                    .what = Happening::crashed,
                    .code = static_cast<std::uint8_t>(s.kind),
                    .node = s.node});
    }
    void step(Instant at, const World<Model>& world, const Plan<V>&, const Fire& s) {
        trace_.add({.at = at,
                    .what = Happening::fired,
                    .code = world.timers[index(s.node)][s.index].kind(),
                    .node = s.node});
    }
    void step(Instant at, const World<Model>&, const Plan<V>&, const Pause& s) {
        trace_.add({.at = at, .what = Happening::paused, .node = s.node});
    }
    void step(Instant at, const World<Model>&, const Plan<V>&, const Resume& s) {
        trace_.add({.at = at, .what = Happening::resumed, .node = s.node});
    }
    void step(Instant at, const World<Model>&, const Plan<V>&, const CutOff& s) {
        trace_.add({.at = at, .what = Happening::cut, .code = static_cast<std::uint8_t>(s.cut)});
    }
    void step(Instant at, const World<Model>&, const Plan<V>&, const Heal& s) {
        trace_.add({.at = at, .what = Happening::healed, .code = static_cast<std::uint8_t>(s.cut)});
    }
    template <class Other>
    void step(Instant, const World<Model>&, const Plan<V>&, const Other&) {}

    /// Positions [from, upto) of a file have become durable.
    void synced(Instant at, const World<Model>& world, const Plan<V>& plan, NodeId node,
                FileId file, Position from, Position upto) {
        trace_.add({.at = at, .what = Happening::synced, .node = node});
        Model::in_file(world, plan, node, file, from, upto,
                       [&](RecordRange range) { trace_.mention(range, world.store.records); });
    }
    void mark(TraceEvent event) { trace_.add(event); }

    const Trace& trace() const { return trace_; }
    void clear() { trace_.clear(); }

private:
    Trace trace_;
};

}  // namespace mqfate
