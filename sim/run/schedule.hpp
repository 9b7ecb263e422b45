// The schedule: when. Due instants of what is in flight and armed, wires and disks busy until.
//
// It lies beside the world and parallel to it, and belongs to a run in time alone; the explorer has
// none. It is a value, a part of `Run`. Everything in the main queue can become stale (a connection
// died, a disk was reset): what is due is kept here, and a popped event that does not match it is
// skipped without moving the clock. Tested by: tests/sim/run/sampler_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/event_queue.hpp"
#include "sim/base/prefetch.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/time.hpp"
#include "sim/base/timer_wheel.hpp"
#include "sim/run/send_window.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

/// What a main-queue event is about; its payload is the kind in the top 3 bits, an index below.
enum class EventKind : std::uint32_t {
    flow,          ///< index: 2 * channel + way
    datagram,      ///< index: slot
    sync,          ///< index: node
    write_back,    ///< index: node * 2^12 + file
    fault_begins,  ///< index: node fault, or a late start (FaultClock::late_starts)
    fault_ends,    ///< index: into the list of faults in force (FaultClock::kills)
    look,          ///< during the drain: is anything left to do?
    drained,       ///< index: 2 * channel + way: the sender's buffer has room
};
constexpr std::uint32_t event_payload(EventKind kind, std::uint32_t index) {
    return static_cast<std::uint32_t>(kind) << 24 | index;
}
constexpr EventKind kind_of(std::uint32_t payload) { return static_cast<EventKind>(payload >> 24); }
constexpr std::uint32_t index_of(std::uint32_t payload) { return payload & 0x00ff'ffffU; }

class Schedule {
public:
    /// One way of one connection. `due` is parallel to what is under way, and never decreases.
    struct FlowClock {
        Ring<Instant> due;
        Instant next = Instant::never();  ///< of the event in the queue; never: none there
        Instant repeated{};  ///< what had to wait gets through then, when it is sent once more
        std::uint32_t draws = 0;
        friend bool operator==(const FlowClock&, const FlowClock&) = default;
    };
    struct DiskClock {
        Ring<Instant> syncs;  ///< parallel to the disk's pending syncs
        Instant busy_until{};
        std::uint32_t finished = 0;  ///< syncs, where they may fail
        std::uint32_t draws = 0;
        std::vector<Instant> write_backs;  ///< by file; never: clean
        friend bool operator==(const DiskClock&, const DiskClock&) = default;
    };

    EventQueue queue;
    TimerWheel wheel;
    std::vector<FlowClock> flows;            ///< by 2 * channel + way
    std::vector<SendWindow> windows;         ///< by 2 * channel + way; empty: no wire loses
    std::vector<DiskClock> disks;            ///< by NodeId
    std::vector<Instant> wire_busy_until;    ///< by WireId
    std::vector<std::uint32_t> slot_places;  ///< by slot: its index among the datagrams
    std::vector<bool> slot_lost;             ///< by slot: the wire loses it
    /// Datagrams that have arrived where the process stands still; in the order of arrival.
    struct HeldDatagram {
        Instant arrived;
        std::uint32_t slot = 0;
        friend bool operator==(const HeldDatagram&, const HeldDatagram&) = default;
    };
    std::vector<HeldDatagram> held_datagrams;
    std::vector<std::uint32_t> timer_draws;  ///< by node * 256 + kind
    /// By node: when its timer that is drawn at each look was armed (Wait; a node has one of them).
    std::vector<Instant> looked_at_since;

    /// Of one plan: the same is due at the same instants, in the same order.
    friend bool operator==(const Schedule&, const Schedule&) = default;
    void reset(const Wiring& wiring);

    // ---- connections
    /// The flow, whose oldest packet is held up, is looked at again then.
    void look_at(std::uint32_t flow, Instant at) {
        flows[flow].next = at;
        queue.push(at, Phase::delivery, event_payload(EventKind::flow, flow));
    }
    /// The newest packet of the flow is not sent after all.
    void retract(std::uint32_t flow) {
        FlowClock& clock = flows[flow];
        clock.due.pop_back();
        if (clock.due.empty()) clock.next = Instant::never();
    }
    /// Nothing of the flow is under way any more.
    void empty(std::uint32_t flow) {
        flows[flow].due.clear();
        flows[flow].next = Instant::never();
    }

    // ---- timers, parallel to the world's
    void arm(NodeId node, std::uint32_t place, bool again, Instant due);
    void disarm(NodeId node, std::uint32_t place);
    void disarm_all(NodeId node);
    /// Whose timer is due, and where it is among its node's.
    struct TimerPlace {
        NodeId node;
        std::uint32_t place = 0;
        friend bool operator==(const TimerPlace&, const TimerPlace&) = default;
    };
    static TimerPlace timer_of(const TimerWheel::Due& due) { return timer_of(due.payload); }
    static TimerPlace timer_of(std::uint64_t payload) {
        return {NodeId{static_cast<std::uint16_t>(payload >> 32)},
                static_cast<std::uint32_t>(payload)};
    }
    void prefetch_timers(NodeId node) const { prefetch(&timers_[index(node)]); }
    void prefetch_timer(TimerPlace at) const {
        prefetch(timers_[index(at.node)].data() + at.place);
    }
    /// The timer at `place` is no more.
    void fired(NodeId node, std::uint32_t place) { timers_[index(node)][place] = {}; }
    /// The node is paused: the timer that came up fires when it goes on.
    void park(NodeId node, std::uint32_t place) {
        timers_[index(node)][place] = {};
        parked_.push_back({node, place});
    }
    void unpark(NodeId node, Instant now);

    // ---- disks
    /// A file was written; if it was clean, the operating system will write it back.
    void wrote(NodeId node, FileId file, Instant now, const DiskProfile& disk);
    bool write_back_is_due(NodeId node, FileId file, Instant at) const;
    void clean(NodeId node, FileId file);
    void sync(NodeId node, Instant now, Duration latency);
    void drop_syncs(NodeId node, Instant now);
    /// `page_cache`: it went with the process.
    void crashed(NodeId node, bool page_cache);

    // ---- datagrams, parallel to the world's
    std::uint32_t take_slot(std::uint32_t place, bool lost);
    void drop_datagram(std::uint32_t place);

private:
    static std::uint64_t label(NodeId node, std::size_t place) {
        return std::uint64_t{node.value} << 32 | place;
    }

    std::vector<std::vector<TimerWheel::Handle>> timers_;  // by place; none: free, or parked
    std::vector<TimerPlace> parked_;                       // in the order in which they came up
    std::vector<std::uint32_t> datagram_slots_;
    std::vector<std::uint32_t> free_slots_;
};

}  // namespace mqfate
