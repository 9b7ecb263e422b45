// Each shipped scenario, each row of each comparison: the same history every time, whatever the
// number of threads. (Between compilers and sanitizers: scripts/determinism.)
#include <string>

#include "models/names.hpp"
#include "reports/steps.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests {
namespace {

constexpr std::uint64_t runs = 6;

/// The first line of the steps of a run that differs between two attempts at it.
std::string first_difference(const scenarios::Scenario& scenario, std::uint64_t run) {
    const reports::Labels labels{scenario.plan.wiring.names, body_names(), timer_names()};
    const auto steps = [&] {
        return reports::steps(scenarios::simulate_traced(scenario.plan, scenario.seed, run).trace,
                              labels);
    };
    const std::string one = steps();
    const std::string other = steps();
    const std::size_t at = static_cast<std::size_t>(
        std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin());
    const std::size_t begin = at == 0 ? 0 : one.rfind('\n', at - 1) + 1;
    return "run " + std::to_string(run) + " differs, or its steps are the same alone: " +
           one.substr(begin, one.find('\n', begin) - begin);
}

void check_determinism(const scenarios::Scenario& scenario) {
    const auto simulated_by = [&](unsigned jobs) {
        return scenarios::simulate(scenario.plan,
                                   {.seed = scenario.seed, .runs = runs, .jobs = jobs});
    };
    const Outcome first = simulated_by(1);
    for (const unsigned jobs : {1U, 2U}) {
        const Outcome again = simulated_by(jobs);
        CHECK(again.fingerprint() == first.fingerprint());
        for (std::uint64_t run = 0; run < runs; ++run)
            CHECK_MESSAGE(again.runs[run] == first.runs[run], first_difference(scenario, run));
    }
}

TEST_CASE("determinism: each shipped scenario, twice, and with one thread and two") {
    for (const auto& path : shipped_files()) {
        CAPTURE(path.string());
        const auto document = scenarios::Document::parse(text_of(path), path.string());
        REQUIRE(document.has_value());
        const scenarios::Scenario whole = scenario_of(text_of(path));
        check_determinism(whole);
        const auto rows = scenarios::rows_of(*document, whole.comparison);
        REQUIRE(rows.has_value());
        for (std::size_t i = 0; i < rows->size(); i += 5)
            check_determinism(*scenarios::read_scenario((*rows)[i].document));
    }
}

TEST_CASE("determinism: a fingerprint is of the history: another seed has another (witness)") {
    const scenarios::Scenario scenario = scenario_of(shipped_text("kafka/lost-ack"));
    const auto fingerprint = [&](std::uint64_t seed) {
        return scenarios::simulate(scenario.plan, {.seed = seed, .runs = 2}).fingerprint();
    };
    CHECK(fingerprint(1) == fingerprint(1));
    CHECK(fingerprint(1) != fingerprint(2));
}

}  // namespace
}  // namespace mqfate::tests
