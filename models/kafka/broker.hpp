// A broker: replicas of several partitions, some of which it leads and some of which it follows.
//
// It is put together from parts, each with a state of its own and a few verbs for the others
// (parts.hpp lists them). This file says what a broker remembers, durable or not, and what it
// handles; each handler hands on to the part that knows.
//
//   a batch     inbox -> leading -> hosted [-> flushing] ... in_sync -> leading -> inbox
//   a copy      inbox -> reading (at the leader) ... following -> hosted [-> flushing]
//   a decision  membership -> leading or following
//
// Source of the rules: Apache Kafka 4.1 (ReplicaManager, Partition, UnifiedLog,
// AbstractFetcherThread, BrokerLifecycleManager), named at each.
// Leaves out: request quotas, the time that a request handler takes.
// Tested by: the tests of its parts, on one stage (tests/models/kafka/broker_stage.hpp).
#pragma once

#include <optional>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/flushing.hpp"
#include "models/kafka/following.hpp"
#include "models/kafka/hosted.hpp"
#include "models/kafka/in_sync.hpp"
#include "models/kafka/inbox.hpp"
#include "models/kafka/leading.hpp"
#include "models/kafka/membership.hpp"
#include "models/kafka/reading.hpp"
#include "models/kafka/replica.hpp"

namespace mqfate::kafka {

struct Broker {
    using Durable = Hosted::Durable;
    Durable durable;

    struct Volatile {
        std::vector<Replica> replicas;  ///< by place
        Inbox::State inbox;
        Following::State following;
        Flushing::State flushing;
        Membership::State membership;
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;

    // ---- the process and its disk
    void on(const Started& started, RoleContext& context);
    void on(const ShutDownAsked&, RoleContext& context);
    void on(const Synced& synced, RoleContext& context);
    void on(const FlushCheckDue&, RoleContext& context);
    void on(const FlushIntervalOver& timer, RoleContext& context);
    void on(const CheckpointDue&, RoleContext& context);

    // ---- clients
    void on(const ProduceRequest& request, NodeId from, RoleContext& context);
    void on(const FetchRequest& request, NodeId from, RoleContext& context);
    void on(const InitProducerIdRequest& request, NodeId from, RoleContext& context);
    void on(const MetadataRequest& request, NodeId from, RoleContext& context);
    void on(const ProduceExpires& timer, RoleContext& context);
    void on(const FetchExpires& timer, RoleContext& context);
    void on(const Disconnected& gone, RoleContext& context);

    // ---- replication
    void on(const FetchResponse& response, NodeId from, RoleContext& context);
    void on(const OffsetsForLeaderEpochRequest& request, NodeId from, RoleContext& context);
    void on(const OffsetsForLeaderEpochResponse& response, NodeId from, RoleContext& context);
    void on(const FetchTimeout& timer, RoleContext& context);
    void on(const FetchBackoffOver& timer, RoleContext& context);
    void on(const IsrCheckDue&, RoleContext& context);

    // ---- the controller
    void on(const BrokerRegistrationResponse& response, NodeId from, RoleContext& context);
    void on(const BrokerHeartbeatResponse& response, NodeId from, RoleContext& context);
    void on(const AlterPartitionResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataUpdate& update, NodeId from, RoleContext& context);
    void on(const BrokerRegistrationChange& change, NodeId from, RoleContext& context);
    void on(const HeartbeatDue&, RoleContext& context);
    void on(const ControllerTimeout&, RoleContext& context);
    void on(const ControllerRetryDue&, RoleContext& context);

    friend bool operator==(const Broker&, const Broker&) = default;

    /// Where among the hosted partitions `partition` is; nothing if it is not hosted (or not up).
    std::optional<std::uint16_t> place_of(PartitionId partition) const {
        return Hosted::place_in(memory.replicas, partition);
    }
};

}  // namespace mqfate::kafka
