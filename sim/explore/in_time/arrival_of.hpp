// Which step of a world brings what a bound is about: that the packet arrives, the timer fires, the
// sync is done. It is what a path that real time forbids may lack (order_in_time.hpp).
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <variant>

#include "sim/explore/in_time/time_bound.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// Whether `choice`, one of those that `world` allows, brings what `bound` is about. A fault and a
/// deviation from the order of time bring nothing: they need not happen.
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
                  : bound.of == TimeBound::Of::packet && code_of(packet.body) == bound.code;
}

}  // namespace mqfate
