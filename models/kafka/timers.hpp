// Kafka's timers, as named values. Equal values are one timer: arming it again moves it.
#pragma once

#include <cstdint>

#include "models/kafka/ids.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/kind.hpp"

namespace mqfate::kafka {

// ---- producer
/// linger.ms is over for the batch `number` of a partition's queue.
struct LingerOver {
    static constexpr KindName kind{.code = 1, .name = "LingerOver"};
    PartitionId partition;
    std::uint32_t number = 0;
    friend bool operator==(const LingerOver&, const LingerOver&) = default;
};
/// The answer to the request that carries batch `first` has not come within request.timeout.ms.
struct RequestTimeout {
    static constexpr KindName kind{.code = 2, .name = "RequestTimeout"};
    NodeId server;
    std::uint32_t number = 0;
    friend bool operator==(const RequestTimeout&, const RequestTimeout&) = default;
};
/// The client's thread has slept for request.timeout.ms since it last woke: it looks for late
/// answers.
struct ClientWakes {
    static constexpr KindName kind{.code = 3, .name = "ClientWakes"};
    friend bool operator==(const ClientWakes&, const ClientWakes&) = default;
};
/// delivery.timeout.ms is over for the batch `number`.
struct DeliveryTimeout {
    static constexpr KindName kind{.code = 4, .name = "DeliveryTimeout"};
    std::uint32_t number = 0;
    friend bool operator==(const DeliveryTimeout&, const DeliveryTimeout&) = default;
};
/// The batch `number` may be sent again.
struct RetryBackoffOver {
    static constexpr KindName kind{.code = 5, .name = "RetryBackoffOver"};
    std::uint32_t number = 0;
    friend bool operator==(const RetryBackoffOver&, const RetryBackoffOver&) = default;
};
/// A client may ask for metadata again (retry.backoff.ms).
struct MetadataBackoffOver {
    static constexpr KindName kind{.code = 6, .name = "MetadataBackoffOver"};
    friend bool operator==(const MetadataBackoffOver&, const MetadataBackoffOver&) = default;
};
/// What a client knows is as old as metadata.max.age.ms allows: it asks.
struct MetadataTooOld {
    static constexpr KindName kind{.code = 7, .name = "MetadataTooOld"};
    friend bool operator==(const MetadataTooOld&, const MetadataTooOld&) = default;
};
/// A client may connect to `server` again (reconnect.backoff.ms).
struct ReconnectBackoffOver {
    static constexpr KindName kind{.code = 8, .name = "ReconnectBackoffOver"};
    NodeId server;
    friend bool operator==(const ReconnectBackoffOver&, const ReconnectBackoffOver&) = default;
};
/// The client's thread has written the request that it handed over last to the socket.
struct RequestWritten {
    static constexpr KindName kind{.code = 29, .name = "RequestWritten"};
    NodeId server;
    friend bool operator==(const RequestWritten&, const RequestWritten&) = default;
};

/// send() has blocked for max.block.ms.
struct MaxBlockOver {
    static constexpr KindName kind{.code = 9, .name = "MaxBlockOver"};
    friend bool operator==(const MaxBlockOver&, const MaxBlockOver&) = default;
};

// ---- consumer
/// auto.commit.interval.ms is over: the next poll commits.
struct AutoCommitDue {
    static constexpr KindName kind{.code = 11, .name = "AutoCommitDue"};
    friend bool operator==(const AutoCommitDue&, const AutoCommitDue&) = default;
};
/// The consumer may ask again after an error (retry.backoff.ms).
struct ConsumerBackoffOver {
    static constexpr KindName kind{.code = 12, .name = "ConsumerBackoffOver"};
    friend bool operator==(const ConsumerBackoffOver&, const ConsumerBackoffOver&) = default;
};

/// close() has waited for 30 s.
struct CloseExpires {
    static constexpr KindName kind{.code = 26, .name = "CloseExpires"};
    friend bool operator==(const CloseExpires&, const CloseExpires&) = default;
};

// ---- broker
/// The produce or fetch request of `client` has waited for as long as it may.
struct ProduceExpires {
    static constexpr KindName kind{.code = 13, .name = "ProduceExpires"};
    NodeId client;
    friend bool operator==(const ProduceExpires&, const ProduceExpires&) = default;
};
struct FetchExpires {
    static constexpr KindName kind{.code = 14, .name = "FetchExpires"};
    NodeId client;
    friend bool operator==(const FetchExpires&, const FetchExpires&) = default;
};
/// ReplicaManager looks for followers to put out, every half of replica.lag.time.max.ms.
struct IsrCheckDue {
    static constexpr KindName kind{.code = 15, .name = "IsrCheckDue"};
    friend bool operator==(const IsrCheckDue&, const IsrCheckDue&) = default;
};
/// A follower may ask its leader again after an error (replica.fetch.backoff.ms).
struct FetchBackoffOver {
    static constexpr KindName kind{.code = 16, .name = "FetchBackoffOver"};
    NodeId leader;
    friend bool operator==(const FetchBackoffOver&, const FetchBackoffOver&) = default;
};
/// The leader has not answered a fetch within replica.socket.timeout.ms.
struct FetchTimeout {
    static constexpr KindName kind{.code = 17, .name = "FetchTimeout"};
    NodeId leader;
    friend bool operator==(const FetchTimeout&, const FetchTimeout&) = default;
};
/// LogManager looks for logs whose flush interval is over (log.flush.scheduler.interval.ms).
struct FlushCheckDue {
    static constexpr KindName kind{.code = 18, .name = "FlushCheckDue"};
    friend bool operator==(const FlushCheckDue&, const FlushCheckDue&) = default;
};
/// log.flush.interval.ms has passed since the last flush of this log.
struct FlushIntervalOver {
    static constexpr KindName kind{.code = 19, .name = "FlushIntervalOver"};
    PartitionId partition;
    friend bool operator==(const FlushIntervalOver&, const FlushIntervalOver&) = default;
};
/// The high watermarks are written to their checkpoint file.
struct CheckpointDue {
    static constexpr KindName kind{.code = 20, .name = "CheckpointDue"};
    friend bool operator==(const CheckpointDue&, const CheckpointDue&) = default;
};
struct HeartbeatDue {
    static constexpr KindName kind{.code = 21, .name = "HeartbeatDue"};
    friend bool operator==(const HeartbeatDue&, const HeartbeatDue&) = default;
};
/// A request to the controller (registration, heartbeat, AlterPartition) may be sent again.
struct ControllerRetryDue {
    static constexpr KindName kind{.code = 22, .name = "ControllerRetryDue"};
    friend bool operator==(const ControllerRetryDue&, const ControllerRetryDue&) = default;
};
/// The controller has not answered.
struct ControllerTimeout {
    static constexpr KindName kind{.code = 23, .name = "ControllerTimeout"};
    friend bool operator==(const ControllerTimeout&, const ControllerTimeout&) = default;
};

// ---- controller
/// No heartbeat of `broker` for broker.session.timeout.ms.
struct SessionExpires {
    static constexpr KindName kind{.code = 24, .name = "SessionExpires"};
    NodeId broker;
    friend bool operator==(const SessionExpires&, const SessionExpires&) = default;
};

/// The controller looks for partitions that are not led by their preferred replica.
struct LeaderImbalanceCheckDue {
    static constexpr KindName kind{.code = 25, .name = "LeaderImbalanceCheckDue"};
    friend bool operator==(const LeaderImbalanceCheckDue&,
                           const LeaderImbalanceCheckDue&) = default;
};

}  // namespace mqfate::kafka
