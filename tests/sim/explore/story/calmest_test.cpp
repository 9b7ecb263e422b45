#include "sim/explore/story/calmest.hpp"

#include <algorithm>
#include <vector>

#include "sim/explore/search/search.hpp"
#include "sim/explore/search/trail.hpp"
#include "tests/sim/explore/counters.hpp"

#include <doctest/doctest.h>

namespace mqfate::calmest_test {

using test::Counters;

bool is_broken(const Findings& findings) { return findings.broken != 0; }
std::uint32_t counter_of(Counters::Step step) { return step.counter; }

std::optional<Path> calmest(const Counters& machine, std::size_t length,
                            std::size_t most = 100'000) {
    return Calmest(machine, is_broken, counter_of, most).find(length);
}
std::size_t shortest(const Counters& machine) {
    const SearchResult result = Search<Counters>(machine).run();
    REQUIRE(result.found[0]);
    return result.found[0]->steps.size();
}
std::size_t switches(const std::vector<Counters::Step>& steps) {
    std::size_t n = 0;
    for (std::size_t i = 1; i < steps.size(); ++i) n += steps[i] == steps[i - 1] ? 0U : 1U;
    return n;
}
/// The fewest switches of all ways of `left` more steps that end broken.
std::size_t fewest(Counters& machine, const Counters::State& state,
                   std::vector<Counters::Step>& taken, std::size_t left) {
    std::size_t best = 1'000;
    std::vector<Counters::Step> steps;
    machine.steps(state, steps);
    for (const Counters::Step step : steps) {
        Counters::State next = state;
        const Findings findings = machine.take(next, step);
        taken.push_back(step);
        if (left > 1)
            best = std::min(best, fewest(machine, next, taken, left - 1));
        else if (is_broken(findings))
            best = std::min(best, switches(taken));
        taken.pop_back();
    }
    return best;
}

TEST_CASE("calmest: a way as short as any, with as few switches as any") {
    for (const unsigned sum : {1U, 3U, 4U, 6U, 8U}) {
        CAPTURE(sum);
        Counters machine{.n = 4, .k = 3, .broken_at = sum};
        const auto path = calmest(machine, shortest(machine));
        REQUIRE(path);
        const auto steps = trail_of(machine, *path).steps;
        CHECK(steps.size() == sum);
        // Each counter goes to 2: the sum takes sum / 2 of them, rounded up.
        CHECK(switches(steps) == (sum + 1) / 2 - 1);
        std::vector<Counters::Step> taken;
        CHECK(switches(steps) == fewest(machine, {}, taken, sum));
    }
}

TEST_CASE("calmest: a step that breaks something need be none of the calm ones") {
    // Counter 1 must go to 3 at last.
    Counters machine{.n = 3, .k = 4, .broken_step = 1};
    const auto path = calmest(machine, shortest(machine));
    REQUIRE(path);
    CHECK(trail_of(machine, *path).steps == std::vector<Counters::Step>{{1}, {1}, {1}});
}

TEST_CASE("calmest: it begins where the way begins") {
    Counters machine{.n = 2, .k = 9, .broken_at = 12, .begin = {{0, 1}, {4, 6}}};
    const auto path = calmest(machine, shortest(machine));
    REQUIRE(path);
    CHECK(path->start == WorldId{1});
    CHECK(path->steps.size() == 2);
    CHECK(switches(trail_of(machine, *path).steps) == 0);
}

TEST_CASE("calmest: it gives up where there are too many worlds, or no way of that length") {
    Counters machine{.n = 4, .k = 3, .broken_at = 4};
    CHECK_FALSE(calmest(machine, 4, 10));
    CHECK_FALSE(calmest(machine, 3));
}

}  // namespace mqfate::calmest_test
