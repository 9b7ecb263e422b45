#include "scenarios/searching/scope.hpp"

#include <string>

#include "models/kafka/system.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::scope_test {

Scenario scenario(const std::string& faults, const std::string& more = "") {
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2, "topics": {"t": {}},
        "producers": {"p": {"messages": 1}, "q": {"messages": 500}}}, "faults": [)" +
                              faults + "]" + more + "}");
}
SearchPlan plan(const std::string& faults, const Exploration& said = {},
                const std::string& more = "") {
    return search_plan(scenario(faults, more), said);
}

TEST_CASE("scope: each producer has two messages, or what the file asks for if that is less") {
    const SearchPlan usual = plan("");
    CHECK(usual.bounds.messages == 2);
    CHECK(usual.plan.as<kafka::Vocabulary>().settings.app.publishers[0].messages == 1);
    CHECK(usual.plan.as<kafka::Vocabulary>().settings.app.publishers[1].messages == 2);
    CHECK(usual.plan->messages == 3);  // 1 + 2
    Exploration said;
    said.messages = 4;
    CHECK(plan("", said).plan->messages == 5);  // 1 + 4
    said.messages = 9'000;
    CHECK(plan("", said).bounds.messages == 500);
}

TEST_CASE("scope: budgets follow the faults that the file declares") {
    const Budget none = plan("").bounds.scope.budget;
    CHECK(none == Budget{.retries = 2});
    const Budget some = plan(R"({"crash": "b1", "at": "1s"}, {"pause": "b2", "at": "1s"},
                                {"power_loss": ["b1", "b2"], "at": "2s"},
                                {"slow": "b2", "at": "1s", "by": "1ms"},
                                {"drop": "any"}, {"isolate": "b1", "at": "1s"})")
                            .bounds.scope.budget;
    CHECK(some == Budget{.crashes = 3, .losses = 1, .retries = 2});
    CHECK(plan(R"({"delay": "any", "by": "1ms"})").bounds.scope.budget == none);
    CHECK(plan(R"({"duplicate": "any"})").bounds.scope.budget == none);  // TCP takes it out
    CHECK(plan(R"({"duplicate": "any"})", {}, R"(, "network": {"transport": "datagram"})")
              .bounds.scope.budget == Budget{.duplicates = 1, .retries = 2});
}

TEST_CASE("scope: a process may die inside a handler only where one may crash") {
    const std::string crash = R"({"crash": "b1", "at": "1s"})";
    CHECK(plan(crash).bounds.sends_of_a_handler == kafka::Model::most_sends);
    Exploration said;
    said.crashes = 0;
    CHECK_FALSE(plan(crash, said).bounds.sends_of_a_handler);
    CHECK_FALSE(plan("").bounds.sends_of_a_handler);
    CHECK_FALSE(plan(R"({"pause": "b1", "at": "1s"})").bounds.sends_of_a_handler);
    said.crashes = 1;  // without any declared fault: of any broker
    CHECK(plan("", said).bounds.sends_of_a_handler == kafka::Model::most_sends);
}

TEST_CASE("scope: producers that nothing tells apart are noted, unless symmetry is off") {
    const Scenario alike = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1,
        "topics": {"t": {}}, "producers": {"p": {"messages": 1}, "q": {"messages": 1}}}})");
    const std::vector<std::string> notes = tests::english(search_plan(alike, {}).notes);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].starts_with("p, q are interchangeable"));
    Exploration said;
    said.symmetry = false;
    CHECK(search_plan(alike, said).notes.empty());
    CHECK_FALSE(search_plan(alike, said).bounds.scope.symmetry);
    CHECK(plan("").notes.empty());  // one has a message, the other two
}

TEST_CASE("scope: so are followers, within a scope in which their leader stays") {
    const Scenario four = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 4,
        "topics": {"t": {"replication.factor": 4}}, "producers": {"p": {"messages": 1}}}})");
    Exploration said;
    const std::vector<std::string> notes = tests::english(search_plan(four, said).notes);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].starts_with("b2, b4 are interchangeable"));
    said.deviations = 1;
    CHECK(search_plan(four, said).notes.empty());
    said.deviations = 0;
    said.from_the_start = true;
    CHECK(search_plan(four, said).notes.empty());
}

TEST_CASE("scope: one client acts first only where all orders are asked for, unless that is off") {
    Exploration said;
    CHECK_FALSE(plan("", said).bounds.scope.partial_order);
    said.deviations = Budget::all;
    CHECK(plan("", said).bounds.scope.partial_order);
    CHECK(plan("", said).notes.size() == 1);
    said.partial_order = false;
    CHECK_FALSE(plan("", said).bounds.scope.partial_order);
    CHECK(plan("", said).notes.empty());
}

TEST_CASE("scope: crashes without any declared fault are those of the brokers' processes") {
    Exploration said;
    said.crashes = 2;
    const SearchPlan crashing = plan("", said);
    REQUIRE(crashing.plan->faults.nodes.size() == 2);
    for (std::uint16_t b = 0; b < 2; ++b) {
        CHECK(crashing.plan->faults.nodes[b].target.nodes == std::vector<NodeId>{{b}});
        CHECK(crashing.plan->faults.nodes[b].crash == CrashKind::process);
        CHECK(crashing.plan->faults.nodes[b].limit == 2);
    }
    CHECK(crashing.notes.size() == 1);
    const SearchPlan declared = plan(R"({"drop": "any"})", said);
    CHECK(declared.plan->faults.nodes.empty());
    REQUIRE(declared.notes.size() == 1);
    CHECK(declared.notes.front().id() == "note.no_crash");
}

TEST_CASE("scope: how often a fault of the file strikes is the budget's to say") {
    const SearchPlan searched = plan(
        R"({"drop": "any", "nth": 3, "limit": 7}, {"disconnect": "p", "every": "1s"},
           {"crash": "b1", "every": "1s"},
           {"crash": "b1", "when": {"fact": "appended", "message": 400}})");
    CHECK(searched.plan->faults.rules[0].nth == 0);
    CHECK(searched.plan->faults.rules[0].limit == 0);
    CHECK(searched.plan->faults.nodes[0].limit == 1);  // one loss
    CHECK(searched.plan->faults.nodes[1].limit == 2);  // two crashes
    CHECK(searched.plan->messages == 3);               // and message 400 is far away
}

TEST_CASE("scope: what lowers the bounds most comes first, down to nothing") {
    Bounds bounds;
    bounds.messages = 2;
    bounds.scope.budget = {.crashes = 1, .losses = 1, .retries = 2, .deviations = Budget::all};
    std::vector<std::string> options;
    for (auto next = smaller_scope(bounds); next; next = smaller_scope(bounds)) {
        options.push_back(next->option);
        REQUIRE(options.size() < 10);
        const Exploration& change = next->change;
        Budget& budget = bounds.scope.budget;
        bounds.messages = change.messages.value_or(bounds.messages);
        budget.deviations = change.deviations.value_or(budget.deviations);
        budget.crashes = change.crashes.value_or(budget.crashes);
        budget.losses = change.losses.value_or(budget.losses);
        budget.retries = change.retries.value_or(budget.retries);
    }
    CHECK(options == std::vector<std::string>{"--deviations 1", "--deviations 0", "--messages 1",
                                              "--retries 1", "--losses 0", "--retries 0",
                                              "--crashes 0"});
}

}  // namespace mqfate::scenarios::scope_test
