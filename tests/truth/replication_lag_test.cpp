// What acks=1 loses when the leader dies: rate times replication lag.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::replication_lag_test {

/// Two replicas; every way takes `delay` ms. Nothing waits in the producer (so many requests in
/// flight), so messages reach the leader at random instants, 500 a second, and keep no step with
/// the fetches. The leader dies at an instant uniform over 400 ms, whole numbers of fetch cycles.
std::string scenario(int delay, const std::string& acks) {
    return Kafka{}
        .brokers(2)
        .set("broker.heartbeat.interval.ms", 300)
        .set("broker.session.timeout.ms", 2'000)
        .topic("t")
        .replicas(2)
        .producer("p")
        .messages(600)
        .every({{"exponential", "2ms"}})
        .acks(acks)
        .idempotent(false)
        .set("linger.ms", 0)
        .set("max.in.flight.requests.per.connection", 1'000)
        .set("request.timeout.ms", 2'000)
        .network()
        .delay(std::to_string(delay) + "ms")
        .crash("leader of t/0")
        .between("600ms", "1000ms")
        .restart_after("6s")
        .text();
}
std::uint64_t lost_confirmed(const RunSummary& run) {
    return run.fates.at(Level::log, Fate::lost_confirmed);
}

TEST_CASE("truth: messages lost at acks=1 when the leader dies are rate times replication lag") {
    // A fetch comes back to the leader one round trip after the last, 2 D, takes the leader 0.79 ms
    // on average, and then takes all that has been appended meanwhile; what is under way to the
    // follower arrives though its sender is dead. So a message waits for 0 to 2 D + 0.79 ms, on
    // average for D + 0.39 ms, until it is safe: that is the lag.
    // At 500 a second: D = 40 ms gives 20.2 messages, D = 10 ms gives 5.2. Variance: of the waiting
    // time, (2 D)^2 / 12 of the rate squared, and of the arrivals, the mean itself: standard
    // deviation 12.4 and 3.65; of 3,000 and 5,000 runs 0.23 and 0.05, about one percent.
    const Outcome slow = simulated(scenario(40, "1"), 3'000);
    check_formula(mean_per_run(slow, lost_confirmed), 20.2);
    check_formula(mean_per_run(simulated(scenario(10, "1"), 5'000), lost_confirmed), 5.2);
}

TEST_CASE("truth: acks=all loses none of them, at the same lag") {
    CHECK(total(simulated(scenario(40, "all"), 100), Level::log, Fate::lost_confirmed) == 0);
}

}  // namespace mqfate::tests::replication_lag_test
