// Real files become a scenario that can be read, and each of their settings is told for what it is.
#include "scenarios/systems/kafka/import.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/kafka_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::import_test {

using Kind = ImportNote::Kind;
using Of = ImportFile::Of;
using tests::kafka_settings;

constexpr const char* server = R"(# A broker of ours
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@a:9093,2@b:9093,3@c:9093
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
log.dirs = /var/lib/kafka
num.network.threads=3

default.replication.factor=3
min.insync.replicas : 2
offsets.topic.replication.factor=3
unclean.leader.election.enable=True
auto.leader.rebalance.enable=False )"
                               "\n";
constexpr const char* producer =
    "bootstrap.servers=a:9092,\\\n   b:9092\nacks all\n"
    "linger.ms=20\ncompression.type=lz4\ntransactional.id=shop-1\n";
constexpr const char* consumer =
    "group.id=billing\nenable.auto.commit=false\nmax.poll.records=10\n";

Imported import_of(const std::vector<ImportFile>& files, const std::string& version = "") {
    const auto imported = import_kafka({files, version, {}});
    REQUIRE_MESSAGE(imported.has_value(), imported.error().text());
    return *imported;
}
Scenario read(const Imported& imported) { return tests::scenario_of(imported.scenario); }

std::vector<std::string> names(const Imported& imported, Kind kind) {
    std::vector<std::string> all;
    for (const ImportNote& note : imported.notes)
        if (note.kind == kind) all.push_back(note.name);
    return all;
}
const ImportNote& note_of(const Imported& imported, const std::string& name) {
    const auto found = std::find_if(imported.notes.begin(), imported.notes.end(),
                                    [&](const ImportNote& n) { return n.name == name; });
    REQUIRE(found != imported.notes.end());
    return *found;
}

TEST_CASE("import: broker, producer and consumer become a scenario with what matters of them") {
    const Imported imported = import_of({{Of::broker, "etc/server.properties", server},
                                         {Of::producer, "producer.properties", producer},
                                         {Of::consumer, "consumer.properties", consumer}});
    const Scenario scenario = read(imported);
    CHECK(scenario.title.en ==
          "Imported from server.properties, producer.properties, consumer.properties");
    const kafka::Settings& settings = kafka_settings(scenario);
    CHECK(settings.brokers == 3);
    CHECK(settings.topics.at(0).min_insync_replicas == 2);
    CHECK(settings.partitions.at(0).replicas.size() == 3);
    CHECK_FALSE(settings.broker.auto_leader_rebalance_enable);
    CHECK(settings.producers.at(0).acks == kafka::Acks::all);
    CHECK(settings.producers.at(0).linger == milliseconds(20));
    CHECK(settings.consumers.at(0).commit == kafka::CommitMode::after_processing);
    CHECK(settings.consumers.at(0).max_poll_records == 10);
    CHECK(scenario.without_effect.empty());  // what has no effect is told, not written
    CHECK(scenario.fault_texts.size() == 1);
}

TEST_CASE("import: each setting is told as used, without effect or refused, with its place") {
    const Imported imported = import_of({{Of::broker, "server.properties", server},
                                         {Of::producer, "producer.properties", producer},
                                         {Of::consumer, "consumer.properties", consumer}});
    CHECK(names(imported, Kind::used) ==
          std::vector<std::string>{"default.replication.factor", "min.insync.replicas",
                                   "auto.leader.rebalance.enable", "acks", "linger.ms",
                                   "enable.auto.commit", "max.poll.records"});
    CHECK(names(imported, Kind::refused) ==
          std::vector<std::string>{"unclean.leader.election.enable", "transactional.id"});
    CHECK(names(imported, Kind::without_effect) ==
          std::vector<std::string>{"process.roles", "node.id", "controller.quorum.voters",
                                   "listeners", "log.dirs", "num.network.threads",
                                   "offsets.topic.replication.factor", "bootstrap.servers",
                                   "compression.type", "group.id"});
    const ImportNote& used = note_of(imported, "auto.leader.rebalance.enable");
    CHECK(used.file == "server.properties");
    CHECK(used.line == 13);
    CHECK(used.value == "False");
    const ImportNote& refused = note_of(imported, "transactional.id");
    CHECK(refused.line == 6);
    CHECK(refused.value.empty());
    CHECK(refused.why.in(words::Language::en).find("transactions are not modelled") !=
          std::string::npos);
}

TEST_CASE("import: what Kafka itself would refuse is left out, and so is what it never had") {
    const Imported imported = import_of({{Of::producer, "p",
                                          "acks=1\nenable.idempotence=true\nlingr.ms=1\nretries=x\n"
                                          "linger.ms=7\n"}});
    CHECK(names(imported, Kind::refused) ==
          std::vector<std::string>{"acks", "lingr.ms", "retries"});
    CHECK(note_of(imported, "lingr.ms").why.in(words::Language::en).find("\"linger.ms\"") !=
          std::string::npos);
    CHECK(kafka_settings(read(imported)).producers.at(0).linger == milliseconds(7));
}

