// Producers and consumers: Kafka's own names and defaults, and what a client does with both.
#include <cstdint>
#include <string>
#include <vector>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::clients_test {

using kafka::Acks;
using kafka::CommitMode;
using kafka::ConsumerConfig;
using kafka::Partitioning;
using kafka::ProducerConfig;
using tests::kafka_settings;
using tests::scenario_of;

/// `producer` and `consumer`: more members of the two, as in `, "keys": 3`.
Scenario scenario(const std::string& producer, const std::string& consumer = "") {
    return scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"orders": {"partitions": 4}},
        "producers": {"shop": {"messages": 10)" +
                       producer + R"(}}, "consumers": {"billing": {"topic": "orders")" + consumer +
                       "}}}}");
}
ProducerConfig producer(const std::string& members) {
    return kafka_settings(scenario(members)).producers.at(0);
}
ProducerConfig configured(const std::string& config) {
    return producer(R"(, "config": )" + config);
}
ConsumerConfig consumer(const std::string& members) {
    return kafka_settings(scenario("", members)).consumers.at(0);
}

std::int64_t ms(Duration duration) { return duration.ns / 1'000'000; }

/// `usual`: "Default" in the documentation of Apache Kafka 4.1.
template <class Config> struct Setting {
    const char* name;
    std::int64_t usual;
    std::int64_t other;
    std::int64_t (*of)(const Config&);
};

