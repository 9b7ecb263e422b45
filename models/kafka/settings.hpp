// Kafka's settings, by their own names (dots become underscores) and with their own defaults.
//
// Defaults are those of Apache Kafka 4.1 (ProducerConfig, ServerLogConfigs, ReplicationConfigs,
// KRaftConfigs, ConsumerConfig). They never change during a run, so they are part of the plan.
// Those of earlier versions are in versions.hpp.
// A setting that the model does not use yet is refused by the reader, not ignored.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "models/kafka/replication_rules.hpp"
#include "sim/base/time.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

inline constexpr std::uint64_t never = 0x7fffffffffffffff;  // Kafka's "Long.MAX_VALUE"

struct Version {
    static constexpr std::uint8_t last_patch = 0xff;
    std::uint8_t major = 4;
    std::uint8_t minor = 1;
    std::uint8_t patch = last_patch;
    friend constexpr auto operator<=>(const Version&, const Version&) = default;
};
/// Brokers are upgraded on their own, and so are clients.
struct Versions {
    Version brokers;
    Version clients;
    friend bool operator==(const Versions&, const Versions&) = default;
};

struct BrokerConfig {
    Duration replica_lag_time_max = seconds(30);
    Duration replica_fetch_wait_max = milliseconds(500);
    std::uint32_t replica_fetch_min_bytes = 1;
    std::uint32_t replica_fetch_max_bytes = 1'048'576;  ///< a partition
    Duration replica_fetch_backoff = seconds(1);
    Duration replica_socket_timeout = seconds(30);
    Duration replica_high_watermark_checkpoint_interval = seconds(5);
    Duration log_flush_scheduler_interval = forever();
    Duration log_initial_task_delay = seconds(30);
    Duration broker_session_timeout = seconds(9);
    Duration broker_heartbeat_interval = seconds(2);
    bool controlled_shutdown_enable = true;
    bool auto_leader_rebalance_enable = true;
    Duration leader_imbalance_check_interval = seconds(300);
    /// Log recovery and start of the process: how long a restarted broker takes to serve.
    Duration startup{};
    // Not settings of Kafka, and what they are depends on the machine (handling() in wiring.hpp):
    DelayId service = no_delay;   ///< network and request handler threads, for one request
    DelayId metadata = no_delay;  ///< until news of the controller are read and take effect
};

struct TopicConfig {
    std::string name;
    std::uint32_t partitions = 1;
    std::uint32_t min_insync_replicas = 1;
    std::uint32_t max_message_bytes = 1'048'588;  ///< max.message.bytes, message.max.bytes: a batch
    std::uint64_t flush_messages = never;         ///< flush.messages, log.flush.interval.messages
    std::optional<Duration> flush;                ///< flush.ms, log.flush.interval.ms
};

struct PartitionConfig {
    std::uint16_t topic = 0;       ///< index into `topics`
    std::uint32_t number = 0;      ///< within its topic
    std::vector<NodeId> replicas;  ///< the assignment; the first is the preferred leader
};

/// How a producer picks a partition.
enum class Partitioning : std::uint8_t {
    fixed,   ///< every message to `partition`
    by_key,  ///< murmur2(key) & 0x7fffffff, modulo the number of partitions
    sticky,  ///< no key: one partition until batch.size bytes went there (KIP-794)
};

struct ProducerConfig {
    std::string name;
    std::uint16_t topic = 0;
    std::uint32_t message_bytes = 100;
    Partitioning partitioning = Partitioning::sticky;
    std::uint32_t partition = 0;
    std::uint32_t keys = 0;  ///< by_key: message n has key "n mod keys" in decimal
    Acks acks = Acks::all;
    bool enable_idempotence = true;
    std::uint32_t max_in_flight_requests_per_connection = 5;
    std::uint32_t retries = 0x7fffffff;
    Duration delivery_timeout = seconds(120);
    Duration request_timeout = seconds(30);
    Duration linger = milliseconds(5);
    std::uint32_t batch_size = 16'384;
    std::uint64_t buffer_memory = 33'554'432;
    std::uint32_t max_request_size = 1'048'576;
    std::uint32_t send_buffer = 131'072;  ///< send.buffer.bytes; 0: no bound here
    Duration max_block = seconds(60);
    Duration retry_backoff = milliseconds(100);
    Duration retry_backoff_max = seconds(1);
    Duration reconnect_backoff = milliseconds(50);
    Duration reconnect_backoff_max = seconds(1);
    Duration metadata_max_age = seconds(300);
    /// Not a setting of Kafka: the client's thread, from when it has taken a batch until its bytes
    /// are in the socket.
    DelayId hand_over = no_delay;
    friend bool operator==(const ProducerConfig&, const ProducerConfig&) = default;
};

