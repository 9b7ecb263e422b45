// The producer: an application that hands over one message after the other, and Kafka's client.
//
// Apache Kafka 4.1, the Java client. This file is the role; what it does is in two parts:
//   producer.cpp (KafkaProducer.send)  the application's side: next message, choice of partition,
//                                      blocking while topics are unknown or memory is full;
//   sender.hpp   (Sender)              what leaves, comes back, is sent again or given up.
// Facts: `published` once a message, when the application hands it over (scope: its partition);
// then at most one of `confirmed`, `rejected`, `let_go`; `sent_again` when a batch leaves again.
//
// Durable is only the application's place in its own work (models/app/publisher.hpp). All else is
// memory: what a crashed producer held and had not settled is let go.
// Invariants: (1) app::PublishNext is armed unless send() blocks or all messages are handed over;
// MaxBlockOver is armed while send() blocks, ClientWakes while anything is in flight. (2) Those of
// the parts of `memory`. Leaves out: transactions, interceptors, the time that work takes
// in the client itself. Tested by: tests/models/kafka/producer_test.cpp, producer_failure_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/app/publisher.hpp"
#include "models/kafka/accumulator.hpp"
#include "models/kafka/client_metadata.hpp"
#include "models/kafka/context.hpp"
#include "models/kafka/in_flight.hpp"
#include "models/kafka/partitioner.hpp"
#include "models/kafka/producer_idempotence.hpp"

namespace mqfate::kafka {

struct Producer {
    struct Durable {
        app::Publisher application;
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;

    struct Volatile {
        ClientMetadata metadata;
        Accumulator accumulator;
        std::vector<ClientConnection> connections;  ///< by NodeId of the broker
        Idempotence idempotence;
        StickyPartition sticky;
        bool closing = false;         ///< close() was called: it ends when nothing is left to send
        std::uint16_t in_flight = 0;  ///< requests, on all connections
        std::uint16_t late = 0;       ///< of these, whose answer is overdue
        bool sleeps = false;          ///< ClientWakes is armed: the client's thread waits
        /// send() has not returned yet, for this message: the last that was published.
        std::optional<MessageId> blocked;
        friend bool operator==(const Volatile&, const Volatile&) = default;

        /// The process dies: nobody will learn what becomes of what it held.
        void vanish(RoleContext& context) const;
    } memory;

    void on(const Started&, RoleContext& context);
    void on(const ShutDownAsked&, RoleContext& context);
    void on(const Connected& to, RoleContext& context);
    void on(const Disconnected& end, RoleContext& context);
    void on(const SendBuffer& buffer, RoleContext& context);
    void on(const ProduceResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataResponse& response, NodeId from, RoleContext& context);
    void on(const InitProducerIdResponse& response, NodeId from, RoleContext& context);
    void on(const app::PublishNext&, RoleContext& context);
    void on(const MaxBlockOver&, RoleContext& context);
    void on(const LingerOver& timer, RoleContext& context);
    void on(const RequestTimeout& timer, RoleContext& context);
    void on(const ClientWakes&, RoleContext& context);
    void on(const DeliveryTimeout& timer, RoleContext& context);
    void on(const RetryBackoffOver& timer, RoleContext& context);
    void on(const MetadataBackoffOver&, RoleContext& context);
    void on(const MetadataTooOld&, RoleContext& context);
    void on(const ReconnectBackoffOver& timer, RoleContext& context);
    void on(const RequestWritten& timer, RoleContext& context);

    /// Messages published and not yet confirmed, rejected or let go: they are in memory only.
    std::uint32_t held() const { return memory.accumulator.held + (memory.blocked ? 1U : 0U); }
    /// Nothing is held, and nothing is in flight.
    bool has_sent_all() const;
    /// Nothing is left to publish and nothing is held.
    bool done(const app::Settings& settings, NodeId self) const {
        return durable.application.has_published_all(settings, self) && held() == 0;
    }
    friend bool operator==(const Producer&, const Producer&) = default;
};

/// The broker that the producer at `self` asks first. Differs: the real client's first is random
/// (NetworkClient.leastLoadedNode).
NodeId first_asked(const Settings& settings, NodeId self);
/// The first partition of a topic. Requires: the partitions of a topic follow one by one.
PartitionId first_partition(const Settings& settings, std::uint16_t topic);

}  // namespace mqfate::kafka
