// Settings that Kafka 4.1 does not define and real files have all the same: those of earlier
// versions (the first version without each: KIP-724, KIP-833 and the removals listed in the upgrade
// notes of 3.0, 4.0 and 4.1), those that only a running cluster takes (DynamicConfig), and the
// names of librdkafka (CONFIGURATION.md) that differ.
#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {
namespace {

using namespace kafka::literals;
using kafka::Version;

consteval KnownSetting gone(Version since, std::string_view name, Whose whose, words::Text why) {
    return {.name = name, .whose = whose, .bearing = Bearing::none, .why = why, .gone = since};
}
consteval KnownSetting gone_and_matters(Version since, std::string_view name, Whose whose,
                                        words::Text why, std::string_view harmless) {
    return {.name = name,
            .whose = whose,
            .bearing = Bearing::refused,
            .why = why,
            .harmless = harmless,
            .gone = since};
}
consteval KnownSetting without_effect(std::string_view name, Whose whose, words::Text why) {
    return {.name = name, .whose = whose, .bearing = Bearing::none, .why = why};
}
/// librdkafka's name for what Kafka's own clients call `means`.
consteval KnownSetting foreign(std::string_view name, Whose whose, std::string_view means) {
    return {.name = name, .whose = whose, .bearing = Bearing::foreign, .means = means};
}

constexpr Version v3{3, 0, 0};
constexpr Version v4{4, 0, 0};
constexpr Version v41{4, 1, 0};

constexpr KnownSetting of_others[] = {
    // ---- gone
    {.name = "zookeeper.session.timeout.ms",
     .whose = Whose::brokers,
     .bearing = Bearing::used,
     .gone = v4},
    gone(v4, "zookeeper.connect", Whose::brokers, "kafka.why.addresses"_k),
    gone(v4, "zookeeper.connection.timeout.ms", Whose::brokers, "kafka.why.start_up"_k),
    gone(v4, "zookeeper.max.in.flight.requests", Whose::brokers, "kafka.why.machine"_k),
    gone(v4, "zookeeper.clientCnxnSocket", Whose::brokers, "kafka.why.security"_k),
    gone(v4, "zookeeper.set.acl", Whose::brokers, "kafka.why.security"_k),
    gone(v4, "zookeeper.ssl.*", Whose::brokers, "kafka.why.security"_k),
    gone(v4, "zookeeper.metadata.migration.*", Whose::brokers, "kafka.why.start_up"_k),
    gone(v3, "zookeeper.sync.time.ms", Whose::brokers, "kafka.why.machine"_k),
    gone(v4, "password.encoder.*", Whose::brokers, "kafka.why.security"_k),
    gone(v4, "delegation.token.master.key", Whose::brokers, "kafka.why.security"_k),
    gone(v3, "advertised.host.name", Whose::brokers, "kafka.why.addresses"_k),
    gone(v3, "advertised.port", Whose::brokers, "kafka.why.addresses"_k),
    gone(v3, "host.name", Whose::brokers, "kafka.why.addresses"_k),
    gone(v3, "port", Whose::brokers, "kafka.why.addresses"_k),
    gone(v4, "control.plane.listener.name", Whose::brokers, "kafka.why.addresses"_k),
    gone(v3, "quota.consumer.default", Whose::brokers, "kafka.why.quotas"_k),
    gone(v3, "quota.producer.default", Whose::brokers, "kafka.why.quotas"_k),
    gone(v4, "auto.include.jmx.reporter", Whose::producers | Whose::consumers | Whose::brokers,
         "kafka.why.metrics"_k),
    gone(v4, "broker.id.generation.enable", Whose::brokers, "kafka.why.names"_k),
    gone(v4, "reserved.broker.max.id", Whose::brokers, "kafka.why.names"_k),
    gone(v4, "inter.broker.protocol.version", Whose::brokers, "kafka.why.version"_k),
    gone(v4, "log.message.format.version", Whose::brokers, "kafka.why.version"_k),
    gone(v4, "message.format.version", Whose::topics, "kafka.why.version"_k),
    gone(v4, "log.message.downconversion.enable", Whose::brokers, "kafka.why.version"_k),
    gone(v4, "message.downconversion.enable", Whose::topics, "kafka.why.version"_k),
    gone(v4, "log.message.timestamp.difference.max.ms", Whose::brokers, "kafka.why.timestamps"_k),
    gone(v4, "message.timestamp.difference.max.ms", Whose::topics, "kafka.why.timestamps"_k),
    gone(v41, "group.coordinator.new.enable", Whose::brokers, "kafka.why.alone_in_group"_k),
    gone(v41, "metadata.log.segment.min.bytes", Whose::brokers, "kafka.why.files"_k),
    gone(v41, "group.share.max.groups", Whose::brokers, "kafka.why.other_groups"_k),
    gone(v3, "internal.auto.downgrade.txn.commit", Whose::producers, "kafka.why.no_transactions"_k),
    gone_and_matters(v4, "controlled.shutdown.max.retries", Whose::brokers, "kafka.why.shutdown"_k,
                     "3"),
    gone_and_matters(v4, "controlled.shutdown.retry.backoff.ms", Whose::brokers,
                     "kafka.why.shutdown"_k, "5000"),
    gone_and_matters(v4, "eligible.leader.replicas.enable", Whose::brokers, "kafka.why.eligible"_k,
                     "false"),
    gone_and_matters(v4, "leader.imbalance.per.broker.percentage", Whose::brokers,
                     "kafka.why.imbalance"_k, "10"),
    gone_and_matters(v4, "offsets.commit.required.acks", Whose::brokers, "kafka.why.coordinator"_k,
                     "-1"),
    // ---- of a running cluster, of listeners, and of plug-ins
    without_effect("leader.replication.throttled.rate", Whose::brokers, "kafka.why.quotas"_k),
    without_effect("follower.replication.throttled.rate", Whose::brokers, "kafka.why.quotas"_k),
    without_effect("replica.alter.log.dirs.io.max.bytes.per.second", Whose::brokers,
                   "kafka.why.quotas"_k),
    without_effect("listener.name.*", Whose::brokers, "kafka.why.security"_k),
    without_effect("rlmm.config.*", Whose::brokers, "kafka.why.not_tiered"_k),
    without_effect("rsm.config.*", Whose::brokers, "kafka.why.not_tiered"_k),
    without_effect("config.providers", Whose::producers | Whose::consumers | Whose::brokers,
                   "kafka.why.contents"_k),
    without_effect("config.providers.*", Whose::producers | Whose::consumers | Whose::brokers,
                   "kafka.why.contents"_k),
    // ---- librdkafka's names
    foreign("request.required.acks", Whose::producers, "acks"),
    foreign("message.send.max.retries", Whose::producers, "retries"),
    foreign("message.timeout.ms", Whose::producers, "delivery.timeout.ms"),
    foreign("queue.buffering.max.ms", Whose::producers, "linger.ms"),
    foreign("queue.buffering.max.kbytes", Whose::producers, "buffer.memory"),
    foreign("queue.buffering.max.messages", Whose::producers, "buffer.memory"),
    foreign("batch.num.messages", Whose::producers, "batch.size"),
    foreign("message.max.bytes", Whose::producers, "max.request.size"),
    foreign("compression.codec", Whose::producers, "compression.type"),
    foreign("max.in.flight", Whose::producers, "max.in.flight.requests.per.connection"),
    foreign("socket.timeout.ms", Whose::producers | Whose::consumers, "request.timeout.ms"),
    foreign("metadata.broker.list", Whose::producers | Whose::consumers, "bootstrap.servers"),
    foreign("fetch.wait.max.ms", Whose::consumers, "fetch.max.wait.ms"),
    foreign("fetch.message.max.bytes", Whose::consumers, "max.partition.fetch.bytes"),
    foreign("reconnect.backoff.jitter.ms", Whose::producers | Whose::consumers,
            "reconnect.backoff.ms"),
};

}  // namespace

std::span<const KnownSetting> settings_of_others() { return of_others; }

}  // namespace mqfate::scenarios
