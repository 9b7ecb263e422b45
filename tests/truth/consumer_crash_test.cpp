// What a consumer that dies does twice, or never.
#include <algorithm>
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::consumer_crash_test {

/// The consumer always has work, 1 ms a record; the network takes a microsecond, and brokers no
/// time. It dies at an instant uniform over 400 ms.
Kafka one_consumer() {
    return Kafka{}
        .brokers(1)
        .service("0ms")
        .topic("t")
        .producer("p")
        .messages(1'200)
        .every("500us")
        .network()
        .delay("1us")
        .crash("c")
        .between("500ms", "900ms")
        .restart_after("50ms")
        .consumer("c")
        .work("1ms");
}
/// It commits after each `records`.
std::string committing_every(int records) {
    return one_consumer().commit("after_processing").with("commit_every", records).text();
}
std::uint64_t repeated(const RunSummary& run) {
    return run.fates.at(Level::effect, Fate::duplicated);
}
std::uint64_t skipped(const RunSummary& run) {
    return run.fates.at(Level::effect, Fate::lost_confirmed);
}
std::uint64_t most(const Outcome& outcome, std::uint64_t (*number)(const RunSummary&)) {
    std::uint64_t most = 0;
    for (const RunSummary& run : outcome.runs) most = std::max(most, number(run));
    return most;
}

TEST_CASE("truth: with a commit every k records, (k - 1) / 2 are done twice after a crash") {
    // Worked on since the last commit: uniform from 0 to k - 1. k = 20: mean 9.5, standard
    // deviation 5.77, of 3,000 runs 0.105. k = 5: mean 2, standard deviation 1.41, of 4,000
    // runs 0.022.
    const Outcome twenty = simulated(committing_every(20), 3'000);
    CHECK(fault_struck(twenty) == 3'000);
    check_formula(mean_per_run(twenty, repeated), 9.5);
    CHECK(most(twenty, repeated) <= 20);  // a commit may be under way
    CHECK(most(twenty, skipped) == 0);
    const Outcome five = simulated(committing_every(5), 4'000);
    check_formula(mean_per_run(five, repeated), 2);
}

TEST_CASE("truth: with a commit every record, almost none is done twice") {
    const Outcome outcome = simulated(committing_every(1), 200);
    CHECK(most(outcome, repeated) <= 1);
    CHECK(total(outcome, Level::effect, Fate::duplicated) < 10);
}

TEST_CASE("truth: with a commit before the work, what poll returned and nobody worked on is lost") {
    // 10 records a poll: when it dies, one is being worked on and 0 to 9 wait behind it: 1 to 10,
    // mean 5.5, standard deviation 2.9, of 2,500 runs 0.057.
    const Outcome outcome = simulated(
        one_consumer().commit("before_processing").set("max.poll.records", 10).text(), 2'500);
    check_formula(mean_per_run(outcome, skipped), 5.5);
    CHECK(most(outcome, skipped) == 10);
    CHECK(most(outcome, repeated) == 0);
}

TEST_CASE("truth: with a commit every record, a crash behind the effect does one twice") {
    // The work takes 1 ms and the commit some microseconds, so the share of the time that lies
    // behind the effect is 1/2, 1/4, 0. Of 1,000 runs the standard error is 0.016 at most.
    const auto share = [](const char* effect_at) {
        const Outcome outcome = simulated(one_consumer()
                                              .commit("after_processing")
                                              .with("commit_every", 1)
                                              .with("effect_at", effect_at)
                                              .text(),
                                          1'000);
        CHECK(most(outcome, repeated) <= 1);
        CHECK(most(outcome, skipped) == 0);
        return static_cast<double>(total(outcome, Level::effect, Fate::duplicated)) / 1'000;
    };
    CHECK(share("1/2") == doctest::Approx(0.5).epsilon(0.1));
    CHECK(share("3/4") == doctest::Approx(0.25).epsilon(0.2));
    CHECK(share("1") < 0.05);
}

TEST_CASE("truth: a commit counts from when it is in the socket, not from when it is answered") {
    // It takes 1 ms to the coordinator, 2 ms there, and 1 ms back, in which the consumer waits.
    const auto twice = [](const Kafka::Json& moment) {
        const Kafka kafka = Kafka{}
                                .brokers(1)
                                .service("2ms")
                                .topic("t")
                                .producer("p")
                                .messages(100)
                                .every("10ms")
                                .network()
                                .delay("1ms")
                                .crash("c")
                                .when(moment)
                                .restart_after("50ms")
                                .consumer("c")
                                .work("1ms")
                                .commit("after_processing")
                                .with("commit_every", 1);
        const Outcome outcome = simulated(kafka.text(), 1);
        CHECK(fault_struck(outcome) == 1);
        CHECK(most(outcome, skipped) == 0);
        return most(outcome, repeated);
    };
    // It dies between the effect and the commit; with the commit on its way; with the answer.
    CHECK(twice({{"fact", "applied"}, {"by", "c"}, {"nth", 20}}) == 1);
    CHECK(twice({{"sent", "OffsetCommitRequest"}, {"nth", 20}, {"after", "100us"}}) == 0);
    CHECK(twice({{"sent", "OffsetCommitResponse"}, {"nth", 20}, {"after", "100us"}}) == 0);
}

}  // namespace mqfate::tests::consumer_crash_test
