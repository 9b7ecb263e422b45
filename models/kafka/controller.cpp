#include "models/kafka/controller.hpp"

#include "models/kafka/initial.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {

void Controller::on(const Started&, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    if (durable.brokers.empty()) format(settings);
    memory.contacts.assign(settings.brokers, {});
    for (std::uint16_t b = 0; b < settings.brokers; ++b) renew_session({b}, context);
}

void Controller::format(const Settings& settings) {
    durable.brokers.assign(settings.brokers, {});
    for (std::uint16_t p = 0; p < settings.partitions.size(); ++p)
        durable.partitions.push_back(initial_state({p}, settings));
}

void Controller::on(const Disconnected& gone, RoleContext&) {
    memory.contacts[index(gone.peer)].observes = false;
}

void Controller::on(const BrokerRegistrationRequest&, NodeId broker, RoleContext& context) {
    Registration& registration = durable.brokers[index(broker)];
    if (memory.contacts[index(broker)].session) {
        constexpr Error refused = Error::duplicate_broker_registration;
        return context.reply(broker, BrokerRegistrationResponse{.error = refused, .epoch = {}});
    }
    ENSURE(registration.fenced, "a broker without a session is not fenced");
    ++registration.epoch;
    memory.contacts[index(broker)].read_shutdown = 0;
    renew_session(broker, context);
    context.reply(broker, BrokerRegistrationResponse{.epoch = registration.epoch});
    show_all(broker, context);
}

void Controller::on(const BrokerHeartbeatRequest& request, NodeId broker, RoleContext& context) {
    const Registration& registration = durable.brokers[index(broker)];
    if (request.epoch != registration.epoch)
        return context.reply(broker, BrokerHeartbeatResponse{.error = Error::stale_broker_epoch,
                                                             .fenced = registration.fenced});
    memory.contacts[index(broker)].read_shutdown = request.read_shutdown;
    const bool ends = request.want_shut_down && shut_down(broker, context);
    if (!ends) renew_session(broker, context);
    if (registration.fenced && !request.want_shut_down) unfence(broker, context);
    context.reply(broker,
                  BrokerHeartbeatResponse{.fenced = registration.fenced, .should_shut_down = ends});
    if (!memory.contacts[index(broker)].observes) show_all(broker, context);
}

void Controller::on(const SessionExpires& timer, RoleContext& context) {
    fence(timer.broker, context);
}

void Controller::on(const LeaderImbalanceCheckDue&, RoleContext& context) {
    for (const PartitionState& state : durable.partitions) {
        const PartitionConfig& partition = context.settings().kafka.partition(state.partition);
        if (has_preferred_leader(state, partition)) continue;
        const PartitionChange change{
            .target_isr = state.isr, .acceptable = acceptable(partition), .preferred = true};
        decide(changed(state, partition, change), no_node, context);
    }
    memory.balance_is_due = false;  // only now: what is left counts, not what was
    schedule_balance(context);
}

void Controller::on(const AlterPartitionRequest& request, NodeId broker, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    const PartitionId id = request.proposed.partition;
    const Error error = validated(request, broker, settings);
    if (error == Error::none) {
        const PartitionConfig& partition = settings.partition(id);
        const PartitionChange change{.target_isr = request.proposed.isr,
                                     .acceptable = acceptable(partition)};
        decide(changed(durable.partitions[index(id)], partition, change), broker, context);
    }
    context.reply(broker,
                  AlterPartitionResponse{.error = error, .state = durable.partitions[index(id)]});
    if (error != Error::stale_broker_epoch && !memory.contacts[index(broker)].observes)
        show_all(broker, context);
}

