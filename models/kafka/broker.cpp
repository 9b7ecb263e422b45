// Which part of a broker handles what.
#include "models/kafka/broker.hpp"

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

// ---- the process and its disk

void Broker::on(const Started& started, RoleContext& context) {
    Parts parts(*this, context);
    parts.hosted.load();
    parts.in_sync.start();
    parts.flushing.start();
    parts.membership.start(started.again);
}
void Broker::on(const ShutDownAsked&, RoleContext& context) {
    Parts(*this, context).membership.shut_down();
}
void Broker::on(const Synced& synced, RoleContext& context) {
    Parts(*this, context).flushing.synced(synced.position);
}
void Broker::on(const FlushCheckDue&, RoleContext& context) {
    Parts(*this, context).flushing.check();
}
void Broker::on(const FlushIntervalOver& timer, RoleContext& context) {
    Parts(*this, context).flushing.interval_over(timer.partition);
}
void Broker::on(const CheckpointDue&, RoleContext& context) {
    Parts(*this, context).flushing.checkpoint();
}

// ---- clients

void Broker::on(const ProduceRequest& request, NodeId from, RoleContext& context) {
    Parts(*this, context).inbox.receive(request, from);
}
void Broker::on(const FetchRequest& request, NodeId from, RoleContext& context) {
    Parts(*this, context).inbox.receive(request, from);
}
void Broker::on(const InitProducerIdRequest& request, NodeId from, RoleContext& context) {
    Parts(*this, context).inbox.receive(request, from);
}
void Broker::on(const MetadataRequest& request, NodeId from, RoleContext& context) {
    Parts(*this, context).inbox.receive(request, from);
}
void Broker::on(const ProduceExpires& timer, RoleContext& context) {
    Parts(*this, context).inbox.produce_expired(timer.client);
}
void Broker::on(const FetchExpires& timer, RoleContext& context) {
    Parts(*this, context).inbox.fetch_expired(timer.client);
}
void Broker::on(const Disconnected& gone, RoleContext& context) {
    Parts parts(*this, context);
    if (!gone.as_client)
        parts.inbox.client_gone(gone.peer);
    else if (gone.peer == parts.settings().controller())
        parts.membership.connection_lost();
    else
        parts.following.connection_lost(gone.peer);
}

// ---- replication

// ReplicaFetcherManager.shutdown: who ends copies nothing any more.
void Broker::on(const FetchResponse& response, NodeId from, RoleContext& context) {
    Parts parts(*this, context);
    if (!parts.membership.is_ending()) parts.following.answered(response, from);
}
void Broker::on(const OffsetsForLeaderEpochRequest& request, NodeId from, RoleContext& context) {
    Parts(*this, context).inbox.receive(request, from);
}
void Broker::on(const OffsetsForLeaderEpochResponse& response, NodeId from, RoleContext& context) {
    Parts(*this, context).following.answered(response, from);
}
void Broker::on(const FetchTimeout& timer, RoleContext& context) {
    Parts(*this, context).following.timed_out(timer.leader);
}
void Broker::on(const FetchBackoffOver& timer, RoleContext& context) {
    Parts(*this, context).following.backoff_over(timer.leader);
}
void Broker::on(const IsrCheckDue&, RoleContext& context) { Parts(*this, context).in_sync.check(); }

// ---- the controller

void Broker::on(const BrokerRegistrationResponse& response, NodeId, RoleContext& context) {
    Parts(*this, context).membership.answered(response);
}
void Broker::on(const BrokerHeartbeatResponse& response, NodeId, RoleContext& context) {
    Parts(*this, context).membership.answered(response);
}
void Broker::on(const AlterPartitionResponse& response, NodeId, RoleContext& context) {
    Parts(*this, context).membership.answered(response);
}
void Broker::on(const MetadataUpdate& update, NodeId, RoleContext& context) {
    Parts parts(*this, context);
    if (!parts.membership.is_ending()) parts.membership.updated(update.state);
}
void Broker::on(const BrokerRegistrationChange& change, NodeId, RoleContext& context) {
    Parts(*this, context).membership.read(change);
}
void Broker::on(const HeartbeatDue&, RoleContext& context) {
    Parts(*this, context).membership.call();
}
void Broker::on(const ControllerTimeout&, RoleContext& context) {
    Parts(*this, context).membership.timed_out();
}
void Broker::on(const ControllerRetryDue&, RoleContext& context) {
    Parts(*this, context).membership.retry();
}

}  // namespace mqfate::kafka
