// A broker and its controller: registration, heartbeats, the metadata log, AlterPartition.
//
// Sources (Apache Kafka 4.1): BrokerLifecycleManager (registration, heartbeat after the previous
// answer), ReplicaManager.applyDelta (metadata in order), DefaultAlterPartitionManager (one request
// in flight for each broker). One connection carries all three here; Kafka has one for each.
#include <algorithm>

#include "models/kafka/broker.hpp"
#include "models/kafka/producer_ids.hpp"

namespace mqfate::kafka {
namespace {

/// reconnect.backoff of the channel to the controller.
constexpr Duration reconnect_pause = milliseconds(50);

}  // namespace

void Broker::call_controller(Vocabulary::Body body, RoleContext& context) {
    context.request(context.settings().kafka.controller(), std::move(body));
    context.arm(ControllerTimeout{}, context.settings().kafka.broker.broker_heartbeat_interval);
}

void Broker::on(const HeartbeatDue&, RoleContext& context) {
    if (memory.registered)
        call_controller(BrokerHeartbeatRequest{memory.epoch}, context);
    else
        call_controller(BrokerRegistrationRequest{}, context);
}

void Broker::on(const BrokerRegistrationResponse& response, NodeId, RoleContext& context) {
    context.cancel(ControllerTimeout{});
    if (response.error != Error::none) {  // the session of the previous start is not over yet
        context.arm(HeartbeatDue{}, context.settings().kafka.broker.broker_heartbeat_interval);
        return;
    }
    memory.registered = true;
    memory.epoch = response.epoch;
    on(HeartbeatDue{}, context);
}

void Broker::on(const BrokerHeartbeatResponse& response, NodeId, RoleContext& context) {
    context.cancel(ControllerTimeout{});
    if (response.error == Error::stale_broker_epoch) memory.registered = false;
    memory.fenced = response.fenced;
    context.arm(HeartbeatDue{}, context.settings().kafka.broker.broker_heartbeat_interval);
}

void Broker::on(const ControllerTimeout&, RoleContext& context) {
    context.close(context.settings().kafka.controller());
    controller_is_silent(context);
    context.arm(HeartbeatDue{}, context.settings().kafka.broker.broker_heartbeat_interval);
}

// What was asked may or may not have happened; AlterPartition is asked again.
void Broker::controller_is_silent(RoleContext& context) {
    if (!memory.alter_in_flight) return;
    memory.alter_waiting.push_front(*memory.alter_in_flight);
    memory.alter_in_flight.reset();
    context.arm(ControllerRetryDue{}, reconnect_pause);
}

void Broker::on(const ControllerRetryDue&, RoleContext& context) { send_next_alter(context); }

// ---- the metadata log

void Broker::on(const MetadataUpdate& update, NodeId, RoleContext& context) {
    apply(update.state, context);
    start_fetching(context);
}

void Broker::apply(const PartitionState& state, RoleContext& context) {
    Image& image = memory.image[index(state.partition)];
    // Nothing new, if the same state is shown again: what is proposed since then stays proposed.
    if (image.known && state.partition_epoch <= image.state.partition_epoch) return;
    image = {state, true};
    if (!memory.up)
        memory.up = std::all_of(memory.image.begin(), memory.image.end(),
                                [](const Image& one) { return one.known; });
    const auto place = place_of(state.partition);
    if (!place) return;
    if (state.leader == context.self())
        lead(*place, state, context);
    else
        follow(*place, state, context);
}

void Broker::serve(ClientChannel& c, const MetadataRequest&, RoleContext& context) {
    MetadataResponse response;
    for (std::uint16_t p = 0; p < memory.image.size(); ++p) {
        const Image& image = memory.image[p];
        response.items.push_back(
            {{p}, image.known ? image.state.leader : no_node, image.state.leader_epoch});
    }
    context.reply(c.client, std::move(response));
}

void Broker::serve(ClientChannel& c, const InitProducerIdRequest&, RoleContext& context) {
    const ProducerIds ids(context.settings().kafka.brokers);
    const ProducerId id = ids.nth(memory.producer_ids++, context.self(), memory.epoch);
    context.reply(c.client, InitProducerIdResponse{id, {}});
}

// ---- AlterPartition (KIP-497)

void Broker::propose(std::size_t place, ReplicaSet isr, RoleContext& context) {
    memory.replicas[place].proposed = isr;
    memory.alter_waiting.push_back(memory.replicas[place].partition);
    send_next_alter(context);
}

void Broker::send_next_alter(RoleContext& context) {
    while (!memory.alter_in_flight && !memory.alter_waiting.empty()) {
        const PartitionId partition = memory.alter_waiting.pop_front();
        const Replica& replica = memory.replicas[*place_of(partition)];
        if (!replica.leads || !replica.proposed) continue;  // the metadata log has overtaken it
        memory.alter_in_flight = partition;
        const PartitionState proposed{partition, context.self(), replica.leader_epoch,
                                      replica.partition_epoch, *replica.proposed};
        context.request(context.settings().kafka.controller(),
                        AlterPartitionRequest{memory.epoch, proposed});
    }
}

void Broker::on(const AlterPartitionResponse& response, NodeId, RoleContext& context) {
    const PartitionId partition = response.state.partition;
    if (memory.alter_in_flight != partition) return;  // a repeat, on a network that repeats
    memory.alter_in_flight.reset();
    switch (response.error) {  // Partition.handleAlterPartitionError
        case Error::none: commit_isr(response.state, context); return send_next_alter(context);
        case Error::ineligible_replica:
            memory.replicas[*place_of(partition)].proposed.reset();
            break;
        case Error::fenced_leader_epoch:
        case Error::invalid_update_version:
        case Error::invalid_request: break;  // pending, until the metadata log overrides it
        default: memory.alter_waiting.push_back(partition); break;
    }
    context.arm(ControllerRetryDue{}, reconnect_pause);
}

// Partition.handleAlterPartitionUpdate. The answer stands for the record in the metadata log, which
// the controller does not send to who proposed it: it counts, whatever became of the proposal.
void Broker::commit_isr(const PartitionState& state, RoleContext& context) {
    const std::size_t place = *place_of(state.partition);
    Replica& replica = memory.replicas[place];
    if (!replica.leads || state.leader_epoch != replica.leader_epoch) return;
    if (state.partition_epoch < replica.partition_epoch) return;
    memory.image[index(state.partition)] = {state, true};
    replica.isr = state.isr;
    replica.partition_epoch = state.partition_epoch;
    if (replica.proposed == state.isr) replica.proposed.reset();
    if (advance_high_watermark(place, context)) settle_produces(state.partition, context);
}

}  // namespace mqfate::kafka
