// What Kafka's nodes say to each other. Names are those of the protocol
// (kafka.apache.org/protocol).
//
// Left out of the messages: correlation ids (a connection is first in, first out, and an answer
// names what it answers), topic ids, throttle times, and fetch sessions (KIP-227: a response lists
// only partitions with something to say; a request lists all).
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>

#include "models/kafka/ids.hpp"
#include "models/kafka/store.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/kind.hpp"

namespace mqfate::kafka {

/// A list that is nearly always this short, so that a message needs no memory of its own.
template <class T> using Few = boost::container::small_vector<T, 2>;

/// The error codes that the model's rules use (org.apache.kafka.common.protocol.Errors).
enum class Error : std::uint8_t {
    none,
    not_leader_or_follower,
    fenced_leader_epoch,
    unknown_leader_epoch,
    not_enough_replicas,
    not_enough_replicas_after_append,
    request_timed_out,
    out_of_order_sequence_number,
    duplicate_sequence_number,
    invalid_producer_epoch,
    unknown_producer_id,
    offset_out_of_range,
    invalid_update_version,
    fenced_broker,
    stale_broker_epoch,
    duplicate_broker_registration,
    ineligible_replica,
    kafka_storage_error,
    invalid_request,
    message_too_large,
    record_list_too_large,
};

enum class Acks : std::uint8_t { none, leader, all };

// ---- producer and broker
struct ProduceRequest {
    static constexpr KindName kind{.code = 0, .name = "ProduceRequest"};
    struct Item {
        PartitionId partition;
        BatchId batch;
        friend bool operator==(const Item&, const Item&) = default;
    };
    Acks acks{};
    std::uint8_t attempt = 0;  ///< how often the first batch was sent before (saturates)
    Few<Item> items;
    friend bool operator==(const ProduceRequest&, const ProduceRequest&) = default;
};
struct ProduceResponse {
    static constexpr KindName kind{.code = 1, .name = "ProduceResponse"};
    struct Item {
        PartitionId partition;
        Error error{};
        BatchId batch;
        friend bool operator==(const Item&, const Item&) = default;
    };
    std::uint8_t attempt = 0;  ///< as in the request
    Few<Item> items;
    friend bool operator==(const ProduceResponse&, const ProduceResponse&) = default;
};
struct InitProducerIdRequest {
    static constexpr KindName kind{.code = 4, .name = "InitProducerIdRequest", .quick = true};
    friend bool operator==(const InitProducerIdRequest&, const InitProducerIdRequest&) = default;
};
struct InitProducerIdResponse {
    static constexpr KindName kind{.code = 5, .name = "InitProducerIdResponse", .quick = true};
    ProducerId id;
    ProducerEpoch epoch;
    friend bool operator==(const InitProducerIdResponse&, const InitProducerIdResponse&) = default;
};

// ---- any client and broker
struct MetadataRequest {
    static constexpr KindName kind{.code = 6, .name = "MetadataRequest", .quick = true};
    friend bool operator==(const MetadataRequest&, const MetadataRequest&) = default;
};
struct MetadataResponse {
    static constexpr KindName kind{.code = 7, .name = "MetadataResponse", .quick = true};
    struct Item {
        PartitionId partition;
        NodeId leader = no_node;  ///< no_node: none is known
        LeaderEpoch epoch;
        friend bool operator==(const Item&, const Item&) = default;
    };
    Few<Item> items;  ///< all partitions of the plan
    friend bool operator==(const MetadataResponse&, const MetadataResponse&) = default;
};

// ---- reader (consumer or follower) and leader
struct FetchRequest {
    static constexpr KindName kind{.code = 2, .name = "FetchRequest"};
    struct Item {
        PartitionId partition;
        LeaderEpoch current_epoch;  ///< the reign the reader believes in (KIP-320)
        /// Of the last entry it has (KIP-595); from a consumer in place of OffsetsForLeaderEpoch.
        LeaderEpoch last_fetched_epoch = no_epoch;
        Offset offset;  ///< what it wants next: it has everything before
        friend bool operator==(const Item&, const Item&) = default;
    };
    bool follower = false;
    Few<Item> items;
    friend bool operator==(const FetchRequest&, const FetchRequest&) = default;
};
struct FetchResponse {
    static constexpr KindName kind{.code = 3, .name = "FetchResponse"};
    struct Item {
        PartitionId partition;
        Error error{};
        bool diverging = false;  ///< the log must be cut back; then the two below say where
        LeaderEpoch diverging_epoch{};
        Offset diverging_end{};  ///< a follower out of range: the leader's log end, for ListOffsets
        Offset high_watermark{};  ///< with offset_out_of_range too, for ListOffsets
        EntryRun entries{};
        friend bool operator==(const Item&, const Item&) = default;
    };
    Few<Item> items;
    friend bool operator==(const FetchResponse&, const FetchResponse&) = default;
};

// ---- follower and leader, before KIP-595 (replication_rules.hpp)
/// Where does this epoch end in your log? (KIP-101)
struct OffsetsForLeaderEpochRequest {
    static constexpr KindName kind{.code = 19, .name = "OffsetsForLeaderEpochRequest"};
    struct Item {
        PartitionId partition;
        LeaderEpoch current_epoch = no_epoch;  ///< the reign the follower believes in (KIP-320)
        LeaderEpoch epoch;                     ///< of the last entry it has
        friend bool operator==(const Item&, const Item&) = default;
    };
    Few<Item> items;
    friend bool operator==(const OffsetsForLeaderEpochRequest&,
                           const OffsetsForLeaderEpochRequest&) = default;
};
struct OffsetsForLeaderEpochResponse {
    static constexpr KindName kind{.code = 20, .name = "OffsetsForLeaderEpochResponse"};
    struct Item {
        PartitionId partition;
        Error error{};
        LeaderEpoch epoch = no_epoch;  ///< the one that `end` is of; no_epoch: none is known
        Offset end{};
        friend bool operator==(const Item&, const Item&) = default;
    };
    Few<Item> items;
    friend bool operator==(const OffsetsForLeaderEpochResponse&,
                           const OffsetsForLeaderEpochResponse&) = default;
};

// ---- consumer and group coordinator
struct OffsetOf {
    PartitionId partition;
    LeaderEpoch epoch = no_epoch;  ///< of the last record read before `offset` (KIP-320)
    Offset offset;
    friend bool operator==(const OffsetOf&, const OffsetOf&) = default;
};
struct OffsetCommitRequest {
    static constexpr KindName kind{.code = 8, .name = "OffsetCommitRequest"};
    Few<OffsetOf> items;
    friend bool operator==(const OffsetCommitRequest&, const OffsetCommitRequest&) = default;
};
struct OffsetCommitResponse {
    static constexpr KindName kind{.code = 9, .name = "OffsetCommitResponse"};
    friend bool operator==(const OffsetCommitResponse&, const OffsetCommitResponse&) = default;
};
struct OffsetFetchRequest {
    static constexpr KindName kind{.code = 10, .name = "OffsetFetchRequest", .quick = true};
    friend bool operator==(const OffsetFetchRequest&, const OffsetFetchRequest&) = default;
};
struct OffsetFetchResponse {
    static constexpr KindName kind{.code = 11, .name = "OffsetFetchResponse", .quick = true};
    Few<OffsetOf> items;  ///< partitions with a committed offset; the others have none
    friend bool operator==(const OffsetFetchResponse&, const OffsetFetchResponse&) = default;
};

// ---- broker and controller
/// What the controller has decided about one partition (PartitionRecord, PartitionChangeRecord).
struct PartitionState {
    PartitionId partition;
    NodeId leader = no_node;  ///< no_node: nobody may lead
    LeaderEpoch leader_epoch;
    PartitionEpoch partition_epoch;
    ReplicaSet isr;
    friend bool operator==(const PartitionState&, const PartitionState&) = default;
};
struct BrokerRegistrationRequest {
    static constexpr KindName kind{.code = 12, .name = "BrokerRegistrationRequest", .quick = true};
    friend bool operator==(const BrokerRegistrationRequest&,
                           const BrokerRegistrationRequest&) = default;
};
struct BrokerRegistrationResponse {
    static constexpr KindName kind{.code = 13, .name = "BrokerRegistrationResponse", .quick = true};
    Error error{};
    BrokerEpoch epoch;
    friend bool operator==(const BrokerRegistrationResponse&,
                           const BrokerRegistrationResponse&) = default;
};
struct BrokerHeartbeatRequest {
    static constexpr KindName kind{.code = 14, .name = "BrokerHeartbeatRequest", .quick = true};
    BrokerEpoch epoch;
    bool want_shut_down = false;
    /// The last of the controlled shutdowns that it has read of (BrokerRegistrationChange): stands
    /// for CurrentMetadataOffset, which the controller asks for nothing else.
    std::uint32_t read_shutdown = 0;
    friend bool operator==(const BrokerHeartbeatRequest&, const BrokerHeartbeatRequest&) = default;
};
struct BrokerHeartbeatResponse {
    static constexpr KindName kind{.code = 15, .name = "BrokerHeartbeatResponse", .quick = true};
    Error error{};
    bool fenced = false;
    bool should_shut_down = false;
    friend bool operator==(const BrokerHeartbeatResponse&,
                           const BrokerHeartbeatResponse&) = default;
};
struct AlterPartitionRequest {
    static constexpr KindName kind{.code = 16, .name = "AlterPartitionRequest"};
    BrokerEpoch epoch;        ///< of the leader that asks
    PartitionState proposed;  ///< its isr is what the leader wants; its epochs what it knows
    friend bool operator==(const AlterPartitionRequest&, const AlterPartitionRequest&) = default;
};
struct AlterPartitionResponse {
    static constexpr KindName kind{.code = 17, .name = "AlterPartitionResponse"};
    Error error{};
    PartitionState state;  ///< as the controller has it now
    friend bool operator==(const AlterPartitionResponse&, const AlterPartitionResponse&) = default;
};
/// The controller's log of decisions, as it reaches a broker: one change at a time, in order.
struct MetadataUpdate {
    static constexpr KindName kind{.code = 18, .name = "MetadataUpdate"};
    PartitionState state;
    friend bool operator==(const MetadataUpdate&, const MetadataUpdate&) = default;
};

/// The same log: a broker shuts down (what that changes was told before), or is back after that.
struct BrokerRegistrationChange {
    static constexpr KindName kind{.code = 21, .name = "BrokerRegistrationChange"};
    NodeId broker;
    bool gone = false;           ///< it may neither lead nor join an in-sync set
    std::uint32_t shutdown = 0;  ///< the last controlled one so far, counted from 1
    friend bool operator==(const BrokerRegistrationChange&,
                           const BrokerRegistrationChange&) = default;
};

}  // namespace mqfate::kafka
