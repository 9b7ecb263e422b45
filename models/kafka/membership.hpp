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
// Tested by: tests/models/kafka/membership_test.cpp, in_sync_test.cpp.
#pragma once

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
        std::optional<PartitionId> alter_in_flight;
        Ring<PartitionId> alter_waiting;
        friend bool operator==(const State&, const State&) = default;
    };
    Membership(State& state, Parts& parts) : state_(state), parts_(parts) {}

    /// The process starts; `again`: not for the first time in this world, so it knows nothing.
    void start(bool again);

    // ---- for the other parts
    /// Whether it has caught up with the metadata log, and so accepts connections.
    bool is_up() const { return state_.up; }
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
    /// It has not answered in time.
    void timed_out();

    // ---- by time
    /// Registers, or shows that this broker is alive.
    void call();
    void retry() { send_next_alter(); }

private:
    void call(Vocabulary::Body body);
    void apply(const PartitionState& state);
    void controller_is_silent();
    void send_next_alter();

    State& state_;
    Parts& parts_;
};

}  // namespace mqfate::kafka
