// How many copies of a message the log has when acknowledgements are lost.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::copies_test {

/// One request in flight, one message a request; what is withheld times out soon.
std::string scenario(double p, int retries, bool idempotent) {
    return Kafka{}
        .brokers(1)
        .topic("t")
        .producer("p")
        .messages(200)
        .every("60ms")
        .acks("all")
        .one_by_one()
        .idempotent(idempotent)
        .set("retries", retries)
        .set("request.timeout.ms", 20)
        .set("max.in.flight.requests.per.connection", 1)
        .set("retry.backoff.ms", 1)
        .set("reconnect.backoff.ms", 0)
        .set("delivery.timeout.ms", 1'000'000'000)
        .drop("ProduceResponse")
        .to("p")
        .probability(p)
        .text();
}

std::uint64_t extra_copies(const RunSummary& run) {
    return run.fates.caused_by(Cause::ack_lost_then_retried) +
           run.fates.caused_by(Cause::connection_lost_then_retried);
}
Estimate copies(const Outcome& outcome) {
    return mean_per_run(outcome, [](const RunSummary& run) {
        return 1 + static_cast<double>(extra_copies(run)) / static_cast<double>(run.published);
    });
}

TEST_CASE("truth: copies with acknowledgements lost are (1 - p^(n+1)) / (1 - p)") {
    // The k-th sending happens if the k acknowledgements before it were lost: 1 + p + ... + p^n.
    // p = 0.3, n = 2: 0.973 / 0.7 = 1.39. p = 0.5, n = 4: 0.96875 / 0.5 = 1.9375. The standard
    // deviation is about 1 a message; 300 runs of 200 give an error of 0.004. Were the formula
    // 10 percent off, or had n been taken for n + 1 (1.417; 1.96875), the test would fail.
    const Outcome few = simulated(scenario(0.3, 2, false), 300);
    check_formula(copies(few), 0.973 / 0.7);
    check_formula(copies(simulated(scenario(0.5, 4, false), 300)), 0.96875 / 0.5);
    CHECK(total(few, Level::log, Fate::lost_confirmed) == 0);
    // All n + 1 acknowledgements lost: told failure, though it is there, more than once.
    CHECK(total(few, Level::log, Fate::lost_rejected) == 0);
}

TEST_CASE("truth: the share of messages with more than one copy is p") {
    // The second sending happens if the first acknowledgement was lost.
    const Outcome outcome = simulated(scenario(0.1, 1'000, false), 300);
    check_formula(rate_of(outcome, Level::log, Fate::duplicated), 0.1);
}

TEST_CASE("truth: the share told failure is p^(n+1)") {
    // p = 0.5, n = 2: 0.125. The producer gives up, and the message is there three times.
    const Outcome outcome = simulated(scenario(0.5, 2, false), 400);
    const Estimate rejected = mean_per_run(outcome, [](const RunSummary& run) {
        return static_cast<double>(run.rejected) / static_cast<double>(run.published);
    });
    check_formula(rejected, 0.125);
}

TEST_CASE("truth: with idempotence there is one copy, whatever is lost") {
    const Outcome outcome = simulated(scenario(0.3, 1'000, true), 100);
    CHECK(rule_struck(outcome) > 5'000);
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 100 * 200);
}

}  // namespace mqfate::tests::copies_test
