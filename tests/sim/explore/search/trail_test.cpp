#include "sim/explore/search/trail.hpp"

#include "sim/explore/search/search.hpp"
#include "tests/sim/explore/counters.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace mqfate::trail_test {

using test::Counters;

Path path_of(const Counters& machine) {
    const SearchResult result = Search<Counters>(machine).run();
    REQUIRE(result.found[0]);
    return *result.found[0];
}

/// Whether each world follows from the one before by the step between.
void check_walk(const Counters& machine, const Trail<Counters>& trail) {
    REQUIRE(trail.worlds.size() == trail.steps.size() + 1);
    for (std::size_t i = 0; i < trail.steps.size(); ++i) {
        Counters::State next = trail.worlds[i];
        machine.take(next, trail.steps[i]);
        CHECK(next == trail.worlds[i + 1]);
    }
}

TEST_CASE("trail: the steps of a path, and the worlds between them") {
    const Counters machine{.n = 3, .k = 3};
    // (0,0,0), whose step 2 is that of counter 2; (0,0,1), step 2: (0,0,2), whose step 1 is of 1.
    const Trail<Counters> trail = trail_of(machine, Path{{0}, {2, 2, 1}});
    check_walk(machine, trail);
    CHECK(trail.worlds == std::vector<Counters::State>{{}, {0, 0, 1}, {0, 0, 2}, {0, 1, 2}});
    CHECK(trail.steps == std::vector<Counters::Step>{{2}, {2}, {1}});
}

TEST_CASE("trail: with a symmetry it keeps the names of the beginning") {
    // The search sorts: (1,0,0) is stored as (0,0,1), so its numbers of steps are of other counters
    // than those that the beginning (0,5,0) names.
    const Counters machine{.n = 3, .k = 9, .alike = true, .broken_at = 12, .begin = {{0, 5, 0}}};
    const Trail<Counters> trail = trail_of(machine, path_of(machine));
    CHECK(trail.steps.size() == 7);
    CHECK(trail.worlds.front() == Counters::State{0, 5, 0});
    CHECK(Counters::sum(trail.worlds.back()) == 12);
    check_walk(machine, trail);  // each step changes one counter: no names are exchanged between
}

TEST_CASE("trail: of several ways it takes the one that stays with an actor") {
    // By sorted worlds {0,0,1}, {0,1,1}, {0,1,2}. After counters 0 and 1 have made a step each, the
    // third one may be of either.
    const Counters machine{.n = 3, .k = 3, .alike = true};
    const auto told = [&](auto&& same_actor) {
        const auto any = [](const Findings&) { return true; };
        const Trail<Counters> trail = trail_of(machine, Path{{0}, {0, 0, 1}}, any, same_actor);
        check_walk(machine, trail);
        return trail.steps;
    };
    using Steps = std::vector<Counters::Step>;
    CHECK(told([](auto a, auto b) { return a == b; }) == Steps{{0}, {1}, {1}});
    CHECK(told([](auto, auto) { return false; }) == Steps{{0}, {1}, {0}});
}

TEST_CASE("trail: the last step is one that shows what is asked for") {
    // (1, 1) is reached by either counter; only the step of counter 1 to its last value is broken.
    const Counters machine{.n = 2, .k = 2, .alike = true, .broken_step = 1};
    const auto broken = [](const Findings& f) { return f.broken != 0; };
    const auto any_actor = [](auto, auto) { return false; };
    for (const std::vector<Ordinal>& steps : {std::vector<Ordinal>{1}, {0}}) {
        const Trail<Counters> trail = trail_of(machine, Path{{0}, steps}, broken, any_actor);
        CHECK(trail.steps.back().counter == 1);
        CHECK(trail.worlds.back() == Counters::State{0, 1});
    }
}

TEST_CASE("trail: it begins where the path begins, equal beginnings counted once") {
    const Counters machine{.n = 2, .k = 3, .alike = true, .begin = {{1, 0}, {0, 1}, {2, 1}}};
    CHECK(trail_of(machine, Path{{0}, {}}).worlds.front() == Counters::State{1, 0});
    CHECK(trail_of(machine, Path{{1}, {}}).worlds.front() == Counters::State{2, 1});
}

}  // namespace mqfate::trail_test
