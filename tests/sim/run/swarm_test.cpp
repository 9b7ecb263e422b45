#include "sim/run/swarm.hpp"

#include <algorithm>
#include <vector>

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::swarm_test {

using ToySampler = Sampler<toy::Model>;

/// Half of all questions are lost; the server dies after 200 ms.
auto stormy_plan(bool swarm) {
    auto plan = toy::calm_plan(50);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind, {1, 2})};
    NodeFault crash;
    crash.target.nodes = {toy::server};
    crash.when.from = Instant{} + milliseconds(200);
    crash.lasts = milliseconds(50);
    plan.faults.nodes = {crash};
    plan.faults.swarm = swarm;
    return plan;
}

TEST_CASE("swarm: without it every fault is on; with it every run tosses a coin for each") {
    FaultPlan plan;
    for (std::uint64_t run = 0; run < 20; ++run)
        CHECK(is_on(plan, Luck{1, run}, Declared::rule, 0));
    plan.swarm = true;
    int on[2][2] = {};  // how often each pair of choices is met
    constexpr int runs = 4'000;
    for (std::uint64_t run = 0; run < runs; ++run)
        ++on[is_on(plan, Luck{1, run}, Declared::rule, 0) ? 1 : 0]
            [is_on(plan, Luck{1, run}, Declared::node_fault, 0) ? 1 : 0];
    // A quarter each, 1,000; five standard errors are 5 * sqrt(4,000 * 1/4 * 3/4) = 137.
    for (const auto& row : on)
        for (const int n : row) {
            CHECK(n > 1'000 - 137);
            CHECK(n < 1'000 + 137);
        }
}

TEST_CASE("swarm: a fault that is off does not strike, and one that is on does") {
    const auto plan = stormy_plan(true);
    ToySampler sampler(plan);
    std::vector<int> seen(4, 0);
    for (std::uint64_t run = 0; run < 40; ++run) {
        const RunSummary summary = sampler.run(1, run);
        REQUIRE(summary.drained);
        const Strikes& rule = summary.rule_strikes[0];
        const Strikes& crash = summary.node_strikes[0];
        CHECK((rule.count > 0) == rule.is_on);
        CHECK((crash.count > 0) == crash.is_on);
        ++seen[(rule.is_on ? 2U : 0U) + (crash.is_on ? 1U : 0U)];
    }
    CHECK(std::all_of(seen.begin(), seen.end(), [](int n) { return n > 0; }));
}

TEST_CASE("swarm: a run that draws all of them is the run without swarm") {
    const auto with = stormy_plan(true);
    const auto without = stormy_plan(false);
    ToySampler swarm(with);
    ToySampler usual(without);
    for (std::uint64_t run = 0; run < 20; ++run) {
        const RunSummary summary = swarm.run(1, run);
        const bool all_on = summary.rule_strikes[0].is_on && summary.node_strikes[0].is_on;
        CHECK((usual.run(1, run) == summary) == all_on);
    }
}

}  // namespace mqfate::swarm_test
