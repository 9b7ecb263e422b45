// What a broker has received from one client and not yet answered.
//
// A broker serves one request of a connection at a time: the channel is muted until the answer is
// sent, and what the client pipelined waits in the socket (SocketServer.processCompletedReceives,
// Selector.mute; Apache Kafka 4.1). So on one connection a produce request with acks=all that waits
// for its followers holds up the next one, and five requests in flight are five in the network.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/messages.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

struct Parts;

/// A produce request that was appended and whose answer waits: for a flush, for the followers.
struct ParkedProduce {
    struct Item {
        PartitionId partition;
        Error error = Error::request_timed_out;  ///< preset until it is settled
        bool settled = false;
        BatchId batch;
        Offset required;  ///< the high watermark that settles it
        friend bool operator==(const Item&, const Item&) = default;
    };
    Acks acks{};
    std::uint8_t attempt = 0;
    std::uint8_t syncs = 0;  ///< flushes that are still to come
    Few<Item> items;
    friend bool operator==(const ParkedProduce&, const ParkedProduce&) = default;
};

struct ClientChannel {
    NodeId client;
    Ring<Vocabulary::Body> waiting;        ///< received, not begun
    std::optional<ParkedProduce> produce;  ///< at most one of the two is there
    std::optional<FetchRequest> fetch;
    bool blocked = false;  ///< the first of `waiting` needs a log that is being flushed
    friend bool operator==(const ClientChannel&, const ClientChannel&) = default;

    bool busy() const { return produce || fetch || blocked; }
};

class Inbox {
public:
    struct State {
        std::vector<ClientChannel> channels;  ///< by client, ascending
        friend bool operator==(const State&, const State&) = default;
    };
    Inbox(State& state, Parts& parts) : state_(state), parts_(parts) {}

    // ---- news of clients
    /// A request has arrived: it is begun when all before it on this connection are answered.
    template <class Request> void receive(const Request& request, NodeId client);
    void client_gone(NodeId client);
    /// The time is over for which a parked request may wait.
    void produce_expired(NodeId client);
    void fetch_expired(NodeId client);

    // ---- news of the other parts
    /// Something was appended to `partition`: whoever wants to read it is answered, unless the log
    /// is locked.
    void appended(PartitionId partition);
    /// The high watermark of `partition` has risen: who waits for that?
    void high_watermark_rose(PartitionId partition);
    /// This broker leads `partition` no longer: whoever waits for it is told.
    void leadership_lost(PartitionId partition);
    /// One of the flushes that the parked produce request of `client` waits for is done.
    void flushed(NodeId client);
    /// Answers the parked produce request of `client`, if all of it is settled and flushed.
    void answer_if_settled(NodeId client);
    /// A log is no longer locked: whoever wanted to append to it goes on, in the order of clients.
    void log_is_free();

private:
    /// Adds one if there is none; references to others are good until then.
    ClientChannel& channel(NodeId client);
    void serve_next(ClientChannel& channel);
    void discard(ClientChannel& channel);

    void serve(ClientChannel& channel, const ProduceRequest& request);
    void serve(ClientChannel& channel, const FetchRequest& request);
    void serve(ClientChannel& channel, const MetadataRequest&);
    void serve(ClientChannel& channel, const InitProducerIdRequest&);
    void serve(ClientChannel& channel, const OffsetsForLeaderEpochRequest& request);

    bool is_locked(PartitionId partition) const;
    void answer_produce(ClientChannel& channel);
    void answer_fetch(ClientChannel& channel, FetchResponse&& response);
    void settle_produces(PartitionId partition);
    void wake(PartitionId partition, bool followers);

    State& state_;
    Parts& parts_;
};

}  // namespace mqfate::kafka
