// A leader that stood still for longer than its session handles what lies in its sockets, in the
// order in which it came, before it hears of its successor.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::in_order_of_arrival_test {

/// The session of a broker is over after 9 s, a request after 30 s.
std::string scenario(const std::string& acks, int seconds) {
    const std::string lasts = std::to_string(seconds) + "s";
    return R"({"schema_version": 1,
               "kafka": {"brokers": 3, "broker_config": {"min.insync.replicas": 2},
                         "topics": {"orders": {"partitions": 1, "replication.factor": 3}},
                         "producers": {"shop": {"messages": 1500, "every": "10ms",
                                                "config": {"acks": ")" +
           acks + R"(", "linger.ms": 0}}}},
               "faults": [{"pause": "b1", "at": "1s", "for": ")" +
           lasts + R"("}]})";
}

TEST_CASE("truth: what a leader confirms that stood still too long is truncated with acks=1") {
    const Outcome outcome = simulated(scenario("1", 12), 20);
    CHECK(total(outcome, Level::log, Fate::lost_confirmed) > 0);
}

TEST_CASE("truth: nothing is lost when it goes on within its session, or with acks=all") {
    CHECK(total(simulated(scenario("1", 5), 20), Level::log, Fate::lost_confirmed) == 0);
    CHECK(total(simulated(scenario("all", 12), 20), Level::log, Fate::lost_confirmed) == 0);
}

}  // namespace mqfate::tests::in_order_of_arrival_test