enum class CommitMode : std::uint8_t {
    before_processing,  ///< commitSync right after poll(), then the work: at most once
    after_processing,   ///< commitSync after the work: at least once
    automatic,          ///< enable.auto.commit: poll() commits what earlier polls returned
};

/// Where a consumer begins without a committed offset, or out of the log's range.
enum class OffsetReset : std::uint8_t {
    earliest,
    latest,
    none,  ///< poll() throws (NoOffsetForPartitionException), and the consumer stops
};

struct ConsumerConfig {
    std::string name;
    std::uint16_t topic = 0;              ///< index into `topics`
    std::vector<PartitionId> partitions;  ///< assigned for the whole run
    CommitMode commit = CommitMode::after_processing;
    /// after_processing: records between two commits; 0: once for each poll.
    std::uint32_t commit_every = 0;
    std::uint32_t max_poll_records = 500;
    Duration auto_commit_interval = seconds(5);
    Duration fetch_max_wait = milliseconds(500);
    std::uint32_t fetch_max_bytes = 1'048'576;  ///< max.partition.fetch.bytes
    Duration request_timeout = seconds(30);
    Duration retry_backoff = milliseconds(100);
    Duration retry_backoff_max = seconds(1);
    Duration reconnect_backoff = milliseconds(50);
    Duration reconnect_backoff_max = seconds(1);
    Duration metadata_max_age = seconds(300);
    /// Kafka's default is latest (scenarios/systems/kafka/clients.cpp).
    OffsetReset auto_offset_reset = OffsetReset::earliest;
};

/// Everything about one Kafka system. Nodes are numbered: brokers, controller, coordinator,
/// producers, consumers.
struct Settings {
    Versions versions;
    BrokerConfig broker;
    /// Not a setting of Kafka: which version's rules of replication the brokers follow.
    ReplicationRules replication_rules = ReplicationRules::current;
    bool watermark_waits_for_min_isr = true;  ///< KIP-966 (versions.hpp)
    std::vector<TopicConfig> topics;
    std::vector<PartitionConfig> partitions;  ///< by PartitionId
    std::vector<ProducerConfig> producers;
    std::vector<ConsumerConfig> consumers;
    std::uint16_t brokers = 0;

    NodeId controller() const { return {brokers}; }
    /// Where committed offsets are kept (the group coordinator).
    NodeId coordinator() const { return {static_cast<std::uint16_t>(brokers + 1)}; }
    NodeId producer_node(std::size_t i) const {
        return {static_cast<std::uint16_t>(brokers + 2U + i)};
    }
    NodeId consumer_node(std::size_t i) const {
        return {static_cast<std::uint16_t>(brokers + 2U + producers.size() + i)};
    }
    const ProducerConfig& producer(NodeId n) const { return producers[n.value - brokers - 2U]; }
    const ConsumerConfig& consumer(NodeId n) const {
        return consumers[n.value - brokers - 2U - producers.size()];
    }
    const PartitionConfig& partition(PartitionId p) const { return partitions[index(p)]; }
    const TopicConfig& topic_of(PartitionId p) const { return topics[partition(p).topic]; }
    /// How many must be in sync for acks=all: never more than there are replicas. So a setting for
    /// the whole cluster goes with a topic of one replica (Partition.effectiveMinIsr).
    std::uint32_t effective_min_isr(PartitionId p) const {
        return std::min<std::uint32_t>(topic_of(p).min_insync_replicas,
                                       static_cast<std::uint32_t>(partition(p).replicas.size()));
    }
    std::size_t nodes() const { return brokers + 2U + producers.size() + consumers.size(); }
};

}  // namespace mqfate::kafka
