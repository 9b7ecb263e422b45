// The events of the network: a packet or a datagram is due, a send buffer is full or has room.
//
// An event may be stale (its connection died meanwhile) or come at a bad time (a cut, a paused
// receiver): then no step is taken, and the clock stands still.
// Tested by: tests/sim/run/network_events_test.cpp, tests/sim/run/fault_clock_test.cpp.
#pragma once

#include <cstdint>

#include "sim/run/run.hpp"
#include "sim/run/stepper.hpp"

namespace mqfate {

/// The process that is to receive what is due stands still, and reads nothing. But its host accepts
/// an attempt to connect, and the client learns that, whatever waits before it.
template <class Model, class Recorder>
void accept(Stepper<Model, Recorder>& stepper, Instant at, std::uint32_t flow) {
    Run<Model, Recorder>& run = stepper.run();
    const auto& connection = run.world.connections[flow / 2];
    const std::size_t attempt = connection.attempt();
    const bool to_server = static_cast<Way>(flow % 2) == Way::to_server;
    if (!to_server || attempt == 0 || connection.blocked(Way::to_client)) return;
    const Instant due = run.schedule.flows[flow].due[attempt - 1];
    if (due > at) return run.schedule.look_at(flow, due);
    run.now = at;
    stepper.take(Accept{ChannelId{flow / 2}, static_cast<std::uint32_t>(attempt - 1)});
}

/// The oldest packet of a way is due.
template <class Model, class Recorder>
void packet_event(Stepper<Model, Recorder>& stepper, Instant at, std::uint32_t flow) {
    Run<Model, Recorder>& run = stepper.run();
    auto& clock = run.schedule.flows[flow];
    if (clock.next != at || clock.due.empty()) return;  // stale
    clock.next = Instant::never();
    const ChannelId channel{flow / 2};
    const auto way = static_cast<Way>(flow % 2);
    const NodeId receiver = stepper.plan().wiring.channels[index(channel)].receiver(way);
    if (run.world.connections[index(channel)].blocked(way)) return;  // waits for Heal
    const NodeStatus& status = run.world.nodes[index(receiver)];
    if (status.paused) return accept(stepper, at, flow);  // waits for Resume
    if (!status.host) return;                             // waits for Start
    run.now = at;
    clock.due.pop_front();
    stepper.take(Deliver{channel, way});
    if (!clock.due.empty() && clock.next == Instant::never())
        stepper.driver.timing.queue_flow(flow, run.now);
}

template <class Model, class Recorder>
void datagram_event(Stepper<Model, Recorder>& stepper, Instant at, std::uint32_t slot) {
    Run<Model, Recorder>& run = stepper.run();
    const std::uint32_t place = run.schedule.slot_places[slot];
    const auto& datagram = run.world.datagrams[place];
    const Channel& channel = stepper.plan().wiring.channels[index(datagram.channel)];
    run.now = at;
    const bool cut = run.world.connections[index(datagram.channel)].blocked(datagram.way);
    if (cut || run.schedule.slot_lost[slot]) return stepper.take(LoseDatagram{place});
    if (run.world.nodes[index(channel.receiver(datagram.way))].paused)
        return run.schedule.held_datagrams.push_back({at, slot});  // waits for Resume
    stepper.take(DeliverDatagram{place});
}

/// The sender's buffer may have room again.
template <class Model, class Recorder>
void drained_event(Stepper<Model, Recorder>& stepper, Instant at, std::uint32_t flow) {
    Run<Model, Recorder>& run = stepper.run();
    const ChannelId channel{flow / 2};
    const auto way = static_cast<Way>(flow % 2);
    const auto& connection = run.world.connections[index(channel)];
    const bool waits = connection.pushes_back[flow % 2];
    if (!waits || run.schedule.windows[flow].drains != at) return;  // stale
    if (!connection.sender_open(way) || !stepper.driver.timing.drains(channel, way, at)) return;
    run.now = at;
    stepper.take(PushBack{channel, way, false});
}

/// Those whose send buffers were filled by the last event learn of it.
template <class Model, class Recorder> void push_back(Stepper<Model, Recorder>& stepper) {
    Run<Model, Recorder>& run = stepper.run();
    auto& timing = stepper.driver.timing;
    while (!run.full.empty()) {
        const ChannelId channel{run.full.back() / 2};
        const auto way = static_cast<Way>(run.full.back() % 2);
        run.full.pop_back();
        const auto& connection = run.world.connections[index(channel)];
        if (!timing.is_overfull(channel, way) || !connection.sender_open(way)) continue;
        stepper.take(PushBack{channel, way, true});
        timing.drains(channel, way, run.now);
    }
}

}  // namespace mqfate
