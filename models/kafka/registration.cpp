// A broker and its controller: registration, heartbeats, the metadata log, AlterPartition.
//
// Sources (Apache Kafka 4.1): BrokerLifecycleManager (registration, heartbeat after the previous
// answer), ReplicaManager.applyDelta (metadata in order), DefaultAlterPartitionManager (one request
// in flight for each broker). One connection carries all three here; Kafka has one for each.
#include <algorithm>

#include "models/kafka/broker.hpp"

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
}

void Broker::apply(const PartitionState& state, RoleContext& context) {
    Image& image = memory.image[index(state.partition)];
    if (image.known && state.partition_epoch < image.state.partition_epoch) return;
    image = {state, true};
    const auto place = place_of(state.partition);
    if (!place) return;
    if (state.leader == context.self())
        lead(*place, state, context);
    else
        follow(*place, state, context);
}

void Broker::on(const MetadataRequest&, NodeId from, RoleContext& context) {
    MetadataResponse response;
    for (std::uint16_t p = 0; p < memory.image.size(); ++p) {
        const Image& image = memory.image[p];
        response.items.push_back(
            {{p}, image.known ? image.state.leader : no_node, image.state.leader_epoch});
    }
    context.reply(from, std::move(response));
}

void Broker::on(const InitProducerIdRequest&, NodeId from, RoleContext& context) {
    // Each broker takes ids from blocks of 1000 that the controller gives to nobody else
    // (RPCProducerIdManager); here the blocks of one broker are every n-th.
    const std::uint32_t n = durable.next_producer_id++;
    const std::uint32_t brokers = context.settings().kafka.brokers;
    const std::uint32_t block = n / 1'000 * brokers + context.self().value;
    context.reply(from, InitProducerIdResponse{ProducerId{block * 1'000 + n % 1'000}, {}});
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

// Partition.handleAlterPartitionUpdate and handleAlterPartitionError.
void Broker::on(const AlterPartitionResponse& response, NodeId, RoleContext& context) {
    const auto asked = std::exchange(memory.alter_in_flight, {});
    const auto place = asked ? place_of(*asked) : std::nullopt;
    if (place && memory.replicas[*place].leads && memory.replicas[*place].proposed) {
        Replica& replica = memory.replicas[*place];
        const PartitionState& state = response.state;
        switch (response.error) {
            case Error::none:
                if (state.leader_epoch != replica.leader_epoch ||
                    state.partition_epoch < replica.partition_epoch)
                    break;
                memory.image[index(*asked)] = {state, true};
                replica.isr = state.isr;
                replica.partition_epoch = state.partition_epoch;
                replica.proposed.reset();
                if (advance_high_watermark(*place, context)) settle_produces(*asked, context);
                break;
            case Error::ineligible_replica: replica.proposed.reset(); break;
            case Error::fenced_leader_epoch:
            case Error::invalid_update_version:
            case Error::invalid_request: break;  // pending, until the metadata log overrides it
            default: memory.alter_waiting.push_back(*asked); break;
        }
    }
    if (response.error != Error::none)
        context.arm(ControllerRetryDue{}, reconnect_pause);
    else
        send_next_alter(context);
}

}  // namespace mqfate::kafka