TEST_CASE("import: several broker files are several brokers, and what differs is refused") {
    const Imported imported = import_of({{Of::broker, "b1", "broker.id=1\nmin.insync.replicas=2\n"},
                                         {Of::broker, "b2", "broker.id=2\nmin.insync.replicas=1\n"},
                                         {Of::broker, "b3", "broker.id=3\n"},
                                         {Of::broker, "b4", ""}});
    const kafka::Settings settings = kafka_settings(read(imported));
    CHECK(settings.brokers == 4);
    CHECK(settings.topics.at(0).min_insync_replicas == 2);
    REQUIRE(names(imported, Kind::refused) == std::vector<std::string>{"min.insync.replicas"});
    const auto refused = std::find_if(imported.notes.begin(), imported.notes.end(),
                                      [](const auto& n) { return n.kind == Kind::refused; });
    CHECK(refused->file == "b2");
    CHECK(refused->why.in(words::Language::en).find("than in b1") != std::string::npos);
}

TEST_CASE("import: an environment has the settings of Apache's, Confluent's and Bitnami's images") {
    CHECK(setting_of_variable("KAFKA_MIN_INSYNC_REPLICAS") == "min.insync.replicas");
    CHECK(setting_of_variable("KAFKA_CFG_LOG_RETENTION_HOURS") == "log.retention.hours");
    CHECK(setting_of_variable("KAFKA_A__B___C") == "a_b-c");
    CHECK(setting_of_variable("PATH").empty());
    CHECK(setting_of_variable("KAFKA_").empty());
    const Imported imported = import_of({{Of::environment, "broker.env",
                                          "KAFKA_MIN_INSYNC_REPLICAS=2\n"
                                          "KAFKA_CFG_DEFAULT_REPLICATION_FACTOR='3'\n"
                                          "KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://a:9092\n"
                                          "KAFKA_HEAP_OPTS=-Xmx1g\nALLOW_PLAINTEXT_LISTENER=yes\n"
                                          "KAFKA_MIN_INSYNC_REPLICA=3\n"}});
    CHECK(names(imported, Kind::used) ==
          std::vector<std::string>{"min.insync.replicas", "default.replication.factor"});
    CHECK(names(imported, Kind::without_effect) ==
          std::vector<std::string>{"KAFKA_HEAP_OPTS", "ALLOW_PLAINTEXT_LISTENER",
                                   "advertised.listeners"});
    CHECK(names(imported, Kind::refused) == std::vector<std::string>{"min.insync.replica"});
    CHECK(kafka_settings(read(imported)).topics.at(0).min_insync_replicas == 2);
}

TEST_CASE("import: settings of ZooKeeper are those of a version that had it") {
    const ImportFile file{Of::broker, "b", "zookeeper.connect=z:2181\nport=9092\n"};
    CHECK(names(import_of({file}), Kind::refused) ==
          std::vector<std::string>{"zookeeper.connect", "port"});
    CHECK(names(import_of({file}, "2.8"), Kind::refused).empty());
    const auto wrong = import_kafka({{file}, "9.9", {}});
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().text().find("no version of Kafka") != std::string::npos);
}

TEST_CASE("import: what no file says is assumed and told") {
    const Imported alone = import_of({{Of::consumer, "c", ""}});
    const kafka::Settings settings = kafka_settings(read(alone));
    CHECK(settings.brokers == 3);
    CHECK(settings.producers.size() == 1);
    CHECK(settings.consumers.at(0).commit == kafka::CommitMode::automatic);  // Kafka's default
    // Brokers, copies, commits, where to begin, the producer, the workload.
    CHECK(names(alone, Kind::assumed).size() == 6);
    CHECK(
        names(import_of({{Of::broker, "b", "offsets.topic.replication.factor=1\n"}}), Kind::refused)
            .size() == 1);
    CHECK(kafka_settings(read(import_of({{Of::broker, "b", "min.insync.replicas=2\n"}}))).brokers ==
          3);
    CHECK(kafka_settings(read(import_of({{Of::broker, "b", "min.insync.replicas=1\n"}}))).brokers ==
          1);
}

TEST_CASE("import: the last of a name counts, and a file that is broken is an error") {
    const Imported imported = import_of({{Of::producer, "p", "acks=0\nlinger.ms=1\nacks=all\n"}});
    CHECK(kafka_settings(read(imported)).producers.at(0).acks == kafka::Acks::all);
    CHECK(names(imported, Kind::used).size() == 2);
    const auto broken = import_kafka({{{Of::producer, "p.properties", "a=\\uzz\n"}}, "", {}});
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().text().find("p.properties:1") != std::string::npos);
}

}  // namespace mqfate::scenarios::import_test
