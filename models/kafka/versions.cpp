#include "models/kafka/versions.hpp"

namespace mqfate::kafka {

std::string text_of(Version version) {
    const std::string release = std::to_string(version.major) + "." + std::to_string(version.minor);
    return version.patch == Version::last_patch ? release
                                                : release + "." + std::to_string(version.patch);
}

// KIP-537 (2.5): replica.lag.time.max.ms from 10 s to 30 s, zookeeper.session.timeout.ms from 6 s
// to 18 s (KafkaConfig, Defaults).
BrokerConfig broker_defaults(Version brokers) {
    BrokerConfig config;
    const bool before_537 = brokers < Version{2, 5, 0};
    if (before_537) config.replica_lag_time_max = seconds(10);
    if (needs_zookeeper(brokers)) {
        config.broker_session_timeout = before_537 ? seconds(6) : seconds(18);
        config.broker_heartbeat_interval = zookeeper_ping(config.broker_session_timeout);
    }
    return config;
}

ReplicationRules rules_of(Version brokers) {
    if (brokers < Version{0, 11, 0}) return ReplicationRules::truncate_to_high_watermark;
    if (brokers < Version{2, 0, 0}) return ReplicationRules::kip_101;
    if (brokers < Version{2, 1, 0}) return ReplicationRules::kip_279;
    if (brokers < Version{2, 7, 0}) return ReplicationRules::kip_320;
    return ReplicationRules::current;
}

// KIP-679 (3.0): acks from 1 to all, enable.idempotence from false to true. In 3.0.0 and 3.1.0 the
// latter counted only where it was given (ProducerConfig.idempotenceEnabled; KAFKA-13598).
// KIP-1030 (4.0): linger.ms from 0 to 5.
ProducerConfig producer_defaults(Version client) {
    ProducerConfig config;
    if (client < Version{3, 0, 0}) config.acks = Acks::leader;
    const bool ignored = client == Version{3, 0, 0} || client == Version{3, 1, 0};
    if (client < Version{3, 0, 0} || ignored) config.enable_idempotence = false;
    if (client < Version{4, 0, 0}) config.linger = {};
    if (!backs_off_exponentially(client)) config.retry_backoff_max = config.retry_backoff;
    return config;
}

ConsumerConfig consumer_defaults(Version client) {
    ConsumerConfig config;
    if (!backs_off_exponentially(client)) config.retry_backoff_max = config.retry_backoff;
    return config;
}

}  // namespace mqfate::kafka
