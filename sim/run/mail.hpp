// The mail of a node that stood still: what arrived meanwhile, in the order in which it is handled.
//
// A stopped process, or one whose garbage is collected, reads nothing, but its host goes on: the
// kernel accepts connections and data and puts them where they belong, each as it comes. When the
// process goes on, its threads find the sockets readable in the order in which they became so
// (Linux: ep_poll_callback appends to the list of what is ready), and each socket gives back what
// came on it, oldest first. (Who attempts to connect meanwhile is told that at once:
// network_events.hpp.) So mail is handled in the order of arrival over all connections,
// whoever it is from.
//
// Timers that became due meanwhile fire at that same instant, in the order in which they were due,
// behind the mail: a network thread looks at its sockets before it asks whom it has waited for too
// long (in Kafka's client NetworkClient.poll: handleCompletedReceives, then
// handleTimedOutRequests). So an answer that lies in the socket is no answer that never came.
// Where handling takes time (Plan::handling), the mail of each connection is handled one after the
// other, and connections side by side. Leaves out: that reading takes time elsewhere.
// Tested by: tests/sim/run/mail_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "sim/run/schedule.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// What lies in the sockets of `node`, which reads again, comes up from now on, the oldest first.
/// A way that is cut is left to its healing. `serve(flow)`: what waits there is handled from now
/// on.
template <class Model, class Serve>
void queue_mail(const World<Model>& world, const Wiring& wiring, Schedule& schedule, NodeId node,
                Instant now, Serve&& serve) {
    struct Letter {
        Instant arrived;
        Instant handled;
        std::uint32_t event = 0;
        std::size_t place = 0;  // of those that came at one instant, the first comes first
    };
    std::vector<Letter> mail;
    const auto add = [&](Instant arrived, Instant handled, std::uint32_t event) {
        mail.push_back({arrived, handled, event, mail.size()});
    };
    for (std::uint32_t flow = 0; flow < schedule.flows.size(); ++flow) {
        auto& clock = schedule.flows[flow];
        const auto way = static_cast<Way>(flow % 2);
        if (wiring.channels[flow / 2].receiver(way) != node) continue;
        if (world.connections[flow / 2].blocked(way) || clock.due.empty()) continue;
        // What has an event will come up by itself. (An event that is later than the oldest packet
        // is there for an attempt to connect.)
        if (clock.next <= now || clock.due.front() > now) continue;
        const std::uint32_t event = event_payload(EventKind::flow, flow);
        const Instant oldest = clock.due.front();
        serve(flow);
        clock.next = std::max(clock.due.front(), now);
        if (clock.next > now) add(oldest, clock.next, event);
        for (std::size_t i = 0; i < clock.due.size() && clock.due[i] <= now; ++i)
            add(clock.due[i], now, event);
    }
    const auto is_for_node = [&](const Schedule::HeldDatagram& held) {
        const auto& datagram = world.datagrams[schedule.slot_places[held.slot]];
        if (wiring.channels[index(datagram.channel)].receiver(datagram.way) != node) return false;
        add(held.arrived, now, event_payload(EventKind::datagram, held.slot));
        return true;
    };
    std::erase_if(schedule.held_datagrams, is_for_node);
    std::sort(mail.begin(), mail.end(), [](const Letter& a, const Letter& b) {
        return std::tie(a.arrived, a.place) < std::tie(b.arrived, b.place);
    });
    // A flow has an event for each of its packets that fall on this instant: whichever comes up
    // first takes the oldest packet.
    for (const Letter& letter : mail)
        schedule.queue.push(letter.handled, Phase::delivery, letter.event);
}

}  // namespace mqfate
