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

TEST_CASE("truth: acks=0 is told a failure where its request was not written when the cut came") {
    // A message each 2.5 ms, of which the client's thread is busy with writing for 1 ms: of two
    // cuts in five it hears while it writes. The hand-over alone tells nothing.
    const auto told = [](const char* hand_over) {
        return simulated(Kafka{}
                             .brokers(1)
                             .topic("t")
                             .producer("p")
                             .messages(2'000)
                             .every("2500us")
                             .with("hand_over", hand_over)
                             .acks("0")
                             .one_by_one()
                             .set("retries", 0)
                             .set("reconnect.backoff.ms", 10)
                             .fault("disconnect", "p")
                             .with("every", {{"uniform", {"300ms", "700ms"}}})
                             .text(),
                         100);
    };
    const Outcome outcome = told("1ms");
    const auto cuts = static_cast<double>(fault_struck(outcome));
    std::uint64_t rejected = 0;
    for (const RunSummary& run : outcome.runs) rejected += run.rejected;
    // Of some 900 cuts: the standard error is 0.016.
    CHECK(static_cast<double>(rejected) / cuts == doctest::Approx(0.4).epsilon(0.12));
    for (const RunSummary& run : told("0ms").runs) CHECK(run.rejected == 0);
}

}  // namespace mqfate::tests::acks_0_test
