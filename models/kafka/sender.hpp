// Sender: the producer's side that talks to brokers. It holds nothing: it acts on its memory.
//
// org.apache.kafka.clients.producer.internals.Sender with NetworkClient, Apache Kafka 4.1. The real
// one is a thread that turns in a loop; here each handler of the role ends with the turn (or with
// the one part of it) that the event can have made possible.
//
// Rules, in the order of a turn (Sender.runOnce, sendProducerData):
//   1. Idempotence: settle what is unresolved, raise the epoch, get an id; nothing leaves without.
//   2. Metadata is asked for when a waiting batch has no known leader, after each disconnect and
//      after errors that say so.
//   3. A broker is served when one of the partitions it leads has a batch to send: full, lingered
//      or repeated, and not backing off. It then gets the first batch of each of its partitions, in
//      one request of at most max.request.size, while max.in.flight.requests.per.connection allows.
//   4. acks=0: let go when written to the socket, and not sent again after that.
// Results (Sender.completeBatch): success, or again after retry.backoff.ms, or failure. All that is
// in flight on a connection fails with it, oldest first. Each goes to the front of its queue, so
// that without idempotence five in flight come back in reverse.
//
// Expiry (delivery.timeout.ms): a waiting batch is given up at that moment. For one in flight the
// real thread first takes what came in at the same turn of its clock of whole milliseconds, and an
// error among that is a failure that raises the epoch at once; only then does it look for expired
// batches, which does not (canRetry against getExpiredInflightBatches). So for 1 ms such a batch is
// `overdue` here.
// Leaves out: connections.max.idle.ms, the rotation of partitions within a
// request (the place where a drain broke off is kept), socket.connection.setup.timeout.ms as a
// setting.
// Tested by: tests/models/kafka/producer_test.cpp, producer_failure_test.cpp,
// producer_storm_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/context.hpp"
#include "models/kafka/producer.hpp"

namespace mqfate::kafka {

class Sender {
public:
    Sender(Producer::Volatile& memory, RoleContext& context);

    // ---- what leaves (sender.cpp)
    /// One full turn.
    void run_once();
    /// The part of a turn that serves one broker. no_node: a full turn.
    void send_to(NodeId server);

    /// The newest request is in the socket of the connection to `server`.
    void written(NodeId server);

    // ---- what comes back (sender_network.cpp)
    void answered(const ProduceResponse& response, NodeId from);
    void answered(const MetadataResponse& response, NodeId from);
    void answered(const InitProducerIdResponse& response, NodeId from);
    /// The host of `server` has accepted the connection, and the first request has been sent.
    void connected(NodeId server);
    /// The connection to `server` has ended; `cause`: why what was in flight is sent again.
    void lost(NodeId server, Cause cause);

    /// An answer has not come in time. Returns whether the thread is awake to see it.
    bool is_late(const RequestTimeout& timer);
    /// The client's thread goes to sleep until something wakes it, for request.timeout.ms at most.
    void sleep();
    /// The client's thread is awake: connections with a late answer are closed, and all that is in
    /// flight on them has failed (NetworkClient.handleTimedOutRequests).
    void close_late();

    // ---- what becomes of a batch (sender_results.cpp)
    void delivery_timeout(Slot slot);

private:
    using Kind = InFlightRequest::Kind;
    using Status = ClientConnection::Status;

    void request_leaders();
    void ask_for_metadata();
    void ask_for_producer_id();
    void serve(NodeId server);
    bool has_sendable(NodeId server) const;
    bool drain(NodeId server);
    void take(PartitionId p, InFlightRequest& request);
    void close_batch(Slot slot);
    void hand_over(NodeId server);
    void write(NodeId server, const InFlightRequest& request);
    void let_go(const InFlightRequest& request);
    void enter_flight(NodeId server, Kind kind, Wait patience);
    void leave_flight(NodeId server, const InFlightRequest& request);
    void connect(NodeId server);
    Wait patience() const;
    void rest_from_metadata();
    void look_at_metadata();
    void skip_backoffs();
    bool leader_changed(const ProducerBatch& batch) const;

    void complete(const InFlightRequest::Item& item, Error error, Cause cause);
    bool can_retry(const ProducerBatch& batch, Error error);
    void succeed(Slot slot);
    void send_again(Slot slot, Cause cause);
    void fail(Slot slot, Error error, Cause cause);
    void reject(Slot slot, Cause cause);
    void release(Slot slot, std::uint32_t records);
    bool is_split(Slot slot, Error error) const;
    void split(Slot slot);
    std::uint64_t size_of(const ProducerBatch& batch) const;

    ClientConnection& connection(NodeId server) { return memory_.connections[index(server)]; }
    const Batch& sent(const ProducerBatch& batch) const { return store_.batches[batch.id]; }
    PartitionId nth(std::uint32_t number) const {
        return {static_cast<std::uint16_t>(first_.value + number)};
    }

    Producer::Volatile& memory_;
    RoleContext& context_;
    const ProducerConfig& config_;
    Store& store_;
    PartitionId first_;         // of the topic
    std::uint32_t partitions_;  // of the topic
    bool idempotent_;
};

}  // namespace mqfate::kafka
