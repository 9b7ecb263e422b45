// The words of all systems, named once: what may travel, what may be armed, what is immutable.
//
// A new system adds its messages, timers, store and settings here and its roles in world.hpp.
#pragma once

#include <variant>

#include "models/kafka/messages.hpp"
#include "models/kafka/settings.hpp"
#include "models/kafka/store.hpp"
#include "models/kafka/timers.hpp"
#include "sim/world/context.hpp"

namespace mqfate {

struct Vocabulary {
    using Body = std::variant<
        kafka::ProduceRequest, kafka::ProduceResponse, kafka::FetchRequest, kafka::FetchResponse,
        kafka::InitProducerIdRequest, kafka::InitProducerIdResponse, kafka::MetadataRequest,
        kafka::MetadataResponse, kafka::OffsetCommitRequest, kafka::OffsetCommitResponse,
        kafka::OffsetFetchRequest, kafka::OffsetFetchResponse, kafka::BrokerRegistrationRequest,
        kafka::BrokerRegistrationResponse, kafka::BrokerHeartbeatRequest,
        kafka::BrokerHeartbeatResponse, kafka::AlterPartitionRequest, kafka::AlterPartitionResponse,
        kafka::MetadataUpdate, kafka::OffsetsForLeaderEpochRequest,
        kafka::OffsetsForLeaderEpochResponse>;

    using Timer =
        std::variant<kafka::PublishNext, kafka::LingerOver, kafka::RequestTimeout,
                     kafka::ClientWakes, kafka::DeliveryTimeout, kafka::RetryBackoffOver,
                     kafka::MetadataBackoffOver, kafka::MetadataTooOld, kafka::ReconnectBackoffOver,
                     kafka::MaxBlockOver, kafka::WorkDone, kafka::AutoCommitDue,
                     kafka::ConsumerBackoffOver, kafka::ProduceExpires, kafka::FetchExpires,
                     kafka::IsrCheckDue, kafka::FetchBackoffOver, kafka::FetchTimeout,
                     kafka::FlushCheckDue, kafka::FlushIntervalOver, kafka::CheckpointDue,
                     kafka::HeartbeatDue, kafka::ControllerRetryDue, kafka::ControllerTimeout,
                     kafka::SessionExpires, kafka::LeaderImbalanceCheckDue>;

    /// Immutable data of a world: who travels with whom, and each system's own.
    struct Store {
        Records records;
        kafka::Store kafka;
        friend bool operator==(const Store&, const Store&) = default;
        void clear() {
            records.clear();
            kafka.clear();
        }
    };
    struct Settings {
        kafka::Settings kafka;
    };
};

/// What a role of any system is handed.
using RoleContext = Context<Vocabulary>;

}  // namespace mqfate
