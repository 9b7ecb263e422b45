// What a broker has received from one client and not yet answered.
//
// A broker serves one request of a connection at a time: the channel is muted until the answer is
// sent, and what the client pipelined waits in the socket (SocketServer.processCompletedReceives,
// Selector.mute; Apache Kafka 4.1). So on one connection a produce request with acks=all that waits
// for its followers holds up the next one, and five requests in flight are five in the network.
#pragma once

#include <cstdint>
#include <optional>

#include "models/kafka/context.hpp"
#include "models/kafka/messages.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

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

}  // namespace mqfate::kafka
