// Each shipped scenario: the same runs every time, whatever the number of threads. (All histories,
// those of the rows of comparisons too, between compilers and sanitizers: scripts/determinism.)
#include <algorithm>
#include <string>

#include "reports/steps.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/shipped/simulated_once.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests::threads_test {

constexpr std::uint64_t runs = 6;

/// The first line of the steps of a run that differs between two attempts at it.
std::string first_difference(const scenarios::Scenario& scenario, std::uint64_t run) {
    const reports::Labels labels{scenario.plan->wiring.names, scenario.plan.engine().dialect};
    const auto steps = [&] {
        return reports::steps(simulate_traced(scenario.plan, scenario.seed, run).trace, labels, {});
    };
    const std::string one = steps();
    const std::string other = steps();
    const std::size_t at = static_cast<std::size_t>(
        std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin());
    const std::size_t begin = at == 0 ? 0 : one.rfind('\n', at - 1) + 1;
    return "run " + std::to_string(run) + " differs, or its steps are the same alone: " +
           one.substr(begin, one.find('\n', begin) - begin);
}

TEST_CASE("determinism: all cores give the same runs as one thread") {
    for (const std::string& name : shipped_names()) {
        CAPTURE(name);
        const auto& [scenario, outcome] = simulated_once(name);
        const Outcome again =
            simulate(scenario.plan, {.seed = scenario.seed, .runs = runs, .jobs = 1});
        for (std::size_t run = 0; run < std::min(outcome.runs.size(), again.runs.size()); ++run)
            CHECK_MESSAGE(again.runs[run] == outcome.runs[run], first_difference(scenario, run));
    }
}

TEST_CASE("determinism: a fingerprint is of the history: another seed has another (witness)") {
    const scenarios::Scenario scenario = scenario_of(shipped_text("kafka/lost-ack"));
    const auto fingerprint = [&](std::uint64_t seed) {
        return simulate(scenario.plan, {.seed = seed, .runs = 2}).fingerprint();
    };
    CHECK(fingerprint(1) == fingerprint(1));
    CHECK(fingerprint(1) != fingerprint(2));
}

}  // namespace mqfate::tests::threads_test
