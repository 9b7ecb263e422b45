// A connection that is reset where an answer should be: which of the requests in flight had
// arrived?
#include <cstdint>
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::reset_in_flight_test {

std::string scenario() {
    return R"({"schema_version": 1,
               "kafka": {"brokers": 1, "topics": {"t": {}},
                         "producers": {"p": {"messages": 1000, "every": "2ms", "config": {
                             "acks": "1", "linger.ms": 0, "enable.idempotence": false,
                             "retry.backoff.ms": 20, "retry.backoff.max.ms": 20,
                             "reconnect.backoff.ms": 10, "reconnect.backoff.max.ms": 10,
                             "max.in.flight.requests.per.connection": 5}}}},
               "network": {"delay": "5ms"},
               "faults": [{"reset": "ProduceResponse", "to": "p", "probability": 0.01}]})";
}

TEST_CASE("truth: what was sent before the answer that a reset takes is there, and comes twice") {
    // One way takes 5 ms, a message comes every 2 ms, so five are in flight. Where an answer
    // should leave, three of them have arrived or had passed the cut by then, and two are sent
    // before the client hears of it. All are sent again, in reverse: the log has 1 2 3 | 5 4 3 2 1,
    // three twice and one out of order. Had the reset taken what was on the wire, it would be
    // 1 | 5 4 3 2 1: one twice and three out of order.
    const Outcome outcome = simulated(scenario(), 50);
    const std::uint64_t twice = total(outcome, Level::log, Fate::duplicated);
    const std::uint64_t reordered = total(outcome, Level::log, Fate::reordered);
    CHECK(rule_struck(outcome) > 100);
    CHECK(reordered > 0);
    CHECK(twice > 2 * reordered);
}

}  // namespace mqfate::tests::reset_in_flight_test
