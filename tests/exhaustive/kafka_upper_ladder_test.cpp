// Our own model under the older rules of replication, from KIP-101 on: what each rung gets wrong,
// and that the next one keeps it, in every order of steps from the moment when two leaders believe.
//
// A search from the start finds the first of these as well, in 39 steps (models/kafka/README.md).
#include <string>
#include <vector>

#include "tests/exhaustive/after_steps.hpp"

namespace mqfate::kafka_upper_ladder_test {

using kafka::Rule;
using tests::AfterSteps;
using tests::Names;

scenarios::Scenario brokers(int n, const std::string& rules, const std::string& topic, int messages,
                            const std::string& faults = "") {
    return tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": )" + std::to_string(n) +
        R"(, "replication_rules": ")" + rules + R"(", "topics": {"t": {)" + topic + R"(}},
        "producers": {"shop": {"messages": )" +
        std::to_string(messages) +
        R"(, "every": "1ms", "config": {"acks": "1", "linger.ms": 0, "batch.size": 0}}}},
        "faults": [)" +
        faults + "]}");
}
Scope scope(std::uint8_t losses, std::uint8_t retries, std::uint8_t deviations) {
    Scope scope;
    scope.budget = {.losses = losses, .retries = retries, .deviations = deviations};
    return scope;
}
std::vector<Question> in_sync_have_all() { return {tests::rule(Rule::weak_isr), tests::ends()}; }

void check_broken(const AfterSteps& machine, std::size_t steps) {
    tests::check_broken(tests::explored(machine), steps);
}
void check_holds(const AfterSteps& machine, std::uint64_t worlds) {
    tests::check_holds(tests::explored(machine), worlds);
}

// b1's session ends early; b2 hears that it leads reign 1, b1 is heard of again.
void change_leaders(AfterSteps& machine, const Names& n) {
    machine.fires(n.controller, kafka::SessionExpires{n.b1})
        .gets<kafka::MetadataUpdate>(n.b2, n.controller)
        .learns_of_the_end(n.b1, n.b2)
        .fires<kafka::HeartbeatDue>(n.b1)
        .gets<kafka::BrokerHeartbeatRequest>(n.controller, n.b1);
}
// b1 hears of reign 1, follows b2, and is in sync again.
void come_back(AfterSteps& machine, const Names& n) {
    machine.gets<kafka::MetadataUpdate>(n.b1, n.controller)
        .gets<kafka::BrokerHeartbeatResponse>(n.b1, n.controller)
        .gets<kafka::FetchRequest>(n.b2, n.b1)
        .gets<kafka::AlterPartitionRequest>(n.controller, n.b2);
}
// b1 leads reign 2, and only b1 knows.
void lead_again(AfterSteps& machine, const Names& n) {
    machine.fires<kafka::LeaderImbalanceCheckDue>(n.controller)
        .gets<kafka::MetadataUpdate>(n.b1, n.controller)
        .gets<kafka::MetadataUpdate>(n.b1, n.controller)
        .learns_of_the_end(n.b2, n.b1);
}

// b2 has copied the first message, and does not know that it is committed, when it leads reign 1.
AfterSteps with_a_message_before(const scenarios::Scenario& scenario) {
    const Names n(scenario);
    AfterSteps machine(scenario, scope(1, 1, 1), in_sync_have_all());
    machine.fires<app::PublishNext>(n.shop)
        .gets<kafka::ProduceRequest>(n.b1, n.shop)
        .gets<kafka::FetchResponse>(n.b2, n.b1)
        .gets<kafka::FetchRequest>(n.b1, n.b2);
    change_leaders(machine, n);
    return machine;
}

// b1 leads reign 2, where b2 believes in reign 1, and b3 has heard of neither. Then the session of
// `silent` ends early, too.
AfterSteps with_three_reigns(const scenarios::Scenario& scenario, NodeId silent) {
    const Names n(scenario);
    AfterSteps machine(scenario, scope(0, 0, 2), in_sync_have_all());
    change_leaders(machine, n);
    come_back(machine, n);
    lead_again(machine, n);
    machine.fires(n.controller, kafka::SessionExpires{silent});
    return machine;
}
// b1 does not wait for b2.
AfterSteps without_b2(const scenarios::Scenario& scenario) {
    return with_three_reigns(scenario, Names(scenario).b2);
}
// b2 leads reign 3. b1 believes on, and appends.
AfterSteps without_b1(const scenarios::Scenario& scenario) {
    const Names n(scenario);
    AfterSteps machine = with_three_reigns(scenario, n.b1);
    machine.fires<app::PublishNext>(n.shop)
        .gets<kafka::MetadataRequest>(n.b1, n.shop)
        .gets<kafka::MetadataResponse>(n.shop, n.b1)
        .gets<kafka::ProduceRequest>(n.b1, n.shop);
    return machine;
}

scenarios::Scenario three(const std::string& rules) { return brokers(3, rules, "", 1); }

// The answer that would raise b2's high watermark is lost with its connection, and b2 hears of
// reign 2 at once: it has a record of reign 1, of which b1 knows nothing.
TEST_CASE("ladder of our model: a leader that does not know the epoch leaves it to the watermark") {
    const auto two = [](const std::string& rules) {
        return brokers(2, rules, R"("min.insync.replicas": 2)", 2,
                       R"({"drop": "AlterPartitionResponse", "to": "b2", "probability": 0.1})");
    };
    const auto kip_101 = two("kip-101");
    check_broken(with_a_message_before(kip_101), 30);
    const auto kip_279 = two("kip-279");
    check_holds(with_a_message_before(kip_279), 172'835);
}

// b3 copies what b1 appends, b1 counts that, and b3 cuts it off when it hears of reign 1.
TEST_CASE("ladder of our model: a leader counts the fetch of a follower in an earlier reign") {
    const auto kip_279 = three("kip-279");
    check_broken(without_b2(kip_279), 13);
    const auto first_try = three("kip-320-first-try");
    check_broken(without_b2(first_try), 13);
    const auto unfenced = three("kip-320-unfenced-truncation");
    check_holds(without_b2(unfenced), 70'696);
}

// b2 leads reign 3, and does not know that there was a reign 2. b3 does, asks b2, and cuts off what
// b2 copies only then; b3's last fetch is still on its way to b1, which counts it.
// Where a fetch is one step the specification needs a second record for this.
TEST_CASE("ladder of our model: a follower asks a leader that is in an earlier reign") {
    const auto unfenced = three("kip-320-unfenced-truncation");
    check_broken(without_b1(unfenced), 17);
    const auto fenced = three("kip-320");
    check_holds(without_b1(fenced), 500'474);
    const auto current = three("current");
    check_holds(without_b1(current), 434'148);
}

}  // namespace mqfate::kafka_upper_ladder_test
