// "version": what it may be, what it chooses, and that settings go before it.
#include "models/kafka/versions.hpp"

#include <string>

#include "scenarios/input/document.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::versions_test {

using kafka::Acks;
using kafka::Version;
using kafka::Versions;
using tests::kafka_settings;
using tests::scenario_of;

std::string text_with(const std::string& version, const std::string& producer = "",
                      const std::string& brokers = "") {
    return R"({"schema_version": 1, "kafka": {"version": )" + version + R"(, "broker_config": {)" +
           brokers +
           R"(}, "topics": {"orders": {}}, "producers": {"shop": {"messages": 1, "config": {)" +
           producer + R"(}}}, "consumers": {"billing": {}}}})";
}
kafka::Settings settings(const std::string& version, const std::string& producer = "",
                         const std::string& brokers = "") {
    return kafka_settings(scenario_of(text_with(version, producer, brokers)));
}
kafka::ProducerConfig producer(const std::string& version, const std::string& config) {
    return settings(version, config).producers.at(0);
}
/// What is wrong with it; empty if nothing is.
std::string wrong(const std::string& version, const std::string& config = "",
                  const std::string& brokers = "") {
    const auto document = Document::parse(text_with(version, config, brokers), "test.json");
    REQUIRE(document.has_value());
    const auto scenario = read_scenario(*document);
    return scenario ? "" : scenario.error().text();
}
bool has(const std::string& text, const std::string& part) {
    CAPTURE(text);
    return text.find(part) != std::string::npos;
}

TEST_CASE("version: one for all, or one for brokers and one for clients, with a patch or without") {
    CHECK(settings(R"("2.8")").versions == Versions{{2, 8}, {2, 8}});
    CHECK(settings(R"("3.0.0")").versions == Versions{{3, 0, 0}, {3, 0, 0}});
    CHECK(settings(R"({"brokers": "0.11", "clients": "3.5.1"})").versions ==
          Versions{{0, 11}, {3, 5, 1}});
    CHECK(settings(R"({"clients": "2.8"})").versions == Versions{{4, 1}, {2, 8}});
    CHECK(settings("{}").versions == Versions{});
}

TEST_CASE("version: it chooses defaults of producers, consumers and brokers, and rules") {
    const kafka::Settings old = settings(R"("2.4")");
    CHECK(old.producers.at(0).acks == Acks::leader);
    CHECK_FALSE(old.producers[0].enable_idempotence);
    CHECK(old.producers[0].linger == Duration{});
    CHECK(old.consumers.at(0).retry_backoff_max == milliseconds(100));
    CHECK(old.broker.replica_lag_time_max == seconds(10));
    CHECK(old.broker.broker_session_timeout == seconds(6));
    CHECK(old.replication_rules == kafka::ReplicationRules::kip_320);
    CHECK_FALSE(old.watermark_waits_for_min_isr);
    const kafka::Settings mixed = settings(R"({"brokers": "2.4"})");
    CHECK(mixed.producers.at(0) == [] {
        kafka::ProducerConfig latest;
        latest.name = "shop";
        return latest;
    }());
    CHECK(mixed.broker.replica_lag_time_max == seconds(10));
}

TEST_CASE("version: settings go before it") {
    const kafka::Settings set = settings(R"("2.4")", R"("acks": "all", "linger.ms": 3)",
                                         R"("replica.lag.time.max.ms": 7000)");
    CHECK(set.producers.at(0).acks == Acks::all);
    CHECK(set.producers[0].linger == milliseconds(3));
    CHECK(set.broker.replica_lag_time_max == seconds(7));
}

TEST_CASE("version: idempotence that is asked for sets acks before 3.0, and is checked since") {
    CHECK(producer(R"("2.8")", R"("enable.idempotence": true)").acks == Acks::all);
    CHECK(producer(R"("2.8")", R"("enable.idempotence": true)").enable_idempotence);
    CHECK(has(wrong(R"("2.8")", R"("enable.idempotence": true, "acks": "1")"), "acks is not all"));
    CHECK(producer(R"("3.0.0")", R"("enable.idempotence": true)").enable_idempotence);
    CHECK_FALSE(producer(R"("3.0.0")", "").enable_idempotence);
}

TEST_CASE(
    "version: more than five in flight switch the default off before 4.0; then it is an error") {
    const std::string six = R"("max.in.flight.requests.per.connection": 6)";
    CHECK_FALSE(producer(R"("3.9")", six).enable_idempotence);
    CHECK(has(wrong(R"("4.0")", six), "more than 5 requests are in flight"));
    CHECK(has(wrong(R"("3.9")", six + R"(, "enable.idempotence": true)"),
              "more than 5 requests are in flight"));
}

TEST_CASE("version: clients before 3.7 have no longest pause") {
    const kafka::ProducerConfig even = producer(R"("3.6")", R"("retry.backoff.ms": 300)");
    CHECK(even.retry_backoff == milliseconds(300));
    CHECK(even.retry_backoff_max == milliseconds(300));
    CHECK(has(wrong(R"("3.6")", R"("retry.backoff.max.ms": 300)"), "retry.backoff.ms alone"));
    CHECK(wrong(R"("3.7")", R"("retry.backoff.max.ms": 300)").empty());
}

TEST_CASE("version: sessions are ZooKeeper's before 3.3, and where the file says so before 4.0") {
    const std::string twelve = R"("zookeeper.session.timeout.ms": 12000)";
    CHECK(settings(R"("3.2")", "", twelve).broker.broker_session_timeout == seconds(12));
    CHECK(settings(R"("3.2")", "", twelve).broker.broker_heartbeat_interval == seconds(4));
    CHECK(settings(R"("3.9")", "", twelve).broker.broker_session_timeout == seconds(12));
    CHECK(settings(R"("3.9")").broker.broker_session_timeout == seconds(9));
    CHECK(has(wrong(R"("4.0")", "", twelve), "zookeeper.session.timeout.ms"));
}

TEST_CASE("version: what is none is told, with the nearest; and what clients are too old") {
    CHECK(has(wrong(R"("2.9")"), R"(no version of Kafka is called "2.9")"));
    CHECK(has(wrong(R"("3.7x")"), R"("3.7")"));
    CHECK(has(wrong(R"("3.7.")"), "no version of Kafka"));
    CHECK(has(wrong(R"("2.0")"), "clients: no earlier ones are known"));
    CHECK(wrong(R"({"brokers": "2.0"})").empty());
    CHECK(has(wrong(R"({"broker": "2.0"})"), R"("brokers")"));
    CHECK(has(wrong("3.5"), "/kafka/version"));
}

}  // namespace mqfate::scenarios::versions_test
