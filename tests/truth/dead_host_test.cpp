// How long a producer waits for a host that is gone, that comes back, or whose broker stands still:
// an established connection ends after request.timeout.ms, and the first attempt at a new one has
// the first set-up time-out, unless the host accepts.
#include <string>
#include <variant>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_sampler.hpp"

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

/// The first attempt of a producer to connect to its only broker after a fault at 3 s: when it
/// began, when the host accepted it, when it was given up. never: that did not come.
struct FirstAttempt {
    Instant began = Instant::never();
    Instant accepted = Instant::never();
    Instant ended = Instant::never();
    std::uint8_t failed_connect = 0;  ///< in a row, when it was given up
};
/// Answers are waited for 2 s, and the thread wakes for a batch at 6 s: the attempt begins at 6.05
/// s.
FirstAttempt first_attempt(const std::string& fault) {
    using Status = kafka::ClientConnection::Status;
    const scenarios::Scenario scenario = scenario_of(R"({"schema_version": 1, "kafka": {
        "brokers": 1, "topics": {"orders": {"partitions": 1}},
        "producers": {"shop": {"messages": 600, "every": "10ms", "config": {
            "linger.ms": 0, "request.timeout.ms": 2000}}}}, "faults": [{)" +
                                                     fault + R"(, "at": "3s"}]})");
    KafkaSampler sampler(kafka_plan(scenario));
    const std::size_t shop = index(kafka_settings(scenario).producer_node(0));
    FirstAttempt it;
    for (sampler.begin(1, 0); !sampler.is_over() && it.ended == Instant::never(); sampler.step()) {
        const Instant now = sampler.now();
        if (now < Instant{} + seconds(3)) continue;
        const auto& memory = std::get<kafka::Producer>(sampler.world().roles[shop]).memory;
        const kafka::ClientConnection& connection = memory.connections[0];
        const bool begun = it.began != Instant::never();
        if (!begun && connection.status == Status::opening) it.began = now;
        if (!begun) continue;
        if (it.accepted == Instant::never() && connection.attempts.accepted) it.accepted = now;
        if (connection.status != Status::backing_off) continue;
        it.ended = now;
        it.failed_connect = connection.attempts.failed_connect;
    }
    return it;
}
bool is_about(Duration time, Duration wanted) {
    return time >= wanted && time < wanted + milliseconds(10);  // the network's part
}

TEST_CASE("dead host: one that is back is noticed by the next SYN, after 1, 3, 7 s") {
    for (const auto& [off, mark] : {std::pair{"3500ms", 1}, {"5s", 3}, {"8s", 7}}) {
        const FirstAttempt it =
            first_attempt(R"("power_loss": "b1", "restart_after": ")" + std::string(off) + '"');
        CAPTURE(off);
        CHECK(is_about(it.accepted - it.began, seconds(mark)));
    }
}

TEST_CASE("dead host: one that stays away is given up after the set-up time-out") {
    const FirstAttempt it = first_attempt(R"("power_loss": "b1", "restart_after": "60s")");
    CHECK(it.accepted == Instant::never());
    CHECK(it.ended - it.began >= seconds(8));
    CHECK(it.ended - it.began <= seconds(12));
    CHECK(it.failed_connect == 1);
}

TEST_CASE("dead host: a broker that stands still has one that accepts, and request.timeout.ms") {
    const FirstAttempt it = first_attempt(R"("pause": "b1", "for": "60s")");
    CHECK(is_about(it.accepted - it.began, {}));
    CHECK(is_about(it.ended - it.accepted, seconds(2)));
    CHECK(it.failed_connect == 0);
}

}  // namespace mqfate::tests::dead_host_test
