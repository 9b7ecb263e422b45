// Sender, second part: answers, and connections that end.
#include <algorithm>
#include <optional>
#include <utility>

#include "models/kafka/sender.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {
namespace {

Error error_of(const ProduceResponse& response, BatchId batch) {
    const auto at = std::find_if(response.items.begin(), response.items.end(),
                                 [&](const auto& item) { return item.batch == batch; });
    ENSURE(at != response.items.end(), "a ProduceResponse leaves out a batch of its request");
    return at->error;
}

}  // namespace

void Sender::answered(const ProduceResponse& response, NodeId from) {
    const std::optional<InFlightRequest> request = connection(from).answered(response);
    if (!request) return;
    leave_flight(from, *request);
    bool clean = true;
    for (const InFlightRequest::Item& item : request->items) {
        const Error error = error_of(response, item.batch);
        clean &= error == Error::none;
        complete(item, error, Cause::error_then_retried);
    }
    if (!clean || memory_.metadata.wanted) return run_once();
    send_to(from);
    for (const InFlightRequest::Item& item : request->items) {
        const NodeId leader = memory_.metadata.leader(item.partition);
        if (leader != from) send_to(leader);
    }
}

void Sender::answered(const MetadataResponse& response, NodeId from) {
    ClientConnection& by = connection(from);
    const std::optional<InFlightRequest> request = by.answered(Kind::metadata);
    if (!request) return;
    leave_flight(from, *request);
    if (by.status == Status::opening) {
        by.status = Status::ready;
        by.attempts.succeeded();
    }
    if (memory_.metadata.answered(response, from)) {
        rest_from_metadata();
        context_.arm(MetadataTooOld{}, config_.metadata_max_age);
    }
    skip_backoffs();
    run_once();
}

void Sender::answered(const InitProducerIdResponse& response, NodeId from) {
    const std::optional<InFlightRequest> request =
        connection(from).answered(Kind::init_producer_id);
    if (!request) return;
    leave_flight(from, *request);
    memory_.idempotence.asked = no_node;
    memory_.idempotence.id = response.id;
    memory_.idempotence.epoch = response.epoch;
    run_once();
}

// NetworkClient.handleConnections, handleInitiateApiVersionRequests.
void Sender::connected(NodeId server) {
    ClientConnection& to = connection(server);
    if (to.status != Status::opening || to.attempts.accepted) return;
    to.attempts.connected();
    Wait patience_from_now = patience();
    patience_from_now.jitter = {};  // drawn for requests that are sent
    context_.arm(RequestTimeout{server, to.requests.front().number()}, patience_from_now);
}

// NetworkClient.cancelInFlightRequests, ClusterConnectionStates.disconnected.
void Sender::lost(NodeId server, Cause cause) {
    ClientConnection& old = connection(server);
    if (old.status == Status::closed || old.status == Status::backing_off) return;
    old.status = Status::backing_off;
    old.stopped_at = 0;
    old.full = false;
    if (std::exchange(old.writing, false)) context_.cancel(RequestWritten{server});
    while (!old.requests.empty()) {
        const InFlightRequest request = old.requests.pop_front();
        leave_flight(server, request);
        if (request.kind == Kind::init_producer_id) memory_.idempotence.asked = no_node;
        for (const InFlightRequest::Item& item : request.items)
            complete(item, Error::request_timed_out, cause);
    }
    context_.arm(ReconnectBackoffOver{server},
                 old.attempts.disconnected(server, config_.reconnect_backoff,
                                           config_.reconnect_backoff_max));
    memory_.metadata.request_update();
    const auto brokers = static_cast<std::uint16_t>(memory_.connections.size());
    if (memory_.metadata.failed(server, brokers)) rest_from_metadata();
    run_once();
}

bool Sender::is_late(const RequestTimeout& timer) {
    ClientConnection& to = connection(timer.server);
    to.is_late(timer.number);
    ++memory_.late;
    return to.status == Status::opening;
}

void Sender::close_late() {
    if (memory_.late == 0) return;
    for (std::uint16_t server = 0; server < memory_.connections.size(); ++server) {
        if (!memory_.connections[server].has_late()) continue;
        context_.close({server});
        lost({server}, Cause::ack_lost_then_retried);
    }
}

void Sender::leave_flight(NodeId server, const InFlightRequest& request) {
    --memory_.in_flight;
    if (request.late)
        --memory_.late;
    else
        context_.cancel(RequestTimeout{server, request.number()});
}

void Sender::rest_from_metadata() {
    context_.arm(MetadataBackoffOver{},
                 memory_.metadata.pause(config_.retry_backoff, config_.retry_backoff_max));
}

void Sender::look_at_metadata() {
    const ClientMetadata& metadata = memory_.metadata;
    if (!metadata.resting || !metadata.wanted) return;
    Wait wait = metadata.pause(config_.retry_backoff, config_.retry_backoff_max);
    wait.looks_again = true;
    context_.arm(MetadataBackoffOver{}, wait);
}

// KIP-951: who was refused by the old leader need not wait before it asks the new one.
void Sender::skip_backoffs() {
    for (std::uint32_t i = 0; i < partitions_; ++i) {
        for (const Slot slot : memory_.accumulator.queue(nth(i)).batches) {
            ProducerBatch& batch = memory_.accumulator[slot];
            if (!batch.backing_off || !leader_changed(batch)) continue;
            batch.backing_off = false;
            context_.cancel(RetryBackoffOver{slot.value});
        }
    }
}

bool Sender::leader_changed(const ProducerBatch& batch) const {
    const LeaderEpoch now = memory_.metadata.epoch(batch.partition);
    return now != no_epoch && (batch.sent_under == no_epoch || now > batch.sent_under);
}

}  // namespace mqfate::kafka