using P = const ProducerConfig&;
constexpr Setting<ProducerConfig> producer_settings[] = {
    {"max.in.flight.requests.per.connection", 5, 1,
     [](P p) { return std::int64_t{p.max_in_flight_requests_per_connection}; }},
    {"retries", 2'147'483'647, 3, [](P p) { return std::int64_t{p.retries}; }},
    {"delivery.timeout.ms", 120'000, 60'000, [](P p) { return ms(p.delivery_timeout); }},
    {"request.timeout.ms", 30'000, 1'000, [](P p) { return ms(p.request_timeout); }},
    {"linger.ms", 5, 0, [](P p) { return ms(p.linger); }},
    {"batch.size", 16'384, 0, [](P p) { return std::int64_t{p.batch_size}; }},
    {"buffer.memory", 33'554'432, 1'000,
     [](P p) { return static_cast<std::int64_t>(p.buffer_memory); }},
    {"max.request.size", 1'048'576, 0, [](P p) { return std::int64_t{p.max_request_size}; }},
    {"max.block.ms", 60'000, 0, [](P p) { return ms(p.max_block); }},
    {"retry.backoff.ms", 100, 7, [](P p) { return ms(p.retry_backoff); }},
    {"retry.backoff.max.ms", 1'000, 700, [](P p) { return ms(p.retry_backoff_max); }},
    {"reconnect.backoff.ms", 50, 5, [](P p) { return ms(p.reconnect_backoff); }},
    {"reconnect.backoff.max.ms", 1'000, 500, [](P p) { return ms(p.reconnect_backoff_max); }},
    {"metadata.max.age.ms", 300'000, 200, [](P p) { return ms(p.metadata_max_age); }},
};

using C = const ConsumerConfig&;
constexpr Setting<ConsumerConfig> consumer_settings[] = {
    {"max.poll.records", 500, 1, [](C c) { return std::int64_t{c.max_poll_records}; }},
    {"auto.commit.interval.ms", 5'000, 100, [](C c) { return ms(c.auto_commit_interval); }},
    {"fetch.max.wait.ms", 500, 0, [](C c) { return ms(c.fetch_max_wait); }},
    {"max.partition.fetch.bytes", 1'048'576, 1'024,
     [](C c) { return std::int64_t{c.fetch_max_bytes}; }},
    {"request.timeout.ms", 30'000, 2'000, [](C c) { return ms(c.request_timeout); }},
    {"retry.backoff.ms", 100, 20, [](C c) { return ms(c.retry_backoff); }},
    {"metadata.max.age.ms", 300'000, 0, [](C c) { return ms(c.metadata_max_age); }},
};

/// Sets one after the other; `read` makes the scenario of a "config", `config_of` takes its own.
template <class Settings, class Read, class ConfigOf>
void check_each_alone(const Settings& settings, const std::string& owner, Read read,
                      ConfigOf config_of) {
    for (const auto& given : settings) {
        CAPTURE(given.name);
        const std::string value = std::to_string(given.other);
        const Scenario found =
            read(", \"config\": {\"" + std::string(given.name) + "\": " + value + "}");
        for (const auto& each : settings) {
            CAPTURE(each.name);
            CHECK(each.of(config_of(kafka_settings(found))) ==
                  (each.name == given.name ? given.other : each.usual));
        }
        REQUIRE(found.changed.size() == 1);
        CHECK(found.changed[0].owner == owner);
        CHECK(found.changed[0].key == given.name);
        CHECK(found.changed[0].value == value);
    }
}

TEST_CASE("clients: a setting changes itself alone, and the others have Kafka's defaults") {
    check_each_alone(
        producer_settings, "producer shop", [](const std::string& c) { return scenario(c); },
        [](const kafka::Settings& s) { return s.producers.at(0); });
    check_each_alone(
        consumer_settings, "consumer billing", [](const std::string& c) { return scenario("", c); },
        [](const kafka::Settings& s) { return s.consumers.at(0); });
}

TEST_CASE("clients: acks is all unless set, and has the words and the numbers of Kafka") {
    CHECK(producer("").acks == Acks::all);
    for (const auto& [written, acks] : {std::pair{"0", Acks::none},
                                        {"\"0\"", Acks::none},
                                        {"1", Acks::leader},
                                        {"-1", Acks::all},
                                        {"\"all\"", Acks::all}}) {
        CAPTURE(written);
        CHECK(configured("{\"acks\": " + std::string(written) + "}").acks == acks);
    }
}

TEST_CASE("clients: idempotence is on by default, and off without a word where it cannot be") {
    // KIP-679: only what was asked for by name is worth an error.
    CHECK(producer("").enable_idempotence);
    CHECK(configured(R"({"max.in.flight.requests.per.connection": 5})").enable_idempotence);
    CHECK_FALSE(configured(R"({"acks": "1"})").enable_idempotence);
    CHECK_FALSE(configured(R"({"retries": 0})").enable_idempotence);
    CHECK_FALSE(configured(R"({"enable.idempotence": false})").enable_idempotence);
}

TEST_CASE("clients: a default delivery timeout grows to linger and one request") {
    const auto longer = configured(R"({"linger.ms": 1000, "request.timeout.ms": 180000})");
    CHECK(longer.delivery_timeout == seconds(1 + 180));
    const auto just_enough = configured(
        R"({"linger.ms": 1000, "request.timeout.ms": 2000, "delivery.timeout.ms": 3000})");
    CHECK(just_enough.delivery_timeout == seconds(3));
}

TEST_CASE("clients: a message goes to a partition that is named, keyed, or sticky") {
    CHECK(producer("").partitioning == Partitioning::sticky);
    const auto fixed = producer(R"(, "partition": 3)");
    CHECK(fixed.partitioning == Partitioning::fixed);
    CHECK(fixed.partition == 3);
    const auto keyed = producer(R"(, "keys": 12)");
    CHECK(keyed.partitioning == Partitioning::by_key);
    CHECK(keyed.keys == 12);
}

TEST_CASE("clients: a message has 100 bytes and follows after 1ms, unless the file says more") {
    const Scenario plain = scenario("");
    const auto& usual = kafka_settings(plain).producers.at(0);
    CHECK(usual.message_bytes == 100);
    CHECK(plain.plan->delays.at(
              index(tests::kafka_plan(plain).settings.app.publishers.at(0).every)) ==
          Delay::constant(milliseconds(1)));
    const Scenario given = scenario(R"(, "message_size": "2KiB", "every": {"exponential": "3ms"})",
                                    R"(, "work": {"uniform": ["1ms", "2ms"]})");
    const app::Settings& app = tests::kafka_plan(given).settings.app;
    CHECK(kafka_settings(given).producers.at(0).message_bytes == 2'048);
    CHECK(given.plan->delays.at(index(app.publishers.at(0).every)) ==
          Delay::exponential(milliseconds(3)));
    CHECK(given.plan->delays.at(index(app.applications.at(0).work)) ==
          Delay::uniform(milliseconds(1), milliseconds(2)));
}

TEST_CASE("clients: the effect is the last of the work, or falls at the share that the file says") {
    const Scenario usual = scenario("", R"(, "work": "8ms")");
    const auto& last = tests::kafka_plan(usual).settings.app.applications.at(0);
    CHECK(usual.plan->delays.at(index(last.work)) == Delay::constant(milliseconds(8)));
    CHECK(last.after == no_delay);
    const Scenario early = scenario("", R"(, "work": "8ms", "effect_at": 0.25)");
    const auto& parts = tests::kafka_plan(early).settings.app.applications.at(0);
    CHECK(early.plan->delays.at(index(parts.work)) == Delay::constant(milliseconds(2)));
    CHECK(early.plan->delays.at(index(parts.after)) == Delay::constant(milliseconds(6)));
}

TEST_CASE("clients: a client starts with the others, or so long after them as the file says") {
    CHECK(scenario("").plan->late_starts.empty());
    CHECK(scenario(R"(, "starts": "0")").plan->late_starts.empty());
    const Scenario read = scenario(R"(, "starts": "1500ms")", R"(, "starts": "5s")");
    const NodeId shop{5};  // after three brokers, the controller and the coordinator
    const NodeId billing{6};
    CHECK(read.plan->late_starts ==
          std::vector<LateStart>{{shop, milliseconds(1500)}, {billing, seconds(5)}});
}

TEST_CASE("clients: a consumer reads all of its topic, and commits after the work by default") {
    const auto usual = consumer("");
    CHECK(usual.partitions == std::vector<kafka::PartitionId>{{0}, {1}, {2}, {3}});
    CHECK(usual.commit == CommitMode::after_processing);
    CHECK(usual.commit_every == 0);
    CHECK(usual.auto_offset_reset == kafka::OffsetReset::earliest);
    CHECK(consumer(R"(, "commit_every": 5)").commit_every == 5);
    CHECK(consumer(R"(, "commit": "before_processing")").commit == CommitMode::before_processing);
    CHECK(consumer(R"(, "commit": "automatic")").commit == CommitMode::automatic);
}

TEST_CASE("clients: nodes are numbered brokers, controller, coordinator, producers, consumers") {
    const Scenario read = scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
        "topics": {"a": {"partitions": 2}, "b": {}},
        "consumers": {"c2": {"topic": "b"}, "c1": {"topic": "a"}},
        "producers": {"p2": {"topic": "b", "messages": 4},
                      "p1": {"topic": "a", "messages": 3}}}})");
    CHECK(read.plan->wiring.names == std::vector<std::string>{"b1", "b2", "controller",
                                                              "coordinator", "p2", "p1", "c2",
                                                              "c1"});
    const kafka::Settings& settings = kafka_settings(read);
    CHECK(settings.producer(NodeId{5}).name == "p1");
    CHECK(settings.producer(NodeId{5}).topic == 0);
    CHECK(settings.consumer(NodeId{6}).partitions == std::vector<kafka::PartitionId>{{2}});
    CHECK(read.plan->messages == 4 + 3);
    CHECK(read.plan->publication.has_audiences());
    CHECK(read.plan->disks.size() == 8);
}

TEST_CASE("clients: messages are numbered one by one over all producers") {
    const Scenario read = scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"t": {}},
        "producers": {"p": {"messages": 10}, "q": {"messages": 1}, "r": {"messages": 5}}}})");
    const auto& publishers = tests::kafka_plan(read).settings.app.publishers;
    REQUIRE(publishers.size() == 3);
    CHECK(publishers[0].first == MessageId{0});
    CHECK(publishers[1].first == MessageId{10});
    CHECK(publishers[2].first == MessageId{11});
    CHECK(read.plan->messages == 16);
}

TEST_CASE("clients: where there is no topic the file is refused, whoever would read it") {
    const auto document = Document::parse(
        R"({"schema_version": 1, "kafka": {"topics": {}, "producers": {"p": {}},
            "consumers": {"c": {}}}})",
        "f.json");
    const auto read = read_scenario(*document);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().text().find("/kafka/topics") != std::string::npos);
}

}  // namespace mqfate::scenarios::clients_test
