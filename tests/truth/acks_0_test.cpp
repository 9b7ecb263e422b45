// A producer that asks for nothing loses what the network loses.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::acks_0_test {

std::string scenario(double loss, const std::string& transport) {
    return Kafka{}
        .brokers(1)
        .topic("t")
        .producer("p")
        .messages(500)
        .every("1ms")
        .acks("0")
        .set("linger.ms", 0)
        .network()
        .with("transport", transport)
        .with("links", {{{"between", {"p", "b1"}}, {"loss", loss}}})
        .text();
}

TEST_CASE("truth: loss at acks=0 on a datagram link of loss p is p") {
    // 300 runs of 500: at p = 0.05 the standard error is sqrt(0.05 * 0.95 / 150,000) = 0.00056, a
    // hundredth of p; at 0.2 it is 0.001.
    for (const double p : {0.05, 0.2}) {
        const Outcome outcome = simulated(scenario(p, "datagram"), 300);
        check_formula(rate_of(outcome, Level::log, Fate::lost_unknown), p);
        CHECK(total(outcome, Cause::lost_in_flight) ==
              total(outcome, Level::log, Fate::lost_unknown));
        CHECK(total(outcome, Level::log, Fate::duplicated) == 0);
    }
}

TEST_CASE("truth: on a connection the same loss costs time, and no message") {
    const Outcome outcome = simulated(scenario(0.05, "connection"), 20);
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 20 * 500);
    CHECK(total(outcome, Level::log, Fate::reordered) == 0);
}

TEST_CASE("truth: without loss nothing is lost on a datagram link either") {
    const Outcome outcome = simulated(scenario(0, "datagram"), 5);
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 5 * 500);
}

}  // namespace mqfate::tests::acks_0_test
