// Our own model under the older rules of replication (models/kafka/replication_rules.hpp): at the
// smallest scope that shows what the lowest rung gets wrong, every rung above holds.
//
// Where step kinds differ from the specification's (tests/exhaustive/replication): messages are
// under way, so an election is five steps here (the session ends, the news arrives at each broker)
// and a restart is eight; the controller elects when a session ends, from the in-sync set, in the
// order of the assignment, or gives a partition back to its preferred replica. The rungs from
// KIP-101 on need three reigns: they stand in kafka_upper_ladder_test.cpp.
#include <string>
#include <vector>

#include "tests/exhaustive/after_steps.hpp"

namespace mqfate::kafka_ladder_test {

using kafka::Rule;

scenarios::Scenario two_brokers(const std::string& rules, const std::string& faults) {
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
        "replication_rules": ")" +
                              rules +
                              R"(", "topics": {"t": {"replication.factor": 2}},
        "producers": {"shop": {"messages": 1, "every": "1ms",
                               "config": {"linger.ms": 0, "batch.size": 0}}}},
        "faults": [)" + faults +
                              "]}");
}
Scope crashes(std::uint8_t n) {
    Scope scope;
    scope.budget = {.crashes = n, .retries = 1};
    return scope;
}

const std::string follower_restarts = R"({"crash": "b2", "at": "1s"})";
const std::vector<std::string> above{
    "kip-101", "kip-279", "kip-320-first-try", "kip-320-unfenced-truncation", "kip-320", "current"};

TEST_CASE("ladder of our model: a cut to the high watermark takes what is committed") {
    // Publish, append, copy, acknowledge; the follower dies and comes back, and is in sync again
    // when it cuts its log, before it has fetched. (The leader believes on that it is in sync.)
    const auto rung = two_brokers("truncate-to-high-watermark", follower_restarts);
    tests::check_broken(tests::explored(rung, crashes(1), {tests::rule(Rule::strong_isr)}), 15);
    tests::check_broken(tests::explored(rung, crashes(1), {tests::rule(Rule::weak_isr)}), 13);
}

TEST_CASE("ladder of our model: every rung above keeps it, in every order of steps") {
    for (const std::string& rules : above) {
        CAPTURE(rules);
        const auto result = tests::explored(
            two_brokers(rules, follower_restarts), crashes(1),
            {tests::rule(Rule::strong_isr), tests::rule(Rule::weak_isr),
             tests::rule(Rule::logs_agree), tests::rule(Rule::leader_complete), tests::ends()});
        CHECK(result.complete());
        for (std::size_t i = 0; i < 4; ++i) CHECK_FALSE(result.found[i]);
        CHECK(result.found[4]);
        // Where nobody asks before the first fetch, two messages less are under way.
        const bool asks = rules != "kip-320-first-try" && rules != "current";
        CHECK(result.distinct == (asks ? 8'146U : 7'369U));
    }
}

// b1 alone is in sync, has a committed message that b2 knows of, and is out of touch.
tests::AfterSteps last_replica_standing(const scenarios::Scenario& scenario) {
    const tests::Names n(scenario);
    Scope scope = crashes(1);
    scope.budget.deviations = 2;
    tests::AfterSteps machine(scenario, scope, {tests::rule(Rule::leader_complete), tests::ends()});
    machine.fires<app::PublishNext>(n.shop)
        .gets<kafka::ProduceRequest>(n.b1, n.shop)
        .gets<kafka::FetchResponse>(n.b2, n.b1)
        .gets<kafka::FetchRequest>(n.b1, n.b2)
        .fires(n.b1, kafka::FetchExpires{n.b2})
        .gets<kafka::FetchResponse>(n.b2, n.b1)
        .fires(n.controller, kafka::SessionExpires{n.b2})
        .gets<kafka::MetadataUpdate>(n.b1, n.controller)
        .fires(n.controller, kafka::SessionExpires{n.b1});
    return machine;
}

// The specification has seven steps from the start (last_replica_test.cpp): write, fence, metadata,
// unclean shutdown, start, register, response. Here messages and news travel: the last four are
// seven of ours. b1's power goes, it starts, registers (there and back), sends its heartbeat, hears
// how things stood, and hears that it leads.
TEST_CASE("last replica standing: seven steps, and it leads without what is committed") {
    const auto power_goes = two_brokers("current", R"({"power_loss": "b1", "at": "2s"})");
    tests::check_broken(tests::explored(last_replica_standing(power_goes)), 7);
    const auto process_dies = two_brokers("current", R"({"crash": "b1", "at": "2s"})");
    tests::check_holds(tests::explored(last_replica_standing(process_dies)), 158'972);
}

TEST_CASE("last replica standing: it loses its tail with the power, and leads all the same") {
    // From the start, in the order of time: twenty steps.
    const auto standing =
        two_brokers("current", follower_restarts + R"(, {"power_loss": "b1", "at": "2s"})");
    tests::check_broken(tests::explored(standing, crashes(2), {tests::rule(Rule::leader_complete)}),
                        20);
    // One fault less, and nothing committed is missing at a leader that keeps its disk.
    const auto killed = two_brokers("current", R"({"crash": "b1", "at": "2s"})");
    const auto result =
        tests::explored(killed, crashes(1), {tests::rule(Rule::leader_complete), tests::ends()});
    CHECK(result.complete());
    CHECK_FALSE(result.found[0]);
    CHECK(result.found[1]);
}

}  // namespace mqfate::kafka_ladder_test
