// What a power loss takes from one replica that is flushed now and then.
//
// acks=0, so that nobody sends again: what was appended and not synced is lost, and only that is
// counted (what was in flight has another cause).
#include <algorithm>
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::unsynced_test {

/// A message every 10 ms; the power goes at an instant uniform over 4 times 500 ms.
/// `brokers`: with the settings that say when they flush. `crash`: a verb.
std::string scenario(Kafka brokers, const char* crash = "power_loss") {
    return brokers.topic("t")
        .producer("p")
        .messages(450)
        .every("10ms")
        .acks("0")
        .set("linger.ms", 0)
        .disk()
        .with("sync", "0ms")
        .fault(crash, "b1")
        .between("2s", "4s")
        .restart_after("100ms")
        .text();
}
Kafka one_broker() { return Kafka{}.brokers(1); }
std::uint64_t unsynced(const RunSummary& run) {
    return run.fates.caused_by(Cause::unsynced_on_power_loss);
}
std::uint64_t most_unsynced(const Outcome& outcome) {
    std::uint64_t most = 0;
    for (const RunSummary& run : outcome.runs) most = std::max(most, unsynced(run));
    return most;
}

TEST_CASE("truth: flushed every T at rate r, r T / 2 messages are unsynced, never more than r T") {
    // r = 100 a second, T = 500 ms (log.flush.scheduler.interval.ms; a log without flush.ms is
    // flushed at each look): uniform from 0 to 50, mean 25, standard deviation 14.4; of 3,000
    // runs 0.26, one percent.
    const Outcome outcome = simulated(scenario(one_broker()
                                                   .set("log.flush.scheduler.interval.ms", 500)
                                                   .set("log.initial.task.delay.ms", 0)),
                                      3'000);
    CHECK(fault_struck(outcome) == 3'000);
    check_formula(mean_per_run(outcome, unsynced), 25);
    CHECK(most_unsynced(outcome) <= 50);
    CHECK(most_unsynced(outcome) >= 49);
}

TEST_CASE("truth: log.flush.interval.ms is rounded up to the next look of the scheduler") {
    // Looked at every 100 ms, flushed if the last flush is 250 ms ago: every 300 ms. Mean 15, at
    // most 30. (Source: LogManager.flushDirtyLogs, Apache Kafka 4.1.) The window of 2 s is not
    // a multiple of 300 ms: six whole periods, and 200 ms of the seventh, so the mean over it is
    // off by at most 0.7 either way; hence the wider limits.
    const Outcome outcome = simulated(scenario(one_broker()
                                                   .set("log.flush.interval.ms", 250)
                                                   .set("log.flush.scheduler.interval.ms", 100)
                                                   .set("log.initial.task.delay.ms", 0)),
                                      1'000);
    const Estimate mean = mean_per_run(outcome, unsynced);
    CHECK(mean.estimate > 15 - 1.5);
    CHECK(mean.estimate < 15 + 1.5);
    CHECK(most_unsynced(outcome) <= 30);
    CHECK(most_unsynced(outcome) >= 28);
}

TEST_CASE("truth: flushed every n messages, (n - 1) / 2 are unsynced, never n") {
    // Uniform from 0 to 19: mean 9.5, standard deviation 5.77; of 3,000 runs 0.105.
    const Outcome outcome =
        simulated(scenario(one_broker().set("log.flush.interval.messages", 20)), 3'000);
    check_formula(mean_per_run(outcome, unsynced), 9.5);
    CHECK(most_unsynced(outcome) == 19);
}

TEST_CASE("truth: a flush each message leaves nothing unsynced; a process crash takes nothing") {
    const Outcome flushed =
        simulated(scenario(one_broker().set("log.flush.interval.messages", 1)), 100);
    CHECK(most_unsynced(flushed) == 0);
    CHECK(most_unsynced(simulated(scenario(one_broker(), "crash"), 100)) == 0);
}

TEST_CASE("truth: where the host stays its disk loses as much, and clients wait as for a crash") {
    const auto outcome = [](const char* verb, bool stays) {
        Kafka kafka = one_broker();
        kafka.topic("t").producer("p").messages(450).every("10ms").acks("1").set("linger.ms", 0);
        kafka.fault(verb, "b1").at("2s").restart_after("100ms");
        if (stays) kafka.with("host", "stays");
        return simulated(kafka.text(), 20);
    };
    const Outcome stays = outcome("power_loss", true);
    for (const RunSummary& run : stays.runs) {
        CHECK(unsynced(run) >= 195);  // all of two seconds
        CHECK(unsynced(run) <= 200);
    }
    // The connection is reset at once. Of a host that is silent the client hears nothing, and waits
    // for an answer until request.timeout.ms is over.
    CHECK(stays.latencies.ack.max() == outcome("crash", false).latencies.ack.max());
}

TEST_CASE("truth: without any flush, what the system has not written back is lost: all of 30 s") {
    // Linux writes back what has been dirty for 30 s: at 2 to 4 s, everything (200 to 400).
    const Outcome outcome = simulated(scenario(one_broker()), 200);
    const Estimate mean = mean_per_run(outcome, unsynced);
    CHECK(mean.estimate > 285);
    CHECK(mean.estimate < 315);
}

}  // namespace mqfate::tests::unsynced_test
