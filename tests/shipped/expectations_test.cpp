// What each shipped scenario says it expects is what comes out.
#include "scenarios/reading/expect.hpp"
#include "tests/shipped/simulated_once.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::expectations_test {

TEST_CASE("shipped files: every run comes to its end, and what each expects is what comes out") {
    std::size_t judged = 0;
    for (const std::string& name : shipped_names()) {
        CAPTURE(name);
        const auto& [scenario, outcome] = simulated_once(name);
        CHECK(outcome.complete());
        for (const RunSummary& run : outcome.runs) CHECK(run.drained);
        for (const scenarios::Expectation& e : scenario.expect) {
            CAPTURE(e.text);
            CHECK(scenarios::judge(e, outcome).judgement == scenarios::Judgement::met);
            ++judged;
        }
    }
    CHECK(judged >= shipped_names().size());
}

/// What `--runs` with a smaller number gives: run i is the same, however many there are.
Outcome first_runs(const Outcome& outcome, std::size_t runs) {
    Outcome fewer = outcome;
    fewer.runs.resize(runs);
    fewer.numbers.resize(runs);
    fewer.asked = runs;
    return fewer;
}

TEST_CASE("shipped files: what each expects does not depend on the number of runs") {
    for (const std::string& name : shipped_names()) {
        CAPTURE(name);
        const auto& [scenario, outcome] = simulated_once(name);
        for (const std::size_t runs : {outcome.runs.size() / 2, outcome.runs.size() - 1}) {
            CAPTURE(runs);
            if (runs == 0) continue;
            const Outcome fewer = first_runs(outcome, runs);
            for (const scenarios::Expectation& e : scenario.expect) {
                CAPTURE(e.text);
                // Latencies are merged over runs.
                if (std::holds_alternative<scenarios::LatencyOf>(e.subject)) continue;
                CHECK(scenarios::judge(e, fewer).judgement == scenarios::Judgement::met);
            }
        }
    }
}

}  // namespace mqfate::tests::expectations_test
