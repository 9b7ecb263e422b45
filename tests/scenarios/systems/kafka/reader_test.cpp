// Brokers and topics: Kafka's own names and defaults, and which broker holds which replica.
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::reader_test {

using kafka::BrokerConfig;
using kafka::TopicConfig;
using tests::kafka_settings;
using tests::scenario_of;

Scenario scenario(const std::string& broker_config, const std::string& topics, int brokers = 3) {
    const std::string first = topics.substr(2, topics.find('"', 2) - 2);
    return scenario_of(R"({"schema_version": 1, "kafka": {"brokers": )" + std::to_string(brokers) +
                       R"(, "broker_config": )" + broker_config + R"(, "topics": )" + topics +
                       R"(, "producers": {"shop": {"topic": ")" + first +
                       R"(", "messages": 1}}}})");
}
kafka::Settings settings(const std::string& broker_config, const std::string& topics,
                         int brokers = 3) {
    return kafka_settings(scenario(broker_config, topics, brokers));
}

/// As a Kafka file has it: milliseconds, and Long.MAX_VALUE for never.
std::int64_t ms(Duration duration) {
    return duration == forever() ? std::numeric_limits<std::int64_t>::max()
                                 : duration.ns / 1'000'000;
}

struct Setting {
    const char* name;
    std::int64_t usual;  ///< "Default" in the documentation of Apache Kafka 4.1, Broker Configs
    std::int64_t other;
    std::int64_t (*of)(const BrokerConfig&);
};

constexpr Setting broker_settings[] = {
    {"replica.lag.time.max.ms", 30'000, 20'000,
     [](const BrokerConfig& b) { return ms(b.replica_lag_time_max); }},
    {"replica.fetch.wait.max.ms", 500, 250,
     [](const BrokerConfig& b) { return ms(b.replica_fetch_wait_max); }},
    {"replica.fetch.min.bytes", 1, 0,
     [](const BrokerConfig& b) { return std::int64_t{b.replica_fetch_min_bytes}; }},
    {"replica.fetch.max.bytes", 1'048'576, 65'536,
     [](const BrokerConfig& b) { return std::int64_t{b.replica_fetch_max_bytes}; }},
    {"replica.fetch.backoff.ms", 1'000, 0,
     [](const BrokerConfig& b) { return ms(b.replica_fetch_backoff); }},
    {"replica.socket.timeout.ms", 30'000, 31'000,
     [](const BrokerConfig& b) { return ms(b.replica_socket_timeout); }},
    {"replica.high.watermark.checkpoint.interval.ms", 5'000, 1,
     [](const BrokerConfig& b) { return ms(b.replica_high_watermark_checkpoint_interval); }},
    {"log.flush.scheduler.interval.ms", std::numeric_limits<std::int64_t>::max(), 3'000,
     [](const BrokerConfig& b) { return ms(b.log_flush_scheduler_interval); }},
    {"log.initial.task.delay.ms", 30'000, 0,
     [](const BrokerConfig& b) { return ms(b.log_initial_task_delay); }},
    {"broker.session.timeout.ms", 9'000, 6'000,
     [](const BrokerConfig& b) { return ms(b.broker_session_timeout); }},
    {"broker.heartbeat.interval.ms", 2'000, 300,
     [](const BrokerConfig& b) { return ms(b.broker_heartbeat_interval); }},
};

TEST_CASE("kafka: a broker setting changes itself alone, and the others have Kafka's defaults") {
    for (const Setting& given : broker_settings) {
        CAPTURE(given.name);
        const std::string value = std::to_string(given.other);
        const Scenario read =
            scenario("{\"" + std::string(given.name) + "\": " + value + "}", R"({"orders": {}})");
        for (const Setting& each : broker_settings) {
            CAPTURE(each.name);
            CHECK(each.of(kafka_settings(read).broker) ==
                  (each.name == given.name ? given.other : each.usual));
        }
        REQUIRE(read.changed.size() == 1);
        CHECK(read.changed[0].owner == "brokers");
        CHECK(read.changed[0].key == given.name);
        CHECK(read.changed[0].value == value);
    }
}

