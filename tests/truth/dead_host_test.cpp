// How long a producer waits for a host that is gone: an established connection ends after
// request.timeout.ms, and the first attempt at a new one has the first set-up time-out.
#include "tests/kafka_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::dead_host_test {

TEST_CASE("dead host: the first attempt at it is over after ten seconds, give or take two") {
    const Outcome outcome = simulated(R"({"schema_version": 1, "kafka": {
        "brokers": 3, "broker_config": {"min.insync.replicas": 2},
        "topics": {"orders": {"partitions": 1, "replication.factor": 3}},
        "producers": {"shop": {"messages": 600, "every": "10ms", "config": {
            "linger.ms": 0, "request.timeout.ms": 2000, "delivery.timeout.ms": 18000}}}},
        "faults": [{"power_loss": "b1", "at": "3s", "restart_after": "120s"}]})",
                                      20);
    CHECK(total(outcome, Level::log, Fate::lost_rejected) == 0);
    // 2 s for an answer, 12 s for the connection, and the pauses between.
    CHECK(outcome.latencies.ack.max() < seconds(17));
    CHECK(outcome.latencies.ack.max() > seconds(9));
}

}  // namespace mqfate::tests::dead_host_test
