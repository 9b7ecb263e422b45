// The words of Kafka and of the application behind it: what may travel, what may be armed, what is
// immutable, what never changes.
#pragma once

#include <variant>

#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "models/compose.hpp"
#include "models/kafka/messages.hpp"
#include "models/kafka/settings.hpp"
#include "models/kafka/store.hpp"
#include "models/kafka/timers.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

using Messages =
    std::variant<ProduceRequest, ProduceResponse, FetchRequest, FetchResponse,
                 InitProducerIdRequest, InitProducerIdResponse, MetadataRequest, MetadataResponse,
                 OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest, OffsetFetchResponse,
                 BrokerRegistrationRequest, BrokerRegistrationResponse, BrokerHeartbeatRequest,
                 BrokerHeartbeatResponse, AlterPartitionRequest, AlterPartitionResponse,
                 MetadataUpdate, BrokerRegistrationChange, OffsetsForLeaderEpochRequest,
                 OffsetsForLeaderEpochResponse>;

using Timers =
    std::variant<LingerOver, RequestTimeout, ClientWakes, DeliveryTimeout, RetryBackoffOver,
                 MetadataBackoffOver, MetadataTooOld, ReconnectBackoffOver, MaxBlockOver,
                 AutoCommitDue, ConsumerBackoffOver, CloseExpires, ProduceExpires, FetchExpires,
                 IsrCheckDue, FetchBackoffOver, FetchTimeout, FlushCheckDue, FlushIntervalOver,
                 CheckpointDue, HeartbeatDue, ControllerRetryDue, ControllerTimeout, SessionExpires,
                 LeaderImbalanceCheckDue, RequestWritten>;

struct Vocabulary {
    using Body = Joined<Messages, app::Messages>;
    using Timer = Joined<Timers, app::Timers>;

    /// Immutable data of a world: who travels with whom, and Kafka's own.
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
        app::Settings app;
    };
};

/// What a role is handed.
using RoleContext = Context<Vocabulary>;

}  // namespace mqfate::kafka