TEST_CASE("kafka: the rules of replication are today's, or those of a rung by its name") {
    using Rules = kafka::ReplicationRules;
    const auto read = [](const std::string& rules) {
        return scenario_of(R"({"schema_version": 1, "kafka": {)" + rules +
                           R"("topics": {"t": {}}, "producers": {"p": {"messages": 1}}}})");
    };
    const Scenario usual = read("");
    CHECK(kafka_settings(usual).replication_rules == Rules::current);
    CHECK(usual.changed.empty());
    CHECK(read(R"("replication_rules": "current", )").changed.empty());
    const std::pair<const char*, Rules> rungs[] = {
        {"truncate-to-high-watermark", Rules::truncate_to_high_watermark},
        {"kip-101", Rules::kip_101},
        {"kip-279", Rules::kip_279},
        {"kip-320-first-try", Rules::kip_320_first_try},
        {"kip-320-unfenced-truncation", Rules::kip_320_unfenced_truncation},
        {"kip-320", Rules::kip_320}};
    for (const auto& [name, rules] : rungs) {
        CAPTURE(name);
        const Scenario older = read(R"("replication_rules": ")" + std::string(name) + "\", ");
        CHECK(kafka_settings(older).replication_rules == rules);
        REQUIRE(older.changed.size() == 1);
        CHECK(older.changed[0].owner == "brokers");
        CHECK(older.changed[0].key == "replication_rules");
    }
}

TEST_CASE("kafka: brokers take the time that was measured, or what the file says") {
    const auto read = [](const std::string& times) {
        return scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2, )" + times +
                           R"("topics": {"t": {}}, "producers": {"p": {"messages": 1}}}})");
    };
    const Scenario usual = read("");
    CHECK(usual.changed.empty());
    REQUIRE_FALSE(kafka_plan(usual).handling.empty());
    const Delay measured = kafka_plan(usual).delays[index(kafka_plan(usual).handling[0])];
    CHECK(smallest(measured) == microseconds(560));
    CHECK(largest(measured) == microseconds(3'540));
    // 0.5 * 560 + 0.45 * (560 + 1120) / 2 + 0.04 * (1120 + 3540) / 2 + 0.01 * 3540 us
    CHECK(mean(measured).ns / 1'000 == 786);
    const Scenario the_same = read(R"("service": {"quantiles": {"0": "560us", "0.5": "560us",
        "0.95": "1120us", "0.99": "3540us", "1": "3540us"}}, )");
    CHECK(the_same.changed.empty());
    CHECK(kafka_plan(read(R"("service": "0ms", )")).handling.empty());
    const Scenario given = read(R"("service": {"exponential": "200us"}, "metadata": "30ms", )");
    CHECK(given.changed.size() == 2);
    const auto& plan = kafka_plan(given);
    const auto time = [&](NodeId client, NodeId server, Way way) {
        const std::uint32_t flow =
            2 * plan.wiring.channel(client, server).value + static_cast<std::uint32_t>(way);
        const DelayId id = plan.handling[flow];
        return id == no_delay ? Delay{} : plan.delays[index(id)];
    };
    const NodeId b1{0}, b2{1}, producer{4};
    const NodeId controller = kafka_settings(given).controller();
    const Delay request = Delay::exponential(microseconds(200));
    CHECK(time(producer, b1, Way::to_server) == request);
    CHECK(time(producer, b1, Way::to_client) == Delay{});
    CHECK(time(b1, b2, Way::to_server) == request);
    CHECK(time(b1, b2, Way::to_client) == Delay{});  // a follower's part
    CHECK(time(b1, controller, Way::to_server) == request);
    CHECK(time(b1, controller, Way::to_client) == Delay::constant(milliseconds(30)));
    // News take as long as a request where nothing else is said.
    const Scenario alone = read(R"("service": "1ms", )");
    const auto& handling = kafka_plan(alone).handling;
    const ChannelId to_controller = kafka_plan(alone).wiring.channel(b1, controller);
    CHECK(handling[2 * to_controller.value + 1] == handling[2 * to_controller.value]);
}

