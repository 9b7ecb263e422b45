// The controller of a KRaft cluster: who is alive, who leads, who is in sync.
//
// The quorum of controllers is one node here, which does not fail in this slice, and a decision is
// committed at once. Its log reaches a broker as MetadataUpdate over the connection that the broker
// opened for its heartbeats: all partitions after an accepted registration and after the first
// request over a new connection, then each change, in order, each broker on its own.
//
// At the start every broker is registered (epoch 0), unfenced and in a fresh session; partitions
// begin as in initial.hpp.
//
// Rules (Apache Kafka 4.1, org.apache.kafka.controller):
//   (1) A heartbeat of the registered epoch renews the session, and unfences a fenced broker; then
//       partitions without a leader are elected (ReplicationControlManager.processBrokerHeartbeat,
//       handleBrokerUnfenced). Nobody enters an ISR this way: that is up to the leader.
//   (2) Silence for broker.session.timeout.ms fences; a lost connection does not. The check runs
//       every eighth of it, so it takes 1.0 to 1.125 times as long (BrokerHeartbeatTracker,
//       QuorumController.maybeFenceStaleBroker). The model draws 1.01 to 1.12, and a session is
//       valid until it is found expired.
//   (3) Fencing takes the broker out of its ISRs and elects (handleBrokerFenced).
//   (4) Registration while the previous session is valid: duplicate_broker_registration. Else the
//       new start is registered fenced with a new epoch (ClusterControlManager.registerBroker).
//       Without eligible leader replicas its predecessor would be fenced now, however it ended
//       (handleBrokerShutdown): it is already, by (2). So the last member of an ISR stays in it
//       after an unclean end too, and leads again once it is unfenced, with whatever its disk has
//       kept. KIP-966 takes it out at this point.
//   (5) While a partition is not led by its preferred replica, the preferred leader is looked for
//       every leader.imbalance.check.interval.seconds, the first time so long after it was lost
//       (QuorumController.maybeScheduleNextBalancePartitionLeaders, ReplicationControlManager.
//       maybeBalancePartitionLeaders). leader.imbalance.per.broker.percentage is not asked (KRaft).
//   (6) AlterPartition is checked in the order of ReplicationControlManager.alterPartition and
//       validateAlterPartitionData (validated(), below).
//   (7) A broker that wants to shut down and leads something enters controlled shutdown: it leaves
//       its ISRs, others are elected, and it may neither lead nor join any more. It is told to shut
//       down, and fenced, when it leads nothing and all active brokers have read of that; one that
//       leads nothing, or is fenced, at once (BrokerHeartbeatManager.calculateNextBrokerState,
//       ReplicationControlManager.processBrokerHeartbeat, handleBrokerInControlledShutdown). With
//       ZooKeeper nobody waits for the others (KafkaController.doControlledShutdown). A broker
//       that is fenced has no session, so its next start is registered at once.
// Left out: incarnation ids (a registration sent again because its answer was lost is refused like
// that of a new start, until the session is over), topics and features, a quorum that fails.
// Tested by: tests/models/kafka/controller_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/election.hpp"

namespace mqfate::kafka {

struct Controller {
    /// What the metadata log says of one broker.
    struct Registration {
        BrokerEpoch epoch;
        bool fenced = false;
        std::uint32_t shutdown = 0;  ///< number of the controlled shutdown that it is in; 0: none
        bool gone = false;           ///< it shuts down, or has done so and is not unfenced again
        friend bool operator==(const Registration&, const Registration&) = default;
    };
    struct Contact {
        bool session = false;   ///< it was heard of within the session time-out
        bool observes = false;  ///< it is connected, and has been told the state of all partitions
        std::uint32_t read_shutdown = 0;  ///< the last controlled shutdown that it has read of
        friend bool operator==(const Contact&, const Contact&) = default;
    };

    struct Durable {
        std::vector<PartitionState> partitions;  ///< by PartitionId
        std::vector<Registration> brokers;       ///< by NodeId
        std::uint32_t shutdowns = 0;             ///< controlled ones so far
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;
    struct Volatile {
        std::vector<Contact> contacts;  ///< by NodeId
        bool balance_is_due = false;    ///< LeaderImbalanceCheckDue is armed
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;

    void on(const Started&, RoleContext& context);
    void on(const Disconnected& gone, RoleContext& context);
    void on(const BrokerRegistrationRequest&, NodeId broker, RoleContext& context);
    void on(const BrokerHeartbeatRequest& request, NodeId broker, RoleContext& context);
    void on(const AlterPartitionRequest& request, NodeId broker, RoleContext& context);
    void on(const SessionExpires& timer, RoleContext& context);
    void on(const LeaderImbalanceCheckDue&, RoleContext& context);
    friend bool operator==(const Controller&, const Controller&) = default;

    /// Whether it may lead and be in sync (ClusterControlManager.isActive).
    bool is_active(NodeId broker) const {
        const Registration& it = durable.brokers[index(broker)];
        return !it.fenced && it.shutdown == 0;
    }

private:
    void format(const Settings& settings);
    /// A heartbeat that wants to shut down. Returns whether it shall.
    bool shut_down(NodeId broker, RoleContext& context);
    /// Tells every observer whether `broker` is gone, if that is a change.
    void note_gone(NodeId broker, bool gone, RoleContext& context);
    BrokerRegistrationChange registration_of(NodeId broker) const {
        return {broker, durable.brokers[index(broker)].gone, durable.shutdowns};
    }
    bool leads_anything(NodeId broker) const;
    /// All that may lead have read of controlled shutdown `number`.
    bool all_have_read(std::uint32_t number) const;
    void renew_session(NodeId broker, RoleContext& context);
    /// Its session is over: nobody counts on it until it is heard of again.
    void fence(NodeId broker, RoleContext& context);
    /// Takes `broker` out of every ISR it is in. Requires: it is not active.
    void remove_from_isrs(NodeId broker, RoleContext& context);
    void unfence(NodeId broker, RoleContext& context);
    Error validated(const AlterPartitionRequest& request, NodeId broker,
                    const Settings& settings) const;
    /// The replicas that are active.
    ReplicaSet acceptable(const PartitionConfig& partition) const;
    /// Writes `next` down and tells every observer but `except`, if it is a change.
    void decide(const PartitionState& next, NodeId except, RoleContext& context);
    void schedule_balance(RoleContext& context);
    /// Tells `broker` the state of all partitions and every change from now on.
    void show_all(NodeId broker, RoleContext& context);
};

}  // namespace mqfate::kafka
