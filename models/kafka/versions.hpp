// Versions of Kafka: what brokers and clients of earlier ones do differently, by default or at all.
//
// Read at the tags of Apache Kafka (ProducerConfig, ConsumerConfig, KafkaConfig, Partition). What
// is not named here is that of 4.1 in every version; the README has the table, with sources, and
// says what differed and is left out. Brokers before 3.3 keep their sessions in ZooKeeper, later
// ones in KRaft (production ready in 3.3, KIP-833); that is how long a dead one stays a member. All
// else that a controller does is KRaft's in every version.
// Tested by: tests/models/kafka/versions_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "models/kafka/replication_rules.hpp"
#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

/// All releases that are known, without their patches.
inline constexpr std::array<Version, 25> releases{{
    {0, 10}, {0, 11}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {2, 2}, {2, 3}, {2, 4},
    {2, 5},  {2, 6},  {2, 7}, {2, 8}, {3, 0}, {3, 1}, {3, 2}, {3, 3}, {3, 4},
    {3, 5},  {3, 6},  {3, 7}, {3, 8}, {3, 9}, {4, 0}, {4, 1},
}};
/// Before it a producer has no delivery.timeout.ms (KIP-91), and gives up otherwise.
inline constexpr Version first_client{2, 1};

/// "2.8", or "2.8.1".
std::string text_of(Version version);

// ---- brokers
BrokerConfig broker_defaults(Version brokers);
/// Which rules of replication they have (replication_rules.hpp).
ReplicationRules rules_of(Version brokers);
/// Whether the high watermark stands still while fewer than min.insync.replicas are in sync
/// (Partition.maybeIncrementLeaderHW: KAFKA-15583, part of KIP-966; 3.7).
constexpr bool watermark_waits_for_min_isr(Version brokers) { return brokers >= Version{3, 7, 0}; }
/// Whether they have no other choice but ZooKeeper; and whether they may have it.
constexpr bool needs_zookeeper(Version brokers) { return brokers < Version{3, 3, 0}; }
constexpr bool knows_zookeeper(Version brokers) { return brokers < Version{4, 0, 0}; }
/// How often a session of ZooKeeper of that length is renewed: the client pings a connection that
/// has been idle for half of two thirds of it (ClientCnxn.SendThread).
constexpr Duration zookeeper_ping(Duration session) { return Duration{session.ns / 3}; }

// ---- clients
ProducerConfig producer_defaults(Version client);
ConsumerConfig consumer_defaults(Version client);
/// Whether pauses between attempts grow, up to retry.backoff.max.ms (KIP-580; 3.7). Before they are
/// all retry.backoff.ms long.
constexpr bool backs_off_exponentially(Version client) { return client >= Version{3, 7, 0}; }
/// Whether the default of idempotence with more than five requests in flight is an error; before,
/// it is switched off (ProducerConfig.postProcessAndValidateIdempotenceConfigs).
constexpr bool refuses_many_in_flight(Version client) { return client >= Version{4, 0, 0}; }
/// Whether idempotence that is asked for makes acks=all, where acks are not given
/// (ProducerConfig.maybeOverrideAcksAndRetries; from 3.0 on that is the default).
constexpr bool idempotence_sets_acks(Version client) { return client < Version{3, 0, 0}; }

}  // namespace mqfate::kafka
