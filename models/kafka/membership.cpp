#include "models/kafka/membership.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/initial.hpp"
#include "models/kafka/parts.hpp"
#include "models/kafka/producer_ids.hpp"

namespace mqfate::kafka {
namespace {

/// reconnect.backoff of the channel to the controller.
constexpr Duration reconnect_pause = milliseconds(50);

}  // namespace

// A cluster begins with everybody registered and partitions led (initial.hpp).
void Membership::start(bool again) {
    const Settings& settings = parts_.settings();
    state_.image.resize(settings.partitions.size());
    if (!again) {
        state_.registered = true;
        for (std::uint16_t p = 0; p < settings.partitions.size(); ++p)
            apply(initial_state({p}, settings));
        parts_.following.start_fetching();
    }
    call();
}

// ---- registration and heartbeats

void Membership::call(Vocabulary::Body body) {
    const Settings& settings = parts_.settings();
    parts_.context.request(settings.controller(), std::move(body));
    parts_.context.arm(ControllerTimeout{}, settings.broker.broker_heartbeat_interval);
}

void Membership::call() {
    if (state_.registered)
        call(BrokerHeartbeatRequest{state_.epoch, state_.wants_shutdown, state_.read_shutdown});
    else
        call(BrokerRegistrationRequest{});
}

void Membership::answered(const BrokerRegistrationResponse& response) {
    parts_.context.cancel(ControllerTimeout{});
    if (response.error != Error::none) {  // the session of the previous start is not over yet
        parts_.context.arm(HeartbeatDue{}, parts_.settings().broker.broker_heartbeat_interval);
        return;
    }
    state_.registered = true;
    state_.epoch = response.epoch;
    call();
}

void Membership::answered(const BrokerHeartbeatResponse& response) {
    parts_.context.cancel(ControllerTimeout{});
    if (response.error == Error::stale_broker_epoch) state_.registered = false;
    state_.fenced = response.fenced;
    if (state_.wants_shutdown) return told_about_shutdown(response.should_shut_down);
    parts_.context.arm(HeartbeatDue{}, parts_.settings().broker.broker_heartbeat_interval);
}

void Membership::timed_out() {
    parts_.context.close(parts_.settings().controller());
    controller_is_silent();
    parts_.context.arm(HeartbeatDue{}, parts_.settings().broker.broker_heartbeat_interval);
}

void Membership::connection_lost() {
    parts_.context.cancel(ControllerTimeout{});
    controller_is_silent();
    parts_.context.arm(HeartbeatDue{}, reconnect_pause);
}

// What was asked may or may not have happened; AlterPartition is asked again.
void Membership::controller_is_silent() {
    if (!state_.alter_in_flight) return;
    state_.alter_waiting.push_front(*state_.alter_in_flight);
    state_.alter_in_flight.reset();
    parts_.context.arm(ControllerRetryDue{}, reconnect_pause);
}

// ---- the metadata log

void Membership::read(const BrokerRegistrationChange& change) {
    state_.read_shutdown = std::max(state_.read_shutdown, change.shutdown);
    const auto at = std::lower_bound(state_.gone.begin(), state_.gone.end(), change.broker);
    const bool listed = at != state_.gone.end() && *at == change.broker;
    if (change.gone && !listed) state_.gone.insert(at, change.broker);
    if (!change.gone && listed) state_.gone.erase(at);
}

void Membership::updated(const PartitionState& state) {
    apply(state);
    parts_.following.start_fetching();
}

void Membership::apply(const PartitionState& state) {
    Image& image = state_.image[index(state.partition)];
    // Nothing new, if the same state is shown again: what is proposed since then stays proposed.
    if (image.known && state.partition_epoch <= image.state.partition_epoch) return;
    image = {state, true};
    if (!state_.up)
        state_.up = std::all_of(state_.image.begin(), state_.image.end(),
                                [](const Image& one) { return one.known; });
    const auto place = parts_.hosted.place_of(state.partition);
    if (!place) return;
    if (state.leader == parts_.context.self())
        parts_.leading.lead(*place, state);
    else
        parts_.following.follow(*place, state);
}

MetadataResponse Membership::metadata() const {
    MetadataResponse response;
    for (std::uint16_t p = 0; p < state_.image.size(); ++p) {
        const Image& image = state_.image[p];
        response.items.push_back(
            {{p}, image.known ? image.state.leader : no_node, image.state.leader_epoch});
    }
    return response;
}

ProducerId Membership::new_producer_id() {
    const ProducerIds ids(parts_.settings().brokers);
    return ids.nth(state_.producer_ids++, parts_.context.self(), state_.epoch);
}

// ---- AlterPartition (KIP-497)

void Membership::alter(PartitionId partition) {
    state_.alter_waiting.push_back(partition);
    send_next_alter();
}

void Membership::send_next_alter() {
    while (!state_.alter_in_flight && !state_.alter_waiting.empty()) {
        const PartitionId partition = state_.alter_waiting.pop_front();
        const std::optional<PartitionState> proposal = parts_.in_sync.proposal(partition);
        if (!proposal) continue;
        state_.alter_in_flight = partition;
        parts_.context.request(parts_.settings().controller(),
                               AlterPartitionRequest{state_.epoch, *proposal});
    }
}

// Partition.handleAlterPartitionUpdate. The answer stands for the record in the metadata log, which
// the controller does not send to who proposed it: it counts, whatever became of the proposal.
void Membership::answered(const AlterPartitionResponse& response) {
    const PartitionState& state = response.state;
    const PartitionId partition = state.partition;
    if (state_.alter_in_flight != partition) return;  // a repeat, on a network that repeats
    state_.alter_in_flight.reset();
    switch (response.error) {  // Partition.handleAlterPartitionError
        case Error::none:
            if (parts_.in_sync.concerns(state)) {
                state_.image[index(partition)] = {state, true};
                parts_.in_sync.commit(state);
            }
            return send_next_alter();
        case Error::ineligible_replica: parts_.in_sync.withdraw(partition); break;
        case Error::fenced_leader_epoch:
        case Error::invalid_update_version:
        case Error::invalid_request: break;  // pending, until the metadata log overrides it
        default: state_.alter_waiting.push_back(partition); break;
    }
    parts_.context.arm(ControllerRetryDue{}, reconnect_pause);
}

}  // namespace mqfate::kafka
