// The producer: an application that hands over one message after the other, and Kafka's client.
//
// Apache Kafka 4.1, the Java client. This file is the role; what it does is in two parts:
//   producer.cpp (KafkaProducer.send)  the application's side: next message, choice of partition,
//                                      blocking while topics are unknown or memory is full;
//   sender.hpp   (Sender)              what leaves, comes back, is sent again or given up.
// Message n of producer i has the id (messages of all earlier producers) + n.
//
// Facts: `published` once a message, when the application hands it over (detail: its partition);
// then at most one of `confirmed`, `rejected`, `let_go`; `sent_again` when a batch leaves again.
//
// Durable is only the application's place in its own work: what it has handed over, it does not
// hand over again. All else is memory: what a crashed producer held is gone, settled or not.
// Invariants: (1) PublishNext is armed unless send() blocks or all messages are handed over;
// MaxBlockOver is armed while send() blocks, ClientWakes while a connection is late. (2) Those of
// the parts of `memory`. Leaves out: transactions, interceptors, close(), the time that work takes
// in the client itself. Tested by: tests/models/kafka/producer_test.cpp, producer_failure_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/context.hpp"
#include "models/kafka/accumulator.hpp"
#include "models/kafka/client_metadata.hpp"
#include "models/kafka/in_flight.hpp"
#include "models/kafka/partitioner.hpp"
#include "models/kafka/producer_idempotence.hpp"

namespace mqfate::kafka {

struct Producer {
    struct Durable {
        std::uint32_t published = 0;  ///< messages the application has handed over
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;

    struct Volatile {
        ClientMetadata metadata;
        Accumulator accumulator;
        std::vector<ClientConnection> connections;  ///< by NodeId of the broker
        Idempotence idempotence;
        StickyPartition sticky;
        std::uint16_t late = 0;  ///< connections that are
        bool blocked = false;    ///< send() has not returned yet, for the last message published
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;

    void on(const Started&, RoleContext& context);
    void on(const Disconnected& end, RoleContext& context);
    void on(const SendBuffer& buffer, RoleContext& context);
    void on(const ProduceResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataResponse& response, NodeId from, RoleContext& context);
    void on(const InitProducerIdResponse& response, NodeId from, RoleContext& context);
    void on(const PublishNext&, RoleContext& context);
    void on(const MaxBlockOver&, RoleContext& context);
    void on(const LingerOver& timer, RoleContext& context);
    void on(const RequestTimeout& timer, RoleContext& context);
    void on(const ClientWakes&, RoleContext& context);
    void on(const DeliveryTimeout& timer, RoleContext& context);
    void on(const RetryBackoffOver& timer, RoleContext& context);
    void on(const MetadataBackoffOver&, RoleContext& context);
    void on(const ReconnectBackoffOver& timer, RoleContext& context);

    /// Messages published and not yet confirmed, rejected or let go: they are in memory only.
    std::uint32_t held() const { return memory.accumulator.held + (memory.blocked ? 1U : 0U); }
    /// Nothing is left to publish and nothing is held.
    bool done(const Settings& settings, NodeId self) const {
        return durable.published == settings.producer(self).messages && held() == 0;
    }
    friend bool operator==(const Producer&, const Producer&) = default;
};

/// The id of the first message of the producer at `self`; its others follow one by one.
MessageId first_message(const Settings& settings, NodeId self);
/// The broker that the producer at `self` asks first. Differs: the real client's first is random
/// (NetworkClient.leastLoadedNode).
NodeId first_asked(const Settings& settings, NodeId self);
/// The first partition of a topic. Requires: the partitions of a topic follow one by one.
PartitionId first_partition(const Settings& settings, std::uint16_t topic);

}  // namespace mqfate::kafka
