// Flushing: by count inside an append, by time from a task; and the high watermark checkpoint.
//
// A log is locked while an append to it waits for its flush: nothing is appended meanwhile, the
// answer and the high watermark wait, followers may read before. Whoever waits is served when the
// disk is done, in the order of asking.
// Tested by: tests/models/kafka/flushing_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/context.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/replica.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

struct Parts;

/// Who waits for the next sync of the disk; syncs are done in the order of asking.
struct SyncWaiter {
    enum class Who : std::uint8_t { client, follower, nobody, the_end } who = Who::nobody;
    std::uint16_t place = 0;
    NodeId node;  ///< the client, or the leader that is followed
    friend bool operator==(const SyncWaiter&, const SyncWaiter&) = default;
};

class Flushing {
public:
    struct State {
        Ring<SyncWaiter> waiters;
        friend bool operator==(const State&, const State&) = default;
    };
    Flushing(State& state, Parts& parts) : state_(state), parts_(parts) {}

    /// The process starts: arms what comes by time.
    void start();
    /// Flushes after an append of `client` (no_node: it has gone), if enough has been written
    /// (flush.messages). Returns whether the append waits for that; then Inbox::flushed follows.
    bool flush_if_due(std::size_t place, NodeId client);
    /// The same after copying from `leader`; Following::flushed follows.
    bool flush_copied_if_due(std::size_t place, NodeId leader);

    /// Flushes what is not on the disk, for the process ends; Membership::flushed follows. Returns
    /// whether there is anything.
    bool flush_all();

    // ---- news
    void synced(Position upto);
    void interval_over(PartitionId partition);
    void check();
    void checkpoint();

private:
    bool flush_if_due(std::size_t place, SyncWaiter::Who who, NodeId node);
    Duration interval(const Replica& replica) const;

    State& state_;
    Parts& parts_;
};

}  // namespace mqfate::kafka
