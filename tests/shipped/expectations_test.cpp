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

}  // namespace mqfate::tests::expectations_test
