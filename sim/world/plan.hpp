// The plan: everything that never changes during a run. One plan serves many runs and threads.
//
// It is built once from a scenario; the kernel takes it beside the world. What differs from run to
// run is luck alone, and luck is a function of (seed, run, ...), so a plan has no state.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/base/ensure.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/cast.hpp"
#include "sim/world/context.hpp"
#include "sim/world/faults.hpp"
#include "sim/world/network.hpp"
#include "sim/world/publication.hpp"

namespace mqfate {

/// A directed piece of wire with a queue in front of it. Several channels may share one.
using WireId = Strong<struct WireTag, std::uint32_t>;

struct WireProfile {
    Delay delay;                         ///< propagation, one way
    Ratio loss;                          ///< of one packet
    std::uint64_t bytes_per_second = 0;  ///< 0: so fast that it never queues
    std::uint64_t queue_bytes = 0;       ///< what may wait; more is dropped. 0: no bound
    friend bool operator==(const WireProfile&, const WireProfile&) = default;
};

enum class Transport : std::uint8_t { connection, datagram };

/// Wires, and which of them a channel uses each way. Built from the topology.
struct Wiring {
    Transport transport = Transport::connection;
    std::vector<std::string> names;  ///< by NodeId
    std::vector<Channel> channels;   ///< by ChannelId
    std::vector<WireProfile> wires;  ///< by WireId
    /// By 2 * channel + way: the wires in order from sender to receiver.
    std::vector<std::vector<WireId>> routes;
    /// First retransmission of a lost packet; doubles each time (RFC 6298; Linux: 200 ms at least).
    Duration retransmission_timeout = milliseconds(200);
    Duration retransmission_timeout_max = seconds(120);
    /// The same of the packet that opens a connection: nothing is known of the way yet (RFC 6298,
    /// 2.1). So an attempt to connect is repeated after 1, 3, 7, 15, 31 s.
    Duration connection_timeout = seconds(1);
    /// A connection whose packets go unacknowledged for so long is broken (tcp_retries2 = 15).
    Duration patience = seconds(924);

    std::size_t nodes() const { return names.size(); }
    /// Whether any wire may lose a packet, by itself or by a full queue in front of it.
    bool can_lose() const {
        return std::any_of(wires.begin(), wires.end(), [](const WireProfile& wire) {
            return !wire.loss.is_zero() || wire.queue_bytes != 0;
        });
    }

    /// The place of a connection from `client` to `server`. Requires: the plan allows it.
    ChannelId channel(NodeId client, NodeId server, Lane lane = 0) const {
        const std::uint32_t found = lookup_[place(client, server, lane)];
        ENSURE(found != 0, "a connection that the plan does not have");
        return {found - 1};
    }
    bool has_channel(NodeId client, NodeId server, Lane lane = 0) const {
        return lane < lanes_ && lookup_[place(client, server, lane)] != 0;
    }
    /// Call once after `names` and `channels` are filled.
    void index_channels() {
        lanes_ = 1;
        for (const Channel& one : channels)
            lanes_ = std::max<std::size_t>(lanes_, one.lane + std::size_t{1});
        lookup_.assign(nodes() * nodes() * lanes_, 0);
        for (std::uint32_t i = 0; i < channels.size(); ++i)
            lookup_[place(channels[i].client, channels[i].server, channels[i].lane)] = i + 1;
    }

private:
    std::size_t place(NodeId client, NodeId server, Lane lane) const {
        return (index(client) * nodes() + index(server)) * lanes_ + lane;
    }
    std::vector<std::uint32_t> lookup_;
    std::size_t lanes_ = 1;
};

struct DiskProfile {
    Delay sync_latency;
    Ratio sync_fails;  ///< odds of one sync
    /// The operating system writes back what has been dirty for `expire`, when it wakes up every
    /// `wake` (Linux: vm.dirty_expire_centisecs 3000, vm.dirty_writeback_centisecs 500).
    Duration expire = seconds(30);
    Duration wake = seconds(5);
};

struct Limits {
    /// Simulated time until the workload must be over, and for the drain after it.
    Duration workload = seconds(std::int64_t{4} * 3600);
    Duration drain = seconds(1800);
    std::uint64_t steps = 2'000'000'000;
};

/// A process that does not start with the others, but so long after them.
struct LateStart {
    NodeId node;
    Duration after;
    friend bool operator==(const LateStart&, const LateStart&) = default;
};

/// What the plans of all systems have, whatever their settings are.
struct CommonPlan {
    Wiring wiring;
    std::vector<DiskProfile> disks;  ///< by NodeId
    std::vector<Delay> delays;       ///< by DelayId
    /// By 2 * channel + way: how long whoever receives a message there takes until it has handled
    /// it, one after the other on each way, or no_delay. Empty: nobody takes any time.
    std::vector<DelayId> handling;
    FaultPlan faults;
    Limits limits;
    std::vector<LateStart> late_starts;  ///< at most one a node
    Cast cast;
    std::uint32_t messages = 0;  ///< that all applications will publish
    Publication publication;     ///< who publishes them, and who is to get them

    bool starts_late(NodeId node) const {
        return std::any_of(late_starts.begin(), late_starts.end(),
                           [node](const LateStart& late) { return late.node == node; });
    }
};

template <class V> struct Plan : CommonPlan {
    typename V::Settings settings;
};

}  // namespace mqfate
