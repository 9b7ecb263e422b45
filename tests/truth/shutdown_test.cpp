// What a process that is asked to end does before it does, beside one that is killed.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::shutdown_test {

/// Three brokers, and a message every 10 ms for 40 s.
Kafka cluster(const std::string& acks) {
    return Kafka{}
        .brokers(3)
        .topic("t")
        .min_in_sync(2)
        .network()
        .delay({{"uniform", {"1ms", "5ms"}}})
        .producer("p")
        .messages(4'000)
        .every("10ms")
        .acks(acks)
        .set("linger.ms", 0);
}
std::uint64_t rejected(const Outcome& outcome) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.rejected;
    return sum;
}

// ---- brokers

Outcome rolling_restart(const std::string& acks) {
    Kafka kafka = cluster(acks).fault("shutdown", "all brokers").with("one_by_one", true);
    return simulated(kafka.at("2s").restart_after("2s").text(), 10);
}

TEST_CASE("truth: a rolling restart takes nothing of what all in sync confirmed") {
    const Outcome outcome = rolling_restart("all");
    CHECK(fault_struck(outcome) == 10 * 3);  // each broker once
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 10 * 4'000);
    CHECK(rejected(outcome) == 0);
}

TEST_CASE("truth: with acks=1 it takes what no follower had fetched when the leadership moved") {
    // A message every 10 ms, a fetch every 6 ms: now and then one.
    const Outcome outcome = rolling_restart("1");
    CHECK(total(outcome, Level::log, Fate::lost_confirmed) > 0);
    CHECK(total(outcome, Level::log, Fate::lost_confirmed) < 10 * 3 * 5);
}

TEST_CASE("truth: a leader that is shut down is succeeded at once, one that is killed after 9 s") {
    const auto given_up = [](const char* verb) {
        Kafka kafka = cluster("all")
                          .set("request.timeout.ms", 1'000)
                          .set("delivery.timeout.ms", 4'000)
                          .fault(verb, "leader of t/0");
        return rejected(simulated(kafka.at("2s").restart_after("20s").text(), 5));
    };
    CHECK(given_up("crash") > 0);
    CHECK(given_up("shutdown") == 0);
}

TEST_CASE("truth: a broker that was shut down has flushed: a loss of power finds all on its disk") {
    // All is published within a second, and the system writes back after 30 s at the earliest.
    const auto lost = [](const char* verb) {
        Kafka kafka = Kafka{}
                          .brokers(1)
                          .topic("t")
                          .producer("p")
                          .messages(500)
                          .every("2ms")
                          .fault(verb, "b1")
                          .at("3s")
                          .restart_after("1s")
                          .power_loss("b1")
                          .at("20s");
        return total(simulated(kafka.restart_after("1s").text(), 5), Level::log,
                     Fate::lost_confirmed);
    };
    CHECK(lost("crash") == 5 * 500);
    CHECK(lost("shutdown") == 0);
}

// ---- clients

TEST_CASE(
    "truth: a producer that is closed sends what it holds; one that is killed takes it along") {
    const auto lost = [](const char* verb) {
        Kafka kafka = cluster("all").set("linger.ms", 500).fault(verb, "p");
        const Outcome outcome = simulated(kafka.at("3s").restart_after("1s").text(), 5);
        return total(outcome, Level::log, Fate::lost_unknown);
    };
    CHECK(lost("crash") > 0);
    CHECK(lost("shutdown") == 0);
}

TEST_CASE("truth: a consumer that is closed commits; one that is killed does work again") {
    const auto twice = [](const char* verb) {
        Kafka kafka = cluster("all").consumer("c").commit("automatic").fault(verb, "c");
        return total(simulated(kafka.at("8s").restart_after("1s").text(), 5), Level::effect,
                     Fate::duplicated);
    };
    CHECK(twice("crash") > 0);
    CHECK(twice("shutdown") == 0);
}

}  // namespace mqfate::tests::shutdown_test
