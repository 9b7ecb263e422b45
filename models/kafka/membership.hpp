// A broker and its controller: registration, heartbeats, the metadata log, AlterPartition.
//
//   broker                                    controller
//   Registration, then a Heartbeat now and then ->   a session, an epoch of this start
//   <------------------------------------------ MetadataUpdate: who leads what, one at a time
//   image; then leading or following takes over the partition
//   AlterPartition: the in-sync set that a leader proposes, one at a time ->
//
// Sources (Apache Kafka 4.1): BrokerLifecycleManager (registration, heartbeat after the previous
// answer), ReplicaManager.applyDelta (metadata in order), DefaultAlterPartitionManager (one request
// in flight for each broker). One connection carries all three here; Kafka has one for each.
// How it ends is in shutting_down.cpp.
// Tested by: tests/models/kafka/membership_test.cpp, in_sync_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

struct Parts;

/// What this broker has read in the controller's metadata log about one partition.
struct Image {
    PartitionState state;
    bool known = false;
    friend bool operator==(const Image&, const Image&) = default;
};

class Membership {
public:
    struct State {
        std::vector<Image> image;  ///< of all partitions, by PartitionId
        BrokerEpoch epoch;
        std::uint32_t producer_ids = 0;  ///< given out since the start
        bool up = false;                 ///< it has read the state of all partitions
        bool registered = false;
        bool fenced = false;
        std::uint32_t read_shutdown = 0;  ///< the last controlled shutdown that it has read of
        std::vector<NodeId> gone;         ///< brokers that shut down, ascending
        bool wants_shutdown = false;      ///< it has asked for a controlled one
        bool waits_for_others = false;    ///< and was told once to wait
        bool ending = false;              ///< it serves nobody any more, and flushes
        std::optional<PartitionId> alter_in_flight;
        Ring<PartitionId> alter_waiting;
        friend bool operator==(const State&, const State&) = default;
    };
    Membership(State& state, Parts& parts) : state_(state), parts_(parts) {}

    /// The process starts; `again`: not for the first time in this world, so it knows nothing.
    void start(bool again);

    // ---- for the other parts
    /// Whether it has caught up with the metadata log, and so accepts connections.
    bool is_up() const { return state_.up && !state_.ending; }
    /// Whether `broker` shuts down, or has, and is not back: no in-sync set waits for it
    /// (Partition.isReplicaIsrEligible).
    bool is_gone(NodeId broker) const {
        const auto& gone = state_.gone;
        return !gone.empty() && std::binary_search(gone.begin(), gone.end(), broker);
    }
    /// Whether it shuts down and is not in sync any more: then it copies nothing
    /// (ReplicaManager.applyLocalFollowersDelta).
    bool leaves(const PartitionState& state) const;
    /// Whether it has stopped to work, for good.
    bool is_ending() const { return state_.ending; }
    /// What it tells a client about who leads.
    MetadataResponse metadata() const;
    ProducerId new_producer_id();
    /// The in-sync set of `partition` is to be altered: asks InSync::proposal for it when it is
    /// this partition's turn.
    void alter(PartitionId partition);

    // ---- news of the controller
    void answered(const BrokerRegistrationResponse& response);
    void answered(const BrokerHeartbeatResponse& response);
    void answered(const AlterPartitionResponse& response);
    void updated(const PartitionState& state);
    void connection_lost();
    void read(const BrokerRegistrationChange& change);
    /// It has not answered in time.
    void timed_out();

    // ---- the end (shutting_down.cpp)
    /// The process is asked to end.
    void shut_down();
    /// All logs are on the disk: nothing is left to do.
    void flushed();

    // ---- by time
    /// Registers, or shows that this broker is alive.
    void call();
    void retry() { send_next_alter(); }

private:
    void call(Vocabulary::Body body);
    void apply(const PartitionState& state);
    void told_about_shutdown(bool should);
    void end();
    void controller_is_silent();
    void send_next_alter();

    State& state_;
    Parts& parts_;
};

}  // namespace mqfate::kafka
