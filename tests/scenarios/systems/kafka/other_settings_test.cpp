// What a real configuration has beside what the model uses: accepted, refused with a reason, or
// told for what it is, but never merely unknown.
#include "scenarios/systems/kafka/other_settings.hpp"

#include <string>
#include <vector>

#include "tests/kafka_runs.hpp"
#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::other_settings_test {

using tests::kafka_settings;
using tests::scenario_of;

std::string file(const std::string& brokers, const std::string& producer,
                 const std::string& consumer, const std::string& more = "") {
    return R"({"schema_version": 1, "kafka": {)" + more + R"("broker_config": {)" + brokers +
           R"(}, "topics": {"t": {}}, "producers": {"p": {"messages": 1, "config": {)" + producer +
           R"(}}}, "consumers": {"c": {"config": {)" + consumer + "}}}}}";
}
Errors errors_of(const std::string& text) {
    const auto read = read_scenario(Document::parse(text, "f.json").value());
    return read ? Errors() : read.error();
}
void refused(const std::string& text, const std::string& pointer, const std::string& said) {
    CAPTURE(text);
    const Errors errors = errors_of(text);
    REQUIRE(errors.size() == 1);
    CHECK(errors.list()[0].pointer == "/kafka/" + pointer);
    CHECK_MESSAGE(errors.text().find(said) != std::string::npos, errors.text());
}

TEST_CASE("other settings: a pasted list with what no fate depends on changes nothing") {
    const std::string plain = file("", "", "");
    const Scenario pasted = scenario_of(file(
        R"("broker.id": 1, "listeners": "PLAINTEXT://:9092", "log.dirs": "/var/lib/kafka ",
           "num.network.threads": "3", "listener.name.internal.ssl.key.password": "x",
           "unclean.leader.election.enable": "False", "log.retention.hours": 72)",
        R"("bootstrap.servers": "a:9092,b:9092", "client.id": "shop", "compression.type": "lz4",
           "key.serializer": "org.apache.kafka.common.serialization.StringSerializer",
           "enable.metrics.push": true)",
        R"("group.id": "billing", "isolation.level": "read_committed",
           "session.timeout.ms": " 45000 ")"));
    CHECK(pasted.changed.empty());
    CHECK(kafka_settings(pasted).producers == kafka_settings(scenario_of(plain)).producers);
    REQUIRE(pasted.without_effect.size() == 15);
    CHECK(pasted.without_effect[0].owner == "brokers");
    CHECK(pasted.without_effect[0].key == "broker.id");
    CHECK(pasted.without_effect[7].owner == "producer p");
    CHECK(pasted.without_effect[14].owner == "consumer c");
    CHECK(pasted.without_effect[14].key == "session.timeout.ms");
}

TEST_CASE("other settings: what matters and is not modelled is refused with the reason") {
    refused(file(R"("unclean.leader.election.enable": true)", "", ""),
            "broker_config/unclean.leader.election.enable",
            "\"true\" cannot be simulated: unclean election is not modelled: who is not in sync "
            "never leads; expected to leave it out, or false");
    refused(file("", R"("transactional.id": "shop-1")", ""), "producers/p/config/transactional.id",
            "transactions are not modelled");
    refused(file("", "", R"("session.timeout.ms": 10000)"), "consumers/c/config/session.timeout.ms",
            "consumer groups are not modelled");
    refused(file(R"("log.retention.hours": "1")", "", ""), "broker_config/log.retention.hours",
            "to leave it out, or 168 or -1, or 24 and up");
    refused(file(R"("offsets.topic.replication.factor": 1)", "", ""),
            "broker_config/offsets.topic.replication.factor", "no crash takes committed offsets");
    refused(file("", R"("client.id": {"a": 1})", ""), "producers/p/config/client.id", "an object");
}

