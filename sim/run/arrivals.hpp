// How long a packet takes: wires with delay, bandwidth, a queue in front, and loss.
//
// A datagram that is lost is gone. A connection whose packets may be lost, by a wire or by a full
// queue in front of it, sends through a window (send_window.hpp): a loss costs a retransmission,
// and what follows waits behind it. One that loses nothing needs none. The first packet of a
// connection waits for the handshake, one round trip. Leaves out: the load that acknowledgements
// put on a wire, a lost handshake; that a host gives an attempt up by itself (Linux: after six
// repetitions, 127 s). Tested by: tests/sim/run/arrivals_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/base/time.hpp"
#include "sim/base/wide.hpp"
#include "sim/run/fault_state.hpp"
#include "sim/run/send_window.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

class Arrivals {
public:
    /// `windows`: by flow, or empty when no wire loses anything. `slowed_by`: by NodeId, which of
    /// `faults` makes it slow now, or no_fault; empty when no node ever is.
    Arrivals(const Wiring& wiring, const std::vector<NodeFault>& faults, const Luck& luck,
             std::vector<Instant>& wire_busy_until, std::vector<SendWindow>& windows,
             const std::vector<std::uint32_t>& slowed_by)
        : wiring_(wiring),
          faults_(faults),
          luck_(luck),
          busy_until_(wire_busy_until),
          windows_(windows),
          slowed_by_(slowed_by) {}

    /// A packet on a connection. `flow`: 2 * channel + way; `which`: names the draw.
    Instant stream(Instant now, std::uint32_t flow, std::uint64_t which, std::uint32_t bytes,
                   bool opens) const {
        Instant at = opens ? handshake(now, flow, which) : now;
        if (!windows_.empty()) return windowed(at, flow, which, bytes, opens);
        std::uint64_t hop = 0;
        for (const WireId wire : wiring_.routes[flow]) {
            const WireProfile& profile = wiring_.wires[index(wire)];
            at = queued(at, wire, profile, bytes);
            at = at + draw(profile.delay, luck_, Purpose::link_delay, entity(flow, hop), which);
            ++hop;
        }
        return slowed(at, flow, which);
    }

    /// A packet on its own. It is lost by the wire's loss, or by a full queue in front of it.
    Passage datagram(Instant now, std::uint32_t flow, std::uint64_t which,
                     std::uint32_t bytes) const {
        Instant at = now;
        bool lost = false;
        std::uint64_t hop = 0;
        for (const WireId wire : wiring_.routes[flow]) {
            const WireProfile& profile = wiring_.wires[index(wire)];
            lost = lost || overflows(at, wire, profile);
            if (!lost) at = queued(at, wire, profile, bytes);
            lost = lost ||
                   profile.loss.hit(luck_.draw(Purpose::packet_loss, entity(flow, hop), which));
            at = at + draw(profile.delay, luck_, Purpose::link_delay, entity(flow, hop), which);
            ++hop;
        }
        return {slowed(at, flow, which), lost};
    }

    /// When a packet that was due at `due` on a way that was cut gets through after `healed`:
    /// with the first retransmission after it. They come `first` after the packet, then after twice
    /// as long each (RFC 6298, 5.5), and never after more than the longest time-out.
    Instant after_cut(Instant due, Instant healed, Duration first) const {
        Duration wait = std::min(first, wiring_.retransmission_timeout_max);
        while (due < healed) {
            due = due + wait;
            wait = std::min(times(wait, 2), wiring_.retransmission_timeout_max);
        }
        return due;
    }

private:
    static std::uint64_t entity(std::uint32_t flow, std::uint64_t hop) {
        return static_cast<std::uint64_t>(flow) << 8 | hop;
    }
    static Duration transmission(const WireProfile& profile, std::uint32_t bytes) {
        const Wide ns = static_cast<Wide>(bytes) * 1'000'000'000U / profile.bytes_per_second;
        return {static_cast<std::int64_t>(ns)};
    }
    Instant queued(Instant at, WireId wire, const WireProfile& profile, std::uint32_t bytes) const {
        if (profile.bytes_per_second == 0) return at;
        Instant& busy = busy_until_[index(wire)];
        busy = std::max(busy, at) + transmission(profile, bytes);
        return busy;
    }
    bool overflows(Instant at, WireId wire, const WireProfile& profile) const {
        if (profile.bytes_per_second == 0 || profile.queue_bytes == 0) return false;
        const Duration backlog = busy_until_[index(wire)] - at;
        if (backlog.ns <= 0) return false;
        return static_cast<Wide>(backlog.ns) * profile.bytes_per_second / 1'000'000'000U >
               profile.queue_bytes;
    }
    // The path of one way, as its window sees it.
    struct Path {
        const Arrivals& arrivals;
        std::uint32_t flow;
        Duration timeout;
        Duration timeout_max;
        Passage cross(Instant at, std::uint64_t which, std::uint32_t bytes) const {
            return arrivals.datagram(at, flow, which, bytes);
        }
        Passage back(Instant at, std::uint64_t which) const {
            return arrivals.acknowledgement(at, flow ^ 1U, which);
        }
    };
    Instant windowed(Instant at, std::uint32_t flow, std::uint64_t which, std::uint32_t bytes,
                     bool opens) const {
        if (opens)
            for (const std::uint32_t way : {flow, flow ^ 1U}) windows_[way].reset();
        return windows_[flow].accept(
            at, bytes, which,
            Path{*this, flow, wiring_.retransmission_timeout, wiring_.retransmission_timeout_max});
    }
    /// Propagation alone, of a packet that is neither lost nor has to queue.
    Instant crossing(Instant at, std::uint32_t flow, Purpose purpose, std::uint64_t which) const {
        std::uint64_t hop = 0;
        for (const WireId wire : wiring_.routes[flow])
            at = at +
                 draw(wiring_.wires[index(wire)].delay, luck_, purpose, entity(flow, hop++), which);
        return at;
    }
    Passage acknowledgement(Instant at, std::uint32_t flow, std::uint64_t which) const {
        Passage passage{crossing(at, flow, Purpose::acknowledgement, which)};
        std::uint64_t hop = 0x80;  // not the draws of this way's own data
        for (const WireId wire : wiring_.routes[flow])
            passage.lost = wiring_.wires[index(wire)].loss.hit(
                               luck_.draw(Purpose::packet_loss, entity(flow, hop++), which)) ||
                           passage.lost;
        return passage;
    }
    Instant handshake(Instant at, std::uint32_t flow, std::uint64_t which) const {
        return crossing(crossing(at, flow, Purpose::handshake, which), flow ^ 1U,
                        Purpose::handshake, which);
    }
    Instant slowed(Instant at, std::uint32_t flow, std::uint64_t which) const {
        if (slowed_by_.empty()) return at;
        const Channel& channel = wiring_.channels[flow / 2];
        for (const NodeId node : {channel.client, channel.server})
            if (const std::uint32_t fault = slowed_by_[index(node)]; fault != no_fault)
                at = at + draw(faults_[fault].slow_by, luck_, Purpose::slow_node,
                               static_cast<std::uint64_t>(node.value) << 32 | flow, which);
        return at;
    }

    const Wiring& wiring_;
    const std::vector<NodeFault>& faults_;
    const Luck& luck_;
    std::vector<Instant>& busy_until_;
    std::vector<SendWindow>& windows_;
    const std::vector<std::uint32_t>& slowed_by_;
};

}  // namespace mqfate
