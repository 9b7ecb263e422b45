#include "sim/run/experiment.hpp"

#include <tbb/global_control.h>

#include <algorithm>
#include <atomic>

#include "sim/run/tally.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::experiment_test {

/// Something of everything: drawn gaps, lost answers, crashes, a disk that loses.
Plan<toy::Vocabulary> stormy_plan() {
    Plan<toy::Vocabulary> plan = toy::calm_plan(100);
    plan.delays[0] = Delay::exponential(milliseconds(5));
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 20})};
    NodeFault crash;
    crash.crash = CrashKind::power;
    crash.target.nodes = {toy::server};
    crash.when.kind = When::Kind::rate;
    crash.when.gap = Delay::exponential(milliseconds(300));
    crash.lasts = milliseconds(20);
    plan.faults.nodes = {crash};
    return plan;
}
ExperimentOptions with_jobs(unsigned jobs) {
    ExperimentOptions options;
    options.seed = 5;
    options.runs = 60;
    options.jobs = jobs;
    return options;
}

TEST_CASE("experiment: 1, 2 and 7 threads and all cores give equal outcomes") {
    const tbb::global_control more_than_cores(tbb::global_control::max_allowed_parallelism, 7);
    const auto plan = stormy_plan();
    const Outcome one = experiment<toy::Model>(plan, with_jobs(1));
    CHECK(total(one, Cause::unsynced_on_power_loss) > 0);
    CHECK(total(one, Level::log, Fate::duplicated) > 0);
    for (const unsigned jobs : {2U, 7U, 0U}) {
        const Outcome many = experiment<toy::Model>(plan, with_jobs(jobs));
        CHECK(many.runs == one.runs);
        CHECK(many.numbers == one.numbers);
        CHECK(many.fingerprint() == one.fingerprint());
        CHECK(many.latencies.ack.count() == one.latencies.ack.count());
        for (std::uint32_t percent = 0; percent <= 100; ++percent)
            REQUIRE(many.latencies.ack.quantile({percent, 100}) ==
                    one.latencies.ack.quantile({percent, 100}));
        CHECK(many.latencies.ack.mean() == one.latencies.ack.mean());
    }
}

TEST_CASE("experiment: run i is the run that a sampler gives for i") {
    const auto plan = stormy_plan();
    const Outcome outcome = experiment<toy::Model>(plan, with_jobs(2));
    Sampler<toy::Model> sampler(plan);
    REQUIRE(outcome.complete());
    for (std::uint64_t run = 0; run < 60; run += 7) CHECK(sampler.run(5, run) == outcome.runs[run]);
}

TEST_CASE("experiment: more runs begin with the same runs; another seed has others") {
    const auto plan = stormy_plan();
    ExperimentOptions options = with_jobs(2);
    const Outcome many = experiment<toy::Model>(plan, options);
    options.runs = 20;
    const Outcome few = experiment<toy::Model>(plan, options);
    CHECK(std::equal(few.runs.begin(), few.runs.end(), many.runs.begin()));
    options.seed = 6;
    CHECK(experiment<toy::Model>(plan, options).fingerprint() != few.fingerprint());
}

TEST_CASE("experiment: asked to stop, it returns what was finished, and says that it is not all") {
    const auto plan = stormy_plan();
    std::atomic<bool> stop{true};
    std::atomic<std::uint64_t> finished{0};
    ExperimentOptions options = with_jobs(2);
    options.stop = &stop;
    options.finished = &finished;
    const Outcome outcome = experiment<toy::Model>(plan, options);
    CHECK(outcome.runs.empty());
    CHECK(outcome.asked == 60);
    CHECK_FALSE(outcome.complete());
    stop = false;
    CHECK(experiment<toy::Model>(plan, options).complete());
    CHECK(finished == 60);
}

TEST_CASE("experiment: no message is in two fates, none in none") {
    const auto plan = stormy_plan();
    for (const RunSummary& run : experiment<toy::Model>(plan, with_jobs(0)).runs) {
        std::uint64_t sum = 0;
        for (std::size_t fate = 0; fate < fate_count; ++fate)
            if (static_cast<Fate>(fate) != Fate::reordered)  // it stands beside
                sum += run.fates.at(Level::log, static_cast<Fate>(fate));
        CHECK(sum == run.published);
        CHECK(run.published == 100);
    }
}

}  // namespace mqfate::experiment_test
