// A run of Kafka that is copied in its middle: both sides come to the same end.
#include <cstdint>
#include <string>

#include "models/any_plan.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/kafka_sampler.hpp"

namespace mqfate::tests::fork_test {

/// Some eight forks of each of two runs, with a trace and without.
void check(const std::string& network, const std::string& faults,
           const std::string& consumer = "") {
    scenarios::Scenario scenario = scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 3,
        "broker_config": {"min.insync.replicas": 2},
        "topics": {"orders": {"partitions": 2}},
        "producers": {"shop": {"messages": 40, "every": {"exponential": "5ms"},
                               "config": {"linger.ms": 5, "request.timeout.ms": 1000}}},
        "consumers": {"billing": {)" + consumer +
                                               R"("topic": "orders",
                                  "work": {"exponential": "2ms"}}}})" +
                                               network + R"(, "faults": [)" + faults + "]}");
    scenario.plan->limits.steps = 4'000;
    for (std::uint64_t run = 0; run < 2; ++run) {
        CAPTURE(run);
        CHECK(check_forks_of_kafka(kafka_plan(scenario), run, 8) >= 8);
        CHECK(check_traced_forks_of_kafka(kafka_plan(scenario), run, 8) >= 8);
    }
}

TEST_CASE("fork: a run of Kafka, its answers lost, its connections reset") {
    check("", R"({"drop": "ProduceResponse", "to": "shop", "probability": 0.1},
                 {"reset": "FetchRequest", "from": "billing", "probability": 0.05})");
}

TEST_CASE("fork: a run of Kafka, its leader killed at a moment, others by chance, one paused") {
    check("", R"({"power_loss": "b1", "between": ["20ms", "150ms"], "restart_after": "5s"},
                 {"crash": "billing", "between": ["20ms", "250ms"], "restart_after": "1s"},
                 {"pause": "b2", "at": "100ms", "for": "300ms"},
                 {"slow": "b3", "by": {"exponential": "5ms"}, "at": "50ms", "for": "1s"})");
}

TEST_CASE("fork: a run of Kafka, its brokers shut down one by one, its clients too, one late") {
    check("", R"({"shutdown": "all brokers", "one_by_one": true, "at": "30ms",
                  "restart_after": "200ms"},
                 {"shutdown": "shop", "at": "100ms", "restart_after": "1s"},
                 {"shutdown": "billing", "between": ["20ms", "250ms"], "kill_after": "10ms",
                  "restart_after": "1s"})",
          R"("starts": "15ms", )");
}

TEST_CASE("fork: a run of Kafka over wires that lose and are full, so with send windows") {
    check(R"(, "network": {"delay": {"exponential": "2ms"}, "loss": 0.05, "bandwidth": "1MB",
                           "queue": "20kB"})",
          "");
}

}  // namespace mqfate::tests::fork_test
