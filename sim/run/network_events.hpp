// The events of the network: a packet or a datagram is due, a send buffer is full or has room.
//
// An event may be stale (its connection died meanwhile) or come at a bad time (a cut, a paused
// receiver): then no step is taken, and the clock stands still.
// Tested by: tests/sim/run/sampler_test.cpp, tests/sim/run/fault_clock_test.cpp.
#pragma once

#include <cstdint>

#include "sim/run/run.hpp"
#include "sim/run/stepper.hpp"
#include "sim/run/timed_driver.hpp"

namespace mqfate {

template <class Model, class Recorder> class NetworkEvents {
public:
    using V = typename Model::Vocabulary;

    NetworkEvents(const Plan<V>& plan, Run<Model, Recorder>& run,
                  TimedDriver<Model, Recorder>& driver, Stepper<Model, Recorder>& stepper)
        : plan_(plan), run_(run), timing_(driver.timing), stepper_(stepper) {}

    /// The oldest packet of a way is due.
    void flow(Instant at, std::uint32_t flow) {
        auto& clock = run_.schedule.flows[flow];
        if (clock.next != at || clock.due.empty()) return;  // stale
        clock.next = Instant::never();
        const ChannelId channel{flow / 2};
        const auto way = static_cast<Way>(flow % 2);
        const NodeId receiver = plan_.wiring.channels[index(channel)].receiver(way);
        if (run_.world.connections[index(channel)].blocked(way)) return;  // waits for Heal
        if (run_.world.nodes[index(receiver)].paused) return;             // waits for Resume
        run_.now = at;
        clock.due.pop_front();
        stepper_.take(Deliver{channel, way});
        if (!clock.due.empty() && clock.next == Instant::never())
            timing_.queue_flow(flow, run_.now);
    }
    void datagram(Instant at, std::uint32_t slot) {
        const std::uint32_t place = run_.schedule.slot_places[slot];
        const auto& datagram = run_.world.datagrams[place];
        const Channel& channel = plan_.wiring.channels[index(datagram.channel)];
        run_.now = at;
        const bool cut = run_.world.connections[index(datagram.channel)].blocked(datagram.way);
        if (cut || run_.schedule.slot_lost[slot]) return stepper_.take(LoseDatagram{place});
        if (run_.world.nodes[index(channel.receiver(datagram.way))].paused)
            return run_.schedule.queue.push(at + milliseconds(1), Phase::delivery,
                                            event_payload(EventKind::datagram, slot));
        stepper_.take(DeliverDatagram{place});
    }
    /// The sender's buffer may have room again.
    void drained(Instant at, std::uint32_t flow) {
        const ChannelId channel{flow / 2};
        const auto& connection = run_.world.connections[index(channel)];
        if (!connection.pushes_back || run_.schedule.windows[flow].drains != at) return;  // stale
        if (!connection.client_open || !timing_.drains(channel, at)) return;
        run_.now = at;
        stepper_.take(PushBack{channel, false});
    }
    /// The clients whose send buffers were filled by the last event learn of it.
    void push_back() {
        while (!run_.full.empty()) {
            const ChannelId channel = run_.full.back();
            run_.full.pop_back();
            const auto& connection = run_.world.connections[index(channel)];
            if (!timing_.is_overfull(channel) || !connection.client_open) continue;
            stepper_.take(PushBack{channel, true});
            timing_.drains(channel, run_.now);
        }
    }

private:
    const Plan<V>& plan_;
    Run<Model, Recorder>& run_;
    Timing<Model>& timing_;
    Stepper<Model, Recorder>& stepper_;
};

}  // namespace mqfate
