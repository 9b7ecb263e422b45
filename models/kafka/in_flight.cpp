#include "models/kafka/in_flight.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/ensure.hpp"

namespace mqfate::kafka {
namespace {

// The oldest request is taken from the front; the others close up (datagrams only).
InFlightRequest take(Ring<InFlightRequest>& requests, std::size_t at) {
    for (std::size_t i = at; i > 0; --i) std::swap(requests[i - 1], requests[i]);
    return requests.pop_front();
}

// The same batches at the same attempt, in any order.
bool belongs(const InFlightRequest& request, const ProduceResponse& response) {
    if (request.kind != InFlightRequest::Kind::produce) return false;
    if (request.attempt != response.attempt) return false;
    if (request.items.size() != response.items.size()) return false;
    return std::all_of(request.items.begin(), request.items.end(), [&](const auto& asked) {
        return std::any_of(response.items.begin(), response.items.end(),
                           [&](const auto& item) { return item.batch == asked.batch; });
    });
}

}  // namespace

std::uint32_t InFlightRequest::number() const {
    if (kind == Kind::produce) return items.front().batch.value;
    return kind == Kind::metadata ? 0xffffffffU : 0xfffffffeU;
}

std::optional<InFlightRequest> ClientConnection::answered(const ProduceResponse& response) {
    for (std::size_t i = 0; i < requests.size(); ++i)
        if (belongs(requests[i], response)) return take(requests, i);
    return {};
}

std::optional<InFlightRequest> ClientConnection::answered(InFlightRequest::Kind kind) {
    for (std::size_t i = 0; i < requests.size(); ++i)
        if (requests[i].kind == kind) return take(requests, i);
    return {};
}

void ClientConnection::is_late(std::uint32_t number) {
    std::size_t i = 0;
    while (i < requests.size() && requests[i].number() != number) ++i;
    ENSURE(i < requests.size(), "an answer is late that nobody waits for");
    requests[i].late = true;
}

bool ClientConnection::has_late() const {
    return std::any_of(requests.begin(), requests.end(),
                       [](const auto& request) { return request.late; });
}

void ClientConnection::forget(Slot slot) {
    for (std::size_t i = 0; i < requests.size(); ++i)
        for (InFlightRequest::Item& item : requests[i].items)
            if (item.slot == slot) item.slot = no_slot;
}

NodeId least_loaded(const std::vector<ClientConnection>& connections, NodeId first,
                    std::uint32_t max_in_flight) {
    using Status = ClientConnection::Status;
    NodeId best = no_node;
    NodeId opening = no_node;
    NodeId closed = no_node;
    for (std::size_t i = 0; i < connections.size(); ++i) {
        const NodeId node{static_cast<std::uint16_t>((first.value + i) % connections.size())};
        const ClientConnection& connection = connections[index(node)];
        if (connection.can_send(max_in_flight)) {
            const bool fewer = best == no_node || connection.requests.size() <
                                                      connections[index(best)].requests.size();
            if (fewer) best = node;
        }
        if (connection.status == Status::opening && opening == no_node) opening = node;
        if (connection.status == Status::closed && closed == no_node) closed = node;
    }
    if (best != no_node) return best;
    return opening != no_node ? opening : closed;
}

}  // namespace mqfate::kafka
