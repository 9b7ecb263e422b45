#include "scenarios/systems/kafka/reader.hpp"

#include <algorithm>

#include "models/kafka/versions.hpp"
#include "scenarios/systems/kafka/clients.hpp"
#include "scenarios/systems/kafka/config_types.hpp"
#include "scenarios/systems/kafka/other_settings.hpp"
#include "scenarios/systems/kafka/versions.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::TopicConfig;

/// What holds for a topic that does not say otherwise.
struct TopicDefaults {
    TopicConfig config;
    std::uint32_t replication = 3;  ///< Kafka's own is 1: a scenario without copies says so
};
constexpr IntegerLimits number_of_partitions{.min = 1, .max = 10'000};
constexpr IntegerLimits number_of_replicas{.min = 1, .max = 16};

void read_topic_settings(SettingsReader& read, TopicConfig& topic, bool broker_names) {
    const std::string prefix = broker_names ? "log.flush.interval." : "flush.";
    read.integer("min.insync.replicas", topic.min_insync_replicas, int_from(1));
    read.bytes(broker_names ? "message.max.bytes" : "max.message.bytes", topic.max_message_bytes,
               int_from(0));
    read.integer(prefix + "messages", topic.flush_messages, long_from(1));
    Duration flush = topic.flush.value_or(forever());
    read.duration_ms(prefix + "ms", flush, {.min = {}, .max = forever()});
    if (flush != forever()) topic.flush = flush;
}

void read_rebalance(SettingsReader& read, kafka::BrokerConfig& broker) {
    read.boolean("auto.leader.rebalance.enable", broker.auto_leader_rebalance_enable);
    std::int64_t interval = broker.leader_imbalance_check_interval.ns / seconds(1).ns;
    read.integer("leader.imbalance.check.interval.seconds", interval, long_from(1));
    broker.leader_imbalance_check_interval = std::min(seconds(interval), DurationLimits{}.max);
}

/// How long a session lasts and how it is renewed: by KRaft's names, or by ZooKeeper's where the
/// brokers may have that.
void read_session(Reader& config, SettingsReader& read, kafka::Version version,
                  kafka::BrokerConfig& broker) {
    constexpr std::string_view zookeeper = "zookeeper.session.timeout.ms";
    if (kafka::needs_zookeeper(version) ||
        (kafka::knows_zookeeper(version) && config.has(zookeeper))) {
        if (!kafka::needs_zookeeper(version)) broker.broker_session_timeout = seconds(18);
        int_ms(read, zookeeper, broker.broker_session_timeout, 1);
        broker.broker_heartbeat_interval = kafka::zookeeper_ping(broker.broker_session_timeout);
    }
    int_ms(read, "broker.session.timeout.ms", broker.broker_session_timeout, 1);
    int_ms(read, "broker.heartbeat.interval.ms", broker.broker_heartbeat_interval, 1);
}

void read_topic_defaults(Reader& config, SettingsReader& read, std::uint32_t brokers,
                         TopicDefaults& topic) {
    constexpr std::string_view replication = "default.replication.factor";
    read.integer("num.partitions", topic.config.partitions, number_of_partitions);
    topic.replication = std::min(topic.replication, brokers);
    read.integer(replication, topic.replication, number_of_replicas);
    if (topic.replication > brokers)
        config.error(replication, "more replicas than there are brokers",
                     "at most " + std::to_string(brokers));
    topic.replication = std::min(topic.replication, brokers);
    read_topic_settings(read, topic.config, true);
}

/// Reads "broker_config"; what it says about topics is their default.
void read_broker_config(Reader config, kafka::Settings& settings, TopicDefaults& topic) {
    kafka::BrokerConfig& broker = settings.broker;
    const kafka::Version version = settings.versions.brokers;
    SettingsReader read(config, "brokers");
    constexpr DurationLimits any_or_never{.min = {}, .max = forever()};
    long_ms(read, "replica.lag.time.max.ms", broker.replica_lag_time_max, 1);
    int_ms(read, "replica.fetch.wait.max.ms", broker.replica_fetch_wait_max);
    read.bytes("replica.fetch.min.bytes", broker.replica_fetch_min_bytes, int_from(0));
    read.bytes("replica.fetch.max.bytes", broker.replica_fetch_max_bytes, int_from(0));
    int_ms(read, "replica.fetch.backoff.ms", broker.replica_fetch_backoff);
    int_ms(read, "replica.socket.timeout.ms", broker.replica_socket_timeout, 1);
    long_ms(read, "replica.high.watermark.checkpoint.interval.ms",
            broker.replica_high_watermark_checkpoint_interval, 1);
    read.duration_ms("log.flush.scheduler.interval.ms", broker.log_flush_scheduler_interval,
                     {.min = milliseconds(1), .max = forever()});
    read.duration_ms("log.initial.task.delay.ms", broker.log_initial_task_delay, any_or_never);
    read_session(config, read, version, broker);
    read.boolean("controlled.shutdown.enable", broker.controlled_shutdown_enable);
    read_rebalance(read, broker);
    read_topic_defaults(config, read, settings.brokers, topic);
    read_other_settings(config, Whose::brokers, version, "brokers");
    if (broker.replica_fetch_wait_max > broker.replica_lag_time_max)
        config.error("replica.fetch.wait.max.ms", "longer than replica.lag.time.max.ms",
                     "at most that: followers of a quiet partition would leave the in-sync set");
    if (broker.replica_fetch_wait_max > broker.replica_socket_timeout)
        config.error("replica.fetch.wait.max.ms", "longer than replica.socket.timeout.ms",
                     "at most that: a follower would give up each fetch of a quiet partition");
    if (broker.broker_heartbeat_interval >= broker.broker_session_timeout)
        config.error("broker.heartbeat.interval.ms", "not shorter than broker.session.timeout.ms",
                     "several heartbeats to a session");
}

/// Not a setting of Kafka: which version's rules the brokers follow.
void read_replication_rules(Reader& kafka, kafka::ReplicationRules& rules) {
    using Rules = kafka::ReplicationRules;
    SettingsReader read(kafka, "brokers");
    read.word_of_ours<Rules>("replication_rules", rules,
                             {{"truncate-to-high-watermark", Rules::truncate_to_high_watermark},
                              {"kip-101", Rules::kip_101},
                              {"kip-279", Rules::kip_279},
                              {"kip-320-first-try", Rules::kip_320_first_try},
                              {"kip-320-unfenced-truncation", Rules::kip_320_unfenced_truncation},
                              {"kip-320", Rules::kip_320},
                              {"current", Rules::current}});
}

/// What a broker took for a request where that was measured: Apache Kafka 4.1.1, three brokers on
/// two cores, 200 messages a second, linger.ms=0. A confirmation with acks=1 less one with acks=0,
/// which is the client's own part, less two ways over loopback of 20 us: 0.86 - 0.26 - 0.04 ms in
/// the median, and so at 95 and 99 %. Nothing is known outside these.
Delay measured_service() {
    Delay delay{.kind = Delay::Kind::quantiles};
    delay.points = {{{0, 1}, microseconds(560)},
                    {{1, 2}, microseconds(560)},
                    {{19, 20}, microseconds(1'120)},
                    {{99, 100}, microseconds(3'540)},
                    {{1, 1}, microseconds(3'540)}};
    return delay;
}

/// Not settings of Kafka: how long its brokers take on the machine that they run on.
void read_times(Reader& kafka, KafkaPart& part) {
    const auto time = [&](std::string_view key, const Delay& usual, DelayId& target) {
        const Delay delay = kafka.setting(key, usual, [](const Cursor& c) { return c.delay(); },
                                          {.owner = "brokers", .least = {}});
        if (delay == Delay{}) return;
        part.delays.push_back(delay);
        target = {static_cast<std::uint16_t>(part.delays.size() - 1)};
    };
    time("service", measured_service(), part.settings.broker.service);
    time("metadata", {}, part.settings.broker.metadata);
}

/// Spreads the replicas of a topic over the brokers, each partition one broker further (the shape
/// of Kafka's own assignment, without its random start).
void assign_replicas(kafka::Settings& settings, std::uint16_t topic, std::uint32_t replication) {
    for (std::uint32_t p = 0; p < settings.topics[topic].partitions; ++p) {
        kafka::PartitionConfig partition;
        partition.topic = topic;
        partition.number = p;
        for (std::uint32_t r = 0; r < replication; ++r)
            partition.replicas.push_back(
                NodeId{static_cast<std::uint16_t>((p + r) % settings.brokers)});
        settings.partitions.push_back(std::move(partition));
    }
}

void read_topic(const std::string& name, Reader topic, const TopicDefaults& defaults,
                KafkaPart& part) {
    TopicConfig config = defaults.config;
    config.name = name;
    config.partitions = topic.count_or("partitions", config.partitions, number_of_partitions);
    const auto replication =
        topic.integer_or("replication.factor", defaults.replication, number_of_replicas);
    SettingsReader read(topic, "topic " + name);
    read_topic_settings(read, config, false);
    read_other_settings(topic, Whose::topics, part.settings.versions.brokers, "topic " + name);
    if (replication > part.settings.brokers)
        return topic.error("replication.factor", "more replicas than there are brokers",
                           "at most " + std::to_string(part.settings.brokers));
    if (part.settings.partitions.size() + config.partitions > 20'000)
        return topic.error("partitions", "more than 20000 partitions in all");
    part.settings.topics.push_back(config);
    const auto id = static_cast<std::uint16_t>(part.settings.topics.size() - 1);
    assign_replicas(part.settings, id, replication);
    for (std::uint32_t p = 0; p < config.partitions; ++p)
        part.partition_names.push_back(name + "/" + std::to_string(p));
}

}  // namespace

KafkaPart read_kafka(Reader kafka) {
    KafkaPart part;
    part.settings.brokers = kafka.count_or<std::uint16_t>("brokers", 3, {.min = 1, .max = 1'000});
    for (std::uint16_t b = 1; b <= part.settings.brokers; ++b)
        part.node_names.push_back("b" + std::to_string(b));
    part.node_names.emplace_back("controller");
    part.node_names.emplace_back("coordinator");

    read_versions(kafka, part.settings);
    read_replication_rules(kafka, part.settings.replication_rules);
    read_times(kafka, part);
    TopicDefaults defaults;
    read_broker_config(kafka.object_or_none("broker_config"), part.settings, defaults);
    kafka.each_member("topics", [&](const std::string& name, Reader topic) {
        read_topic(name, std::move(topic), defaults, part);
    });
    if (kafka.present() && part.settings.topics.empty() && kafka.errors().empty())
        kafka.error("topics", "no topic", "at least one, as in {\"orders\": {\"partitions\": 1}}");
    ClientsReader clients(part);
    kafka.each_member("producers", [&](const std::string& name, Reader producer) {
        clients.read_producer(name, std::move(producer));
    });
    kafka.each_member("consumers", [&](const std::string& name, Reader consumer) {
        clients.read_consumer(name, std::move(consumer));
    });
    if (kafka.present() && part.settings.producers.empty() && kafka.errors().empty())
        kafka.error("producers", "no producer", "at least one: without messages there is no fate");
    return part;
}

}  // namespace mqfate::scenarios