Error Controller::validated(const AlterPartitionRequest& request, NodeId broker,
                            const Settings& settings) const {
    const PartitionState& asked = request.proposed;
    const PartitionState& mine = durable.partitions[index(asked.partition)];
    const PartitionConfig& partition = settings.partition(asked.partition);
    if (request.epoch != durable.brokers[index(broker)].epoch) return Error::stale_broker_epoch;
    // A later epoch than the controller's own would be NOT_CONTROLLER: there is but one controller.
    ENSURE(asked.leader_epoch <= mine.leader_epoch && asked.partition_epoch <= mine.partition_epoch,
           "a leader knows an epoch that its controller never gave");
    if (asked.leader_epoch < mine.leader_epoch) return Error::fenced_leader_epoch;
    if (broker != mine.leader) return Error::invalid_request;
    if (asked.partition_epoch < mine.partition_epoch) return Error::invalid_update_version;
    const std::optional<unsigned> leader = place_of(broker, partition);
    ENSURE(leader, "a partition is led by a broker without a replica");
    const bool replicas_only = (asked.isr.bits >> partition.replicas.size()) == 0;
    if (!replicas_only || !asked.isr.has(*leader)) return Error::invalid_request;
    const ReplicaSet unfenced = acceptable(partition);
    if ((asked.isr.bits & ~unfenced.bits) != 0) return Error::ineligible_replica;
    return Error::none;
}

void Controller::renew_session(NodeId broker, RoleContext& context) {
    memory.contacts[index(broker)].session = true;
    const Duration timeout = context.settings().kafka.broker.broker_session_timeout;
    // Rule (2): 17/16 of the time-out, give or take a twentieth.
    context.arm(SessionExpires{broker}, Wait{.fixed = timeout + Duration{timeout.ns / 16},
                                             .jitter_percent = 5,
                                             .subject = broker.value});
}

void Controller::fence(NodeId broker, RoleContext& context) {
    memory.contacts[index(broker)].session = false;
    durable.brokers[index(broker)].fenced = true;
    durable.brokers[index(broker)].shutdown = 0;
    remove_from_isrs(broker, context);
}

void Controller::remove_from_isrs(NodeId broker, RoleContext& context) {
    for (const PartitionState& state : durable.partitions) {
        const PartitionConfig& partition = context.settings().kafka.partition(state.partition);
        const std::optional<unsigned> place = place_of(broker, partition);
        if (!place || !state.isr.has(*place)) continue;
        const PartitionChange change{.target_isr = state.isr.without(*place),
                                     .acceptable = acceptable(partition)};
        decide(changed(state, partition, change), no_node, context);
    }
}

void Controller::unfence(NodeId broker, RoleContext& context) {
    durable.brokers[index(broker)].fenced = false;
    note_gone(broker, false, context);
    for (const PartitionState& state : durable.partitions) {
        if (state.leader != no_node) continue;
        const PartitionConfig& partition = context.settings().kafka.partition(state.partition);
        const PartitionChange change{.target_isr = state.isr, .acceptable = acceptable(partition)};
        decide(changed(state, partition, change), no_node, context);
    }
}

ReplicaSet Controller::acceptable(const PartitionConfig& partition) const {
    ReplicaSet set;
    for (unsigned place = 0; place < partition.replicas.size(); ++place)
        if (is_active(partition.replicas[place])) set = set.with(place);
    return set;
}

void Controller::decide(const PartitionState& next, NodeId except, RoleContext& context) {
    PartitionState& state = durable.partitions[index(next.partition)];
    if (next == state) return;
    state = next;
    for (std::uint16_t b = 0; b < memory.contacts.size(); ++b)
        if (memory.contacts[b].observes && NodeId{b} != except)
            context.reply({b}, MetadataUpdate{next});
    schedule_balance(context);
}

// Rule (5).
void Controller::schedule_balance(RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    if (memory.balance_is_due || !settings.broker.auto_leader_rebalance_enable) return;
    for (const PartitionState& state : durable.partitions)
        if (!has_preferred_leader(state, settings.partition(state.partition)))
            memory.balance_is_due = true;
    if (memory.balance_is_due)
        context.arm(LeaderImbalanceCheckDue{}, settings.broker.leader_imbalance_check_interval);
}

void Controller::show_all(NodeId broker, RoleContext& context) {
    memory.contacts[index(broker)].observes = true;
    for (const PartitionState& state : durable.partitions)
        context.reply(broker, MetadataUpdate{state});
    for (std::uint16_t b = 0; b < durable.brokers.size(); ++b)
        if (durable.brokers[b].gone || (durable.shutdowns > 0 && NodeId{b} == broker))
            context.reply(broker, registration_of({b}));
}

}  // namespace mqfate::kafka
