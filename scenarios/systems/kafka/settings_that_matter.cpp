// Settings of Kafka 4.1 that matter to the fate of a message: those that are used, and those that
// are refused because what they change is not modelled.
//
// What is harmless is Kafka's default (whoever says it says nothing), and what comes to the same in
// a scenario: no run lasts a day, so a day of retention is as good as a week.
#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {
namespace {

using namespace kafka::literals;

consteval KnownSetting used(std::string_view name, Whose whose) {
    return {.name = name, .whose = whose, .bearing = Bearing::used};
}
consteval KnownSetting refused(std::string_view name, Whose whose, words::Text why,
                               std::string_view harmless,
                               std::optional<std::int64_t> harmless_from = {}) {
    return {.name = name,
            .whose = whose,
            .bearing = Bearing::refused,
            .why = why,
            .harmless = harmless,
            .harmless_from = harmless_from};
}

constexpr KnownSetting that_matter[] = {
    used("acks", Whose::producers),
    used("auto.commit.interval.ms", Whose::consumers),
    used("auto.leader.rebalance.enable", Whose::brokers),
    used("auto.offset.reset", Whose::consumers),
    used("batch.size", Whose::producers),
    used("broker.heartbeat.interval.ms", Whose::brokers),
    used("broker.session.timeout.ms", Whose::brokers),
    used("buffer.memory", Whose::producers),
    used("controlled.shutdown.enable", Whose::brokers),
    used("default.replication.factor", Whose::brokers),
    used("delivery.timeout.ms", Whose::producers),
    used("enable.auto.commit", Whose::consumers),
    used("enable.idempotence", Whose::producers),
    used("fetch.max.wait.ms", Whose::consumers),
    used("flush.messages", Whose::topics),
    used("flush.ms", Whose::topics),
    used("leader.imbalance.check.interval.seconds", Whose::brokers),
    used("linger.ms", Whose::producers),
    used("log.flush.interval.messages", Whose::brokers),
    used("log.flush.interval.ms", Whose::brokers),
    used("log.flush.scheduler.interval.ms", Whose::brokers),
    used("log.initial.task.delay.ms", Whose::brokers),
    used("max.block.ms", Whose::producers),
    used("max.in.flight.requests.per.connection", Whose::producers),
    used("max.message.bytes", Whose::topics),
    used("max.partition.fetch.bytes", Whose::consumers),
    used("max.poll.records", Whose::consumers),
    used("max.request.size", Whose::producers),
    used("message.max.bytes", Whose::brokers),
    used("metadata.max.age.ms", Whose::producers | Whose::consumers),
    used("min.insync.replicas", Whose::brokers | Whose::topics),
    used("num.partitions", Whose::brokers),
    used("reconnect.backoff.max.ms", Whose::producers | Whose::consumers),
    used("reconnect.backoff.ms", Whose::producers | Whose::consumers),
    used("replica.fetch.backoff.ms", Whose::brokers),
    used("replica.fetch.max.bytes", Whose::brokers),
    used("replica.fetch.min.bytes", Whose::brokers),
    used("replica.fetch.wait.max.ms", Whose::brokers),
    used("replica.high.watermark.checkpoint.interval.ms", Whose::brokers),
    used("replica.lag.time.max.ms", Whose::brokers),
    used("replica.socket.timeout.ms", Whose::brokers),
    used("request.timeout.ms", Whose::producers | Whose::consumers),
    used("retries", Whose::producers),
    used("retry.backoff.max.ms", Whose::producers | Whose::consumers),
    used("retry.backoff.ms", Whose::producers | Whose::consumers),
    used("send.buffer.bytes", Whose::producers),
    refused("session.timeout.ms", Whose::consumers, "kafka.why.groups"_k, "45000"),
    refused("max.poll.interval.ms", Whose::consumers, "kafka.why.groups"_k, "300000"),
    refused("group.protocol", Whose::consumers, "kafka.why.groups"_k, "classic"),
    refused("group.instance.id", Whose::consumers, "kafka.why.groups"_k, ""),
    refused("group.remote.assignor", Whose::consumers, "kafka.why.groups"_k, ""),
    refused("group.initial.rebalance.delay.ms", Whose::brokers, "kafka.why.groups"_k, "3000|0"),
    refused("group.min.session.timeout.ms", Whose::brokers, "kafka.why.groups"_k, "6000"),
    refused("group.max.session.timeout.ms", Whose::brokers, "kafka.why.groups"_k, "1800000"),
    refused("group.consumer.session.timeout.ms", Whose::brokers, "kafka.why.groups"_k, "45000"),
    refused("group.consumer.min.session.timeout.ms", Whose::brokers, "kafka.why.groups"_k, "45000"),
    refused("group.consumer.max.session.timeout.ms", Whose::brokers, "kafka.why.groups"_k, "60000"),
    refused("offsets.topic.replication.factor", Whose::brokers, "kafka.why.coordinator"_k, "3", 2),
    refused("offsets.commit.timeout.ms", Whose::brokers, "kafka.why.coordinator"_k, "5000"),
    refused("default.api.timeout.ms", Whose::consumers, "kafka.why.commits_for_ever"_k, "60000"),
    refused("offsets.retention.minutes", Whose::brokers, "kafka.why.offsets_kept"_k, "10080", 1440),
    refused("log.retention.hours", Whose::brokers, "kafka.why.retention"_k, "168|-1", 24),
    refused("log.retention.minutes", Whose::brokers, "kafka.why.retention"_k, "-1", 1440),
    refused("log.retention.ms", Whose::brokers, "kafka.why.retention"_k, "-1", 86400000),
    refused("log.retention.bytes", Whose::brokers, "kafka.why.retention"_k, "-1"),
    refused("retention.ms", Whose::topics, "kafka.why.retention"_k, "604800000|-1", 86400000),
    refused("retention.bytes", Whose::topics, "kafka.why.retention"_k, "-1"),
    refused("log.cleanup.policy", Whose::brokers, "kafka.why.compaction"_k, "delete"),
    refused("cleanup.policy", Whose::topics, "kafka.why.compaction"_k, "delete"),
    refused("remote.log.storage.system.enable", Whose::brokers, "kafka.why.tiered"_k, "false"),
    refused("remote.storage.enable", Whose::topics, "kafka.why.tiered"_k, "false"),
    refused("unclean.leader.election.enable", Whose::brokers | Whose::topics, "kafka.why.unclean"_k,
            "false"),
    refused("transactional.id", Whose::producers, "kafka.why.transactional"_k, ""),
    refused("partitioner.class", Whose::producers, "kafka.why.partitioner"_k, ""),
    refused("partitioner.ignore.keys", Whose::producers, "kafka.why.partitioner"_k, "false"),
    refused("partitioner.availability.timeout.ms", Whose::producers, "kafka.why.partitioner"_k,
            "0"),
    refused("fetch.min.bytes", Whose::consumers, "kafka.why.fetch_size"_k, "1"),
    refused("fetch.max.bytes", Whose::consumers, "kafka.why.fetch_size"_k, "52428800", 52428800),
    refused("fetch.max.bytes", Whose::brokers, "kafka.why.fetch_size"_k, "57671680", 52428800),
    refused("replica.fetch.response.max.bytes", Whose::brokers, "kafka.why.fetch_size"_k,
            "10485760", 10485760),
    refused("socket.request.max.bytes", Whose::brokers, "kafka.why.request_size"_k, "104857600",
            104857600),
    refused("socket.connection.setup.timeout.ms", Whose::producers | Whose::consumers,
            "kafka.why.set_up"_k, "10000"),
    refused("socket.connection.setup.timeout.max.ms", Whose::producers | Whose::consumers,
            "kafka.why.set_up"_k, "30000"),
    refused("socket.connection.setup.timeout.ms", Whose::brokers, "kafka.why.set_up"_k, "10000"),
    refused("socket.connection.setup.timeout.max.ms", Whose::brokers, "kafka.why.set_up"_k,
            "30000"),
    refused("metadata.max.idle.ms", Whose::producers, "kafka.why.idle_metadata"_k, "300000",
            300000),
    refused("replica.selector.class", Whose::brokers, "kafka.why.nearest_replica"_k, ""),
    refused("controller.quorum.election.timeout.ms", Whose::brokers, "kafka.why.quorum"_k, "1000"),
    refused("controller.quorum.election.backoff.max.ms", Whose::brokers, "kafka.why.quorum"_k,
            "1000"),
    refused("controller.quorum.fetch.timeout.ms", Whose::brokers, "kafka.why.quorum"_k, "2000"),
    refused("controller.quorum.request.timeout.ms", Whose::brokers, "kafka.why.quorum"_k, "2000"),
    refused("controller.quorum.retry.backoff.ms", Whose::brokers, "kafka.why.quorum"_k, "20"),
    refused("controller.quorum.append.linger.ms", Whose::brokers, "kafka.why.quorum"_k, "25"),
    refused("controller.socket.timeout.ms", Whose::brokers, "kafka.why.quorum"_k, "30000"),
    refused("request.timeout.ms", Whose::brokers, "kafka.why.quorum"_k, "30000"),
    refused("producer.id.expiration.ms", Whose::brokers, "kafka.why.producer_state"_k, "86400000",
            86400000),
    refused("log.dir.failure.timeout.ms", Whose::brokers, "kafka.why.log_dirs"_k, "30000"),
};

}  // namespace

std::span<const KnownSetting> settings_that_matter() { return that_matter; }

}  // namespace mqfate::scenarios
