// A scenario as a whole: words for people, how often it is run, and what is off its default.
#include <string>
#include <vector>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::scenario_test {

using tests::scenario_of;

/// `members`: more of the scenario's, as in `, "runs": 5`.
Scenario scenario(const std::string& members, const std::string& kafka = "") {
    return scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"orders": {}},
        "producers": {"shop": {"messages": 7}})" +
                       kafka + "}" + members + "}");
}
TEST_CASE("scenario: a minimal file is a hundred runs of seed 1 without faults or gates") {
    const Scenario read = scenario("");
    CHECK(read.runs == 100);
    CHECK(read.seed == 1);
    CHECK(read.title.en.empty());
    CHECK(read.control.empty());
    CHECK(read.expect.empty());
    CHECK(read.changed.empty());
    CHECK(read.comparison.empty());
    CHECK(read.fault_texts.empty());
    CHECK(read.plan->faults.empty());
    CHECK(read.plan->messages == 7);
    CHECK_FALSE(read.plan->publication.has_audiences());
    CHECK(tests::kafka_settings(read).brokers == 3);
    CHECK(read.plan->limits.workload == seconds(4 * 3600));
    CHECK(read.plan->limits.drain == seconds(1800));
}

TEST_CASE("scenario: runs, seed, limits and the control are as the file has them") {
    const Scenario read = scenario(R"(, "runs": 12, "seed": 0, "control": "kafka/other",
        "limits": {"workload": "10s", "drain": "1m"}, "$schema": "scenario.json")");
    CHECK(read.runs == 12);
    CHECK(read.seed == 0);
    CHECK(read.control == "kafka/other");
    CHECK(read.plan->limits.workload == seconds(10));
    CHECK(read.plan->limits.drain == seconds(60));
}

TEST_CASE("scenario: a text is English alone, or in two languages") {
    const Scenario one = scenario(R"(, "title": "Lost", "about": {"en": "Why."})");
    CHECK(one.title.en == "Lost");
    CHECK(one.title.zh.empty());
    CHECK(one.about.en == "Why.");
    CHECK(one.about.zh.empty());
    const Scenario both = scenario(R"(, "title": {"zh-CN": "丢失", "en": "Lost"})");
    CHECK(both.title.en == "Lost");
    CHECK(both.title.zh == "丢失");
}

TEST_CASE("scenario: settings off their default are listed, by owner, as the file wrote them") {
    const Scenario read = scenario_of(R"({"schema_version": 1, "kafka": {
        "broker_config": {"broker.session.timeout.ms": "6s", "replica.fetch.wait.max.ms": 500},
        "topics": {"orders": {"min.insync.replicas": 2}},
        "producers": {"shop": {"messages": 7, "config": {"acks": 1, "linger.ms": 5, "retries": 9}}},
        "consumers": {"billing": {"config": {"max.poll.records": 10}}}}})");
    std::vector<std::string> listed;
    for (const ChangedSetting& changed : read.changed)
        listed.push_back(changed.owner + ": " + changed.key + "=" + changed.value);
    // replica.fetch.wait.max.ms and linger.ms are given, but at their defaults.
    CHECK(listed == std::vector<std::string>{"brokers: broker.session.timeout.ms=\"6s\"",
                                             "topic orders: min.insync.replicas=2",
                                             "producer shop: acks=1", "producer shop: retries=9",
                                             "consumer billing: max.poll.records=10"});
}

TEST_CASE("scenario: expectations keep their order, and may speak of consumers if there are any") {
    const Scenario read =
        scenario(R"(, "expect": ["log.lost_confirmed == 0", "effect.duplicated < 0.5"])",
                 R"(, "consumers": {"billing": {}})");
    REQUIRE(read.expect.size() == 2);
    CHECK(read.expect[0].text == "log.lost_confirmed == 0");
    CHECK(read.expect[1].text == "effect.duplicated < 0.5");
}

TEST_CASE("scenario: all that is wrong is reported at once, in the order of the lines") {
    const auto document = Document::parse(
        "{\"schema_version\": 1,\n\"runs\": 0,\n"
        "\"kafka\": {\"topics\": {\"t\": {\"partitions\": 0}},\n"
        "\"producers\": {\"p\": {\"messages\": 1}}},\n"
        "\"faults\": [{\"crash\": \"b9\", \"at\": \"1s\"}],\n"
        "\"expect\": [\"log.lots == 0\"]}",
        "wrong.json");
    REQUIRE(document.has_value());
    const auto read = read_scenario(*document);
    REQUIRE_FALSE(read.has_value());
    std::vector<std::uint32_t> lines;
    for (const InputError& error : read.error()) lines.push_back(error.line);
    CHECK(lines == std::vector<std::uint32_t>{2, 3, 5, 6});
}

}  // namespace mqfate::scenarios::scenario_test