TEST_CASE("kafka: milliseconds are a number, the text of one, or a duration with its unit") {
    for (const char* value : {"4000", "\"4000\"", "\"4s\"", "\"4000ms\""}) {
        CAPTURE(value);
        const auto read = settings("{\"broker.session.timeout.ms\": " + std::string(value) + "}",
                                   R"({"orders": {}})");
        CHECK(read.broker.broker_session_timeout == seconds(4));
    }
}

TEST_CASE("kafka: a topic has one partition, one in-sync replica is enough, nothing is flushed") {
    const TopicConfig topic = settings("{}", R"({"orders": {}})").topics.at(0);
    CHECK(topic.name == "orders");
    CHECK(topic.partitions == 1);
    CHECK(topic.min_insync_replicas == 1);
    CHECK(topic.max_message_bytes == 1'048'588);
    CHECK(topic.flush_messages == kafka::never);
    CHECK_FALSE(topic.flush.has_value());
}

TEST_CASE("kafka: what brokers say of topics holds for each, unless the topic says otherwise") {
    const auto topics = settings(
                            R"({"min.insync.replicas": 2, "log.flush.interval.messages": 10,
                                "log.flush.interval.ms": 50, "message.max.bytes": 2000})",
                            R"({"plain": {}, "own": {"min.insync.replicas": 3, "flush.messages": 1,
                                                    "flush.ms": 7, "max.message.bytes": "3KB"}})")
                            .topics;
    REQUIRE(topics.size() == 2);
    CHECK(topics[0].min_insync_replicas == 2);
    CHECK(topics[0].flush_messages == 10);
    CHECK(topics[0].flush == milliseconds(50));
    CHECK(topics[0].max_message_bytes == 2'000);
    CHECK(topics[1].max_message_bytes == 3'000);
    CHECK(topics[1].min_insync_replicas == 3);
    CHECK(topics[1].flush_messages == 1);
    CHECK(topics[1].flush == milliseconds(7));
}

TEST_CASE("kafka: without a replication factor a topic has three replicas, or all there are") {
    for (const auto& [brokers, replicas] :
         {std::pair<int, std::size_t>{1, 1}, {2, 2}, {3, 3}, {5, 3}})
        CHECK(settings("{}", R"({"orders": {}})", brokers).partitions.at(0).replicas.size() ==
              replicas);
}

TEST_CASE("kafka: each partition begins one broker further, and its replicas follow around") {
    const auto read =
        settings("{}", R"({"orders": {"partitions": 5, "replication.factor": 3}})", 4);
    const std::vector<std::vector<NodeId>> expected{
        {{0}, {1}, {2}}, {{1}, {2}, {3}}, {{2}, {3}, {0}}, {{3}, {0}, {1}}, {{0}, {1}, {2}}};
    REQUIRE(read.partitions.size() == expected.size());
    for (std::size_t p = 0; p < expected.size(); ++p)
        CHECK(read.partitions[p].replicas == expected[p]);
}

TEST_CASE("kafka: as many partitions as brokers give each broker the same load") {
    const auto read =
        settings("{}", R"({"orders": {"partitions": 7, "replication.factor": 4}})", 7);
    std::vector<int> leads(7, 0);
    std::vector<int> holds(7, 0);
    for (const auto& partition : read.partitions) {
        ++leads[index(partition.replicas.at(0))];
        for (const NodeId broker : partition.replicas) ++holds[index(broker)];
    }
    CHECK(leads == std::vector<int>(7, 1));
    CHECK(holds == std::vector<int>(7, 4));
}

TEST_CASE("kafka: partitions are numbered topic after topic, in the order of the file") {
    const auto read = settings("{}", R"({"zoo": {"partitions": 2}, "ant": {"partitions": 3}})");
    REQUIRE(read.partitions.size() == 5);
    const std::vector<std::pair<std::uint16_t, std::uint32_t>> expected{
        {0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}};
    for (std::uint16_t p = 0; p < 5; ++p) {
        CHECK(read.partitions[p].topic == expected[p].first);
        CHECK(read.partitions[p].number == expected[p].second);
    }
    CHECK(read.topic_of({1}).name == "zoo");
    CHECK(read.topic_of({2}).name == "ant");
}

}  // namespace mqfate::scenarios::reader_test
