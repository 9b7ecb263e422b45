// What Kafka takes is taken, and what it refuses is refused: bounds of settings.
#include "scenarios/systems/kafka/config_types.hpp"

#include <string>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::config_types_test {

using kafka::ConsumerConfig;
using kafka::ProducerConfig;
using tests::kafka_settings;
using tests::scenario_of;

std::string file(const std::string& producer, const std::string& consumer = "",
                 const std::string& brokers = "", const std::string& topic = "") {
    return R"({"schema_version": 1, "kafka": {"broker_config": {)" + brokers +
           R"(}, "topics": {"orders": {)" + topic +
           R"(}}, "producers": {"shop": {"messages": 1, "config": {)" + producer +
           R"(}}}, "consumers": {"billing": {"commit": "automatic", "config": {)" + consumer +
           "}}}}}";
}
ProducerConfig producer(const std::string& config) {
    return kafka_settings(scenario_of(file(config))).producers.at(0);
}
ConsumerConfig consumer(const std::string& config) {
    return kafka_settings(scenario_of(file("", config))).consumers.at(0);
}
bool refused(const std::string& text) {
    const auto document = Document::parse(text, "f.json");
    REQUIRE(document.has_value());
    return !read_scenario(*document).has_value();
}

TEST_CASE("config types: the ends of Kafka's ranges are taken") {
    for (const char* config :
         {R"("enable.idempotence": false, "max.in.flight.requests.per.connection": 2147483647)",
          R"("retries": 2147483647)", R"("delivery.timeout.ms": 2147483647)",
          R"("request.timeout.ms": 2147483647)", R"("request.timeout.ms": 0)",
          R"("linger.ms": 0, "request.timeout.ms": 0, "delivery.timeout.ms": 0)",
          R"("linger.ms": 9223372036854775807)", R"("batch.size": 2147483647)",
          R"("buffer.memory": 0)", R"("buffer.memory": 9223372036854775807)",
          R"("send.buffer.bytes": -1)", R"("send.buffer.bytes": 2147483647)",
          R"("max.block.ms": 0)", R"("max.block.ms": 9223372036854775807)",
          R"("retry.backoff.ms": 9223372036854775807)", R"("retry.backoff.max.ms": 0)",
          R"("reconnect.backoff.ms": 9223372036854775806)", R"("metadata.max.age.ms": 0)",
          R"("metadata.max.age.ms": 9223372036854775807)"}) {
        CAPTURE(config);
        CHECK_FALSE(refused(file(config)));
    }
    for (const char* config :
         {R"("max.poll.records": 2147483647)", R"("auto.commit.interval.ms": 0)",
          R"("auto.commit.interval.ms": 2147483647)", R"("fetch.max.wait.ms": 2147483647)",
          R"("max.partition.fetch.bytes": 0)", R"("max.partition.fetch.bytes": 2147483647)",
          R"("request.timeout.ms": 0)", R"("retry.backoff.ms": 9223372036854775807)"}) {
        CAPTURE(config);
        CHECK_FALSE(refused(file("", config)));
    }
    for (const char* config :
         {R"("min.insync.replicas": 2147483647)", R"("replica.fetch.max.bytes": 0)",
          R"("replica.fetch.max.bytes": 2147483647)",
          R"("replica.lag.time.max.ms": 9223372036854775807)",
          R"("leader.imbalance.check.interval.seconds": 9223372036854775807)",
          R"("broker.session.timeout.ms": 2147483647)"}) {
        CAPTURE(config);
        CHECK_FALSE(refused(file("", "", config)));
    }
}

TEST_CASE("config types: one beyond the ends is refused") {
    for (const char* config : {R"("max.in.flight.requests.per.connection": 0)", R"("retries": -1)",
                               R"("retries": 2147483648)", R"("request.timeout.ms": 2147483648)",
                               R"("linger.ms": -1)", R"("linger.ms": 9223372036854775808)",
                               R"("batch.size": -1)", R"("send.buffer.bytes": -2)",
                               R"("send.buffer.bytes": 0)", R"("metadata.max.age.ms": -1)"}) {
        CAPTURE(config);
        CHECK(refused(file(config)));
    }
    for (const char* config :
         {R"("max.poll.records": 0)", R"("max.poll.records": 2147483648)",
          R"("auto.commit.interval.ms": -1)", R"("auto.commit.interval.ms": 2147483648)",
          R"("auto.offset.reset": "Latest")"}) {
        CAPTURE(config);
        CHECK(refused(file("", config)));
    }
    CHECK(refused(file("", "", R"("min.insync.replicas": 0)")));
    // KafkaConfig.validateValues: at most replica.socket.timeout.ms.
    CHECK(refused(
        file("", "", R"("replica.fetch.wait.max.ms": 501, "replica.socket.timeout.ms": 500)")));
    CHECK_FALSE(refused(
        file("", "", R"("replica.fetch.wait.max.ms": 500, "replica.socket.timeout.ms": 500)")));
}

TEST_CASE("config types: blanks around a value, a plus, and booleans in any case") {
    CHECK(producer(R"("linger.ms": " 5 ")").linger == milliseconds(5));
    CHECK(producer(R"("linger.ms": "+7\t")").linger == milliseconds(7));
    CHECK(producer(R"("batch.size": "007 ")").batch_size == 7);
    CHECK(producer(R"("acks": " 1")").acks == kafka::Acks::leader);
    CHECK_FALSE(producer(R"("enable.idempotence": "False")").enable_idempotence);
    CHECK(producer(R"("enable.idempotence": " TRUE ")").enable_idempotence);
    CHECK(consumer(R"("auto.offset.reset": "none ")").auto_offset_reset ==
          kafka::OffsetReset::none);
    CHECK(refused(file(R"("enable.idempotence": "yes")")));
    CHECK(refused(file(R"("acks": "ALL")")));  // ValidString looks at case
    CHECK(refused(file(R"("linger.ms": "5 5")")));
    CHECK(refused(file(R"("linger.ms": "")")));
}

TEST_CASE("config types: what a value beyond any run, or the system's own, comes to") {
    CHECK(producer(R"("max.block.ms": 9223372036854775807)").max_block == DurationLimits{}.max);
    CHECK(producer(R"("send.buffer.bytes": -1)").send_buffer == 4'194'304);
    CHECK(producer(R"("request.timeout.ms": 0)").request_timeout == milliseconds(1));
    // 9223372036854775807 ms and a request within an int: 2147483647 ms.
    CHECK(producer(R"("linger.ms": 9223372036854775807)").delivery_timeout ==
          milliseconds(0x7fffffff));
}

TEST_CASE("config types: more in-sync replicas than a topic has are all of them") {
    const auto settings = kafka_settings(scenario_of(file(
        "", "", R"("min.insync.replicas": 2)", R"("partitions": 2, "replication.factor": 1)")));
    CHECK(settings.topics.at(0).min_insync_replicas == 2);
    CHECK(settings.effective_min_isr({1}) == 1);
    const auto replicated = kafka_settings(
        scenario_of(file("", "", R"("min.insync.replicas": 2)", R"("replication.factor": 3)")));
    CHECK(replicated.effective_min_isr({0}) == 2);
}

TEST_CASE("config types: a message may have more than a mebibyte") {
    CHECK(kafka_settings(scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"orders": {}},
                "producers": {"shop": {"messages": 1, "message_size": "3MiB"}}}})"))
              .producers.at(0)
              .message_bytes == 3'145'728);
}

}  // namespace mqfate::scenarios::config_types_test
