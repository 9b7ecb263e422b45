// How long a packet takes: wires with delay, bandwidth, a queue in front, and loss.
//
// On a connection a lost packet costs a retransmission: the n-th one waits 2^(n-1) retransmission
// time-outs (RFC 6298, 5.5), and what follows waits behind it. A datagram that is lost is gone. The
// first packet of a connection waits for the handshake, one round trip.
// Leaves out: fast retransmit, slow start and congestion windows, acknowledgement traffic.
// Tested by: tests/sim/run/arrivals_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/base/time.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

struct Passage {
    Instant at;
    bool lost = false;
};

class Arrivals {
public:
    Arrivals(const Wiring& wiring, const Luck& luck, std::vector<Instant>& wire_busy_until,
             const std::vector<const Delay*>& slow)
        : wiring_(wiring), luck_(luck), busy_until_(wire_busy_until), slow_(slow) {}

    /// A packet on a connection. `flow`: 2 * channel + way; `which`: names the draw.
    Instant stream(Instant now, std::uint32_t flow, std::uint64_t which, std::uint32_t bytes,
                   bool opens) const {
        Instant at = now;
        if (opens) at = handshake(at, flow, which);
        std::uint64_t hop = 0;
        for (const WireId wire : wiring_.routes[flow]) {
            const WireProfile& profile = wiring_.wires[index(wire)];
            at = queued(at, wire, profile, bytes);
            if (!profile.loss.is_zero())
                at = retransmitted(at, profile.loss, entity(flow, hop), which);
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
    /// with the first retransmission after it.
    Instant after_cut(Instant due, Instant healed) const {
        Duration wait = wiring_.retransmission_timeout;
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
        __extension__ using wide = unsigned __int128;
        const wide ns = static_cast<wide>(bytes) * 1'000'000'000U / profile.bytes_per_second;
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
        __extension__ using wide = unsigned __int128;
        return static_cast<wide>(backlog.ns) * profile.bytes_per_second / 1'000'000'000U >
               profile.queue_bytes;
    }
    Instant retransmitted(Instant at, Ratio loss, std::uint64_t entity, std::uint64_t which) const {
        Duration wait = wiring_.retransmission_timeout;
        for (std::uint64_t attempt = 0; attempt < 64; ++attempt) {
            const std::uint64_t occurrence = mix(which, attempt);
            if (!loss.hit(luck_.draw(Purpose::packet_loss, entity, occurrence))) break;
            at = at + wait;
            wait = std::min(times(wait, 2), wiring_.retransmission_timeout_max);
        }
        return at;
    }
    Instant handshake(Instant at, std::uint32_t flow, std::uint64_t which) const {
        for (const std::uint32_t way : {flow, flow ^ 1U}) {
            std::uint64_t hop = 0;
            for (const WireId wire : wiring_.routes[way])
                at = at + draw(wiring_.wires[index(wire)].delay, luck_, Purpose::handshake,
                               entity(way, hop++), which);
        }
        return at;
    }
    Instant slowed(Instant at, std::uint32_t flow, std::uint64_t which) const {
        const Channel& channel = wiring_.channels[flow / 2];
        for (const NodeId node : {channel.client, channel.server})
            if (const Delay* extra = slow_[index(node)])
                at = at + draw(*extra, luck_, Purpose::slow_node,
                               static_cast<std::uint64_t>(node.value) << 32 | flow, which);
        return at;
    }

    const Wiring& wiring_;
    const Luck& luck_;
    std::vector<Instant>& busy_until_;
    const std::vector<const Delay*>& slow_;  ///< by NodeId; null: as usual
};

}  // namespace mqfate
