#include "scenarios/reading/limits.hpp"

#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::scenarios::limits_test {

const std::string text = R"({"schema_version": 1,
"kafka": {"topics": {"t": {"replication.factor": 3}},
          "producers": {"p": {"messages": 1000}, "q": {"messages": 500}}},
"runs": 10})";

std::string complaint(const Amount& amount, const Allowance& allowance) {
    const auto document = Document::parse(text, "f.json");
    return too_much(*document, tests::scenario_of(text), amount, allowance).text();
}

TEST_CASE("limits: what is asked for is told with the limit and the flag that lifts it") {
    CHECK(complaint({.runs = 10}, {}).empty());
    // 1,500 messages, three copies of each, ten runs.
    CHECK(complaint({.runs = 10}, {.copies = 45'000}).empty());
    CHECK(complaint({.runs = 10}, {.copies = 44'999}) ==
          "f.json:4:9 /runs: asks for 45000 copies of messages (10 runs of 1 configuration); "
          "expected at most 44999; --no-limits lifts this\n");
    CHECK(complaint({.runs = 10, .rows = 2}, {.copies = 89'999}).find("90000 copies") !=
          std::string::npos);
    CHECK(complaint({}, {.messages = 1'499}).find("asks for 1500 messages a run") !=
          std::string::npos);
    CHECK(complaint({}, {.connections = 3}).find("/kafka/brokers: asks for") != std::string::npos);
    // One partition, known to three brokers, two producers, the controller and the coordinator.
    CHECK(complaint({.runs = 10}, {.views = 70}).empty());
    CHECK(complaint({.runs = 10}, {.views = 69})
              .find("/kafka/topics: asks for 70 partitions known to nodes") != std::string::npos);
}

TEST_CASE("limits: each run has its share of the steps; one that needs more is cut off") {
    Scenario scenario = tests::scenario_of(text);
    ration(scenario.plan, {.runs = 10}, {.steps = 20'000});
    CHECK(scenario.plan->limits.steps == 2'000);
    const Outcome outcome = simulate(scenario.plan, {.seed = 1, .runs = 1});
    CHECK(outcome.runs[0].steps == 2'000);
    CHECK_FALSE(outcome.runs[0].drained);
    Scenario modest = tests::scenario_of(text);
    modest.plan->limits.steps = 5'000;
    ration(modest.plan, {});
    CHECK(modest.plan->limits.steps == 5'000);
}

TEST_CASE("limits: as many runs as are allowed have a thousand steps each, no more in all") {
    const Allowance allowance;
    CHECK(allowance.steps / allowance.runs == 1'000);
    CHECK(complaint({.runs = 3'333}, {}).empty());  // times 4,500 copies: 14,998,500
    const auto document = Document::parse(text, "f.json");
    Scenario scenario = tests::scenario_of(text);
    scenario.plan.as<kafka::Vocabulary>().settings.kafka.producers.clear();
    scenario.plan.as<kafka::Vocabulary>().settings.app.publishers.clear();
    scenario.plan->messages = 0;
    CHECK(too_much(*document, scenario, {.runs = 50'000}).empty());
    CHECK_FALSE(too_much(*document, scenario, {.runs = 50'001}).empty());
}

TEST_CASE("limits: a hundred brokers and a thousand partitions are allowed a hundred runs") {
    const std::string large = R"({"schema_version": 1,
"kafka": {"brokers": 100, "topics": {"t": {"replication.factor": 3, "partitions": 1000}},
          "producers": {"p": {"messages": 1000}}}, "runs": 100})";
    const auto document = Document::parse(large, "f.json");
    const Scenario scenario = tests::scenario_of(large);
    CHECK(too_much(*document, scenario, {.runs = 100}).empty());
    CHECK_FALSE(too_much(*document, scenario, {.runs = 110}).empty());
}

TEST_CASE("limits: no shipped scenario asks for too much, or is cut off") {
    for (const auto& path : tests::shipped_files()) {
        CAPTURE(path.string());
        const auto document = Document::parse(tests::text_of(path), path.string());
        Scenario scenario = tests::scenario_of(tests::text_of(path));
        const auto rows = rows_of(*document, scenario.comparison);
        const Amount amount{scenario.runs, rows->empty() ? 1 : rows->size()};
        CHECK(too_much(*document, scenario, amount).empty());
        ration(scenario.plan, amount);
        CHECK(simulate(scenario.plan, {.seed = 1, .runs = 3}).runs.back().drained);
    }
}

}  // namespace mqfate::scenarios::limits_test