TEST_CASE("other settings: what is gone says since when, and is taken in a version that has it") {
    const std::string zookeeper = R"("zookeeper.connect": "zk:2181")";
    refused(file(zookeeper, "", ""), "broker_config/zookeeper.connect",
            "gone since Kafka 4.0; expected to leave it out, or \"version\": \"3.9\"");
    CHECK(errors_of(file(zookeeper, "", "", R"("version": "3.9", )")).empty());
    refused(file(R"("zookeeper.session.timeout.ms": 6000)", "", ""),
            "broker_config/zookeeper.session.timeout.ms", "gone since Kafka 4.0");
    const Scenario older = scenario_of(
        file(R"("zookeeper.session.timeout.ms": 6000)", "", "", R"("version": "2.8", )"));
    CHECK(kafka_settings(older).broker.broker_session_timeout == seconds(6));
    refused(file(R"("port": 9092)", "", "", R"("version": "3.0", )"), "broker_config/port",
            "gone since Kafka 3.0; expected to leave it out, or \"version\": \"2.8\"");
    refused(file(R"("controlled.shutdown.max.retries": 1)", "", "", R"("version": "3.9", )"),
            "broker_config/controlled.shutdown.max.retries", "asked for once");
}

TEST_CASE(
    "other settings: names of librdkafka, of others, and misspelt ones lead to the right one") {
    refused(file("", R"("request.required.acks": 1)", ""),
            "producers/p/config/request.required.acks", "did you mean \"acks\"?");
    refused(file("", R"("message.timeout.ms": 5000)", ""), "producers/p/config/message.timeout.ms",
            "did you mean \"delivery.timeout.ms\"?");
    refused(file("", "", R"("acks": "all")"), "consumers/c/config/acks",
            "\"acks\" is a setting of producers, not of consumers");
    refused(file("", "", R"("enable-auto-commit": true)"), "consumers/c/config/enable-auto-commit",
            "did you mean \"enable.auto.commit\"?");
    refused(file("", R"("compresion.type": "gzip")", ""), "producers/p/config/compresion.type",
            "did you mean \"compression.type\"?");
    refused(file("", R"("linger": 1)", ""), "producers/p/config/linger", "unknown setting");
}

TEST_CASE("other settings: enable.auto.commit says when offsets are committed") {
    const auto commit = [](const std::string& config, const std::string& member = "") {
        return kafka_settings(scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"t": {}},
                     "producers": {"p": {"messages": 1}},
                     "consumers": {"c": {)" +
                                          member + R"("config": {)" + config + "}}}}}"))
            .consumers.at(0)
            .commit;
    };
    CHECK(commit("") == kafka::CommitMode::after_processing);
    CHECK(commit(R"("enable.auto.commit": "True")") == kafka::CommitMode::automatic);
    CHECK(commit(R"("enable.auto.commit": false)") == kafka::CommitMode::after_processing);
    CHECK(commit(R"("enable.auto.commit": false)", R"("commit": "before_processing", )") ==
          kafka::CommitMode::before_processing);
    CHECK(commit(R"("enable.auto.commit": true)", R"("commit": "automatic", )") ==
          kafka::CommitMode::automatic);
    const std::string both = R"({"schema_version": 1, "kafka": {"topics": {"t": {}},
        "producers": {"p": {"messages": 1}}, "consumers": {"c": {"commit": "after_processing",
        "config": {"enable.auto.commit": true}}}}})";
    refused(both, "consumers/c/config/enable.auto.commit", "says otherwise");
}

TEST_CASE("other settings: brokers say how a topic is made that does not say it") {
    const auto read = [](const std::string& brokers, const std::string& topic) {
        return kafka_settings(scenario_of(
            R"({"schema_version": 1, "kafka": {"brokers": 4, "broker_config": {)" + brokers +
            R"(}, "topics": {"t": {)" + topic + R"(}}, "producers": {"p": {"messages": 1}}}})"));
    };
    const auto made = read(R"("num.partitions": 6, "default.replication.factor": "2 ")", "");
    REQUIRE(made.partitions.size() == 6);
    CHECK(made.partitions[0].replicas.size() == 2);
    const auto own = read(R"("num.partitions": 6, "default.replication.factor": 2)",
                          R"("partitions": 1, "replication.factor": 4)");
    REQUIRE(own.partitions.size() == 1);
    CHECK(own.partitions[0].replicas.size() == 4);
    refused(file(R"("default.replication.factor": 4)", "", ""),
            "broker_config/default.replication.factor", "more replicas than there are brokers");
}

}  // namespace mqfate::scenarios::other_settings_test
