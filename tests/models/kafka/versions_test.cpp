// What the defaults of each version are; the table of the README, at both sides of each change.
#include "models/kafka/versions.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::versions_test {

TEST_CASE("versions: a release is its last patch, and patches come in order") {
    CHECK(Version{3, 0} > Version{3, 0, 2});
    CHECK(Version{3, 0, 1} > Version{3, 0, 0});
    CHECK(Version{3, 0} < Version{3, 1, 0});
    CHECK(Version{0, 11} < Version{1, 0});
    CHECK(text_of({2, 8}) == "2.8");
    CHECK(text_of({0, 11, 0}) == "0.11.0");
    for (std::size_t i = 1; i < releases.size(); ++i) CHECK(releases[i - 1] < releases[i]);
    CHECK(releases.back() == Version{});
}

TEST_CASE("versions: the latest has the defaults of the settings themselves") {
    CHECK(producer_defaults({}) == ProducerConfig{});
    CHECK(broker_defaults({}).replica_lag_time_max == BrokerConfig{}.replica_lag_time_max);
    CHECK(broker_defaults({}).broker_session_timeout == BrokerConfig{}.broker_session_timeout);
    CHECK(consumer_defaults({}).retry_backoff_max == ConsumerConfig{}.retry_backoff_max);
    CHECK(rules_of({}) == ReplicationRules::current);
}

TEST_CASE("versions: acks and idempotence from 3.0 on, linger from 4.0 on") {
    const ProducerConfig before = producer_defaults({2, 8});
    CHECK(before.acks == Acks::leader);
    CHECK_FALSE(before.enable_idempotence);
    CHECK(before.linger == Duration{});
    const ProducerConfig after = producer_defaults({3, 0});
    CHECK(after.acks == Acks::all);
    CHECK(after.enable_idempotence);
    CHECK(after.linger == Duration{});
    CHECK(producer_defaults({3, 9}).linger == Duration{});
    CHECK(producer_defaults({4, 0}).linger == milliseconds(5));
}

TEST_CASE("versions: 3.0.0 and 3.1.0 confirm with all, and leave idempotence off (KAFKA-13598)") {
    for (const Version faulty : {Version{3, 0, 0}, Version{3, 1, 0}}) {
        CHECK(producer_defaults(faulty).acks == Acks::all);
        CHECK_FALSE(producer_defaults(faulty).enable_idempotence);
    }
    for (const Version right : {Version{3, 0, 1}, Version{3, 1, 1}, Version{3, 2, 0}})
        CHECK(producer_defaults(right).enable_idempotence);
}

TEST_CASE("versions: pauses of clients grow from 3.7 on; before, all are as long") {
    CHECK(producer_defaults({3, 6}).retry_backoff_max == milliseconds(100));
    CHECK(producer_defaults({3, 7}).retry_backoff_max == seconds(1));
    CHECK(consumer_defaults({3, 6}).retry_backoff_max == milliseconds(100));
    CHECK(consumer_defaults({3, 7}).retry_backoff_max == seconds(1));
}

TEST_CASE("versions: KIP-537 made brokers patient in 2.5, KRaft shortened sessions in 3.3") {
    CHECK(broker_defaults({2, 4}).replica_lag_time_max == seconds(10));
    CHECK(broker_defaults({2, 5}).replica_lag_time_max == seconds(30));
    CHECK(broker_defaults({2, 4}).broker_session_timeout == seconds(6));
    CHECK(broker_defaults({2, 4}).broker_heartbeat_interval == seconds(2));
    CHECK(broker_defaults({2, 5}).broker_session_timeout == seconds(18));
    CHECK(broker_defaults({2, 5}).broker_heartbeat_interval == seconds(6));
    CHECK(broker_defaults({3, 2}).broker_session_timeout == seconds(18));
    CHECK(broker_defaults({3, 3}).broker_session_timeout == seconds(9));
}

TEST_CASE("versions: each has its rung of replication, and the high watermark waits from 3.7 on") {
    CHECK(rules_of({0, 10}) == ReplicationRules::truncate_to_high_watermark);
    CHECK(rules_of({0, 11}) == ReplicationRules::kip_101);
    CHECK(rules_of({1, 1}) == ReplicationRules::kip_101);
    CHECK(rules_of({2, 0}) == ReplicationRules::kip_279);
    CHECK(rules_of({2, 1}) == ReplicationRules::kip_320);
    CHECK(rules_of({2, 6}) == ReplicationRules::kip_320);
    CHECK(rules_of({2, 7}) == ReplicationRules::current);
    CHECK_FALSE(watermark_waits_for_min_isr({3, 6}));
    CHECK(watermark_waits_for_min_isr({3, 7}));
}

}  // namespace mqfate::kafka::versions_test
