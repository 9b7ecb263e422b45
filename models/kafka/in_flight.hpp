// The producer's connections: requests in flight on each, oldest first, and may it connect now?
//
// Rules: org.apache.kafka.clients.{NetworkClient, InFlightRequests, ClusterConnectionStates},
// Apache Kafka 4.1. A connection can be used when its first round trip is over. The real client
// asks ApiVersions there; here the first request is a MetadataRequest in its place, so that nothing
// is handed to a connection that nobody answers.
//
// An answer is late when it has not come *after* request.timeout.ms, in whole milliseconds
// (InFlightRequests.hasExpiredRequest compares with >), and the client's thread looks for late ones
// only when it wakes (NetworkClient.poll, handleTimedOutRequests): for an answer, a new or full
// batch, an expiry or a pause that is over, or having slept for request.timeout.ms since it last
// woke. Had it nothing to do since it sent the request, it wakes about when that is late: in one
// case of two a little after, else a little before, and sleeps as long once more. A connection that
// is being opened is looked at all the time (DefaultMetadataUpdater.maybeUpdate).
//
// A request is in flight from when it is handed over. Writing it takes the thread a while
// (ProducerConfig::hand_over), in which nothing more is handed over
// (InFlightRequests.canSendMore). A connection whose end is there by then fails it, with acks=0
// too: the thread reads before it writes (Selector.pollSelectionKeys).
//
// Invariants: (1) `closed` and `backing_off` connections have nothing in flight. (2) An `opening`
// one has one MetadataRequest. (3) RequestTimeout{server, number} is armed for each request in
// flight, or it has fired and the request is `late`; ReconnectBackoffOver{server} while
// `backing_off`.
// Tested by: tests/models/kafka/in_flight_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/kafka/accumulator.hpp"
#include "models/kafka/attempts.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"

namespace mqfate::kafka {

struct InFlightRequest {
    enum class Kind : std::uint8_t { produce, init_producer_id, metadata };
    struct Item {
        PartitionId partition;
        BatchId batch;        ///< as it was sent; the batch may have been renumbered since
        Slot slot = no_slot;  ///< no_slot: the batch expired meanwhile
        friend bool operator==(const Item&, const Item&) = default;
    };
    Kind kind = Kind::produce;
    std::uint8_t attempt = 0;
    bool late = false;  ///< the answer is overdue, and the client has not looked yet
    Few<Item> items;    ///< produce only
    friend bool operator==(const InFlightRequest&, const InFlightRequest&) = default;

    /// What RequestTimeout calls it: no other request in flight on the connection has this number.
    std::uint32_t number() const;
};

struct ClientConnection {
    enum class Status : std::uint8_t { closed, opening, ready, backing_off };
    Status status = Status::closed;
    bool full = false;     ///< the socket takes nothing more for now
    bool writing = false;  ///< the newest request is not in the socket yet
    Attempts attempts;
    std::uint16_t stopped_at = 0;    ///< partition (within the topic) where a drain broke off
    Ring<InFlightRequest> requests;  ///< oldest first
    friend bool operator==(const ClientConnection&, const ClientConnection&) = default;

    bool can_send(std::uint32_t max_in_flight) const {
        return status == Status::ready && !full && !writing && requests.size() < max_in_flight;
    }
    /// Takes out the request that the answer belongs to; nothing if none waits for it (with
    /// datagrams an answer may come twice). On a connection it is always the oldest.
    std::optional<InFlightRequest> answered(const ProduceResponse& response);
    std::optional<InFlightRequest> answered(InFlightRequest::Kind kind);
    /// The answer to the request of that number is overdue. Requires: it is in flight.
    void is_late(std::uint32_t number);
    bool has_late() const;
    /// The batch has expired: its request stays in flight without it.
    void forget(Slot slot);
};

/// Whom to ask what any broker can answer (NetworkClient.leastLoadedNode): a ready connection with
/// the fewest requests in flight, else one that is being opened, else one that may be opened; in
/// turn from `first`. no_node: none. Differs: the real client starts anywhere at random.
NodeId least_loaded(const std::vector<ClientConnection>& connections, NodeId first,
                    std::uint32_t max_in_flight);

}  // namespace mqfate::kafka
