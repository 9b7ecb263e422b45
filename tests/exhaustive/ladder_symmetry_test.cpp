// Replicas that can be exchanged: fewer states, the same verdicts.
//
// Expected numbers of orbits are TLC's with SYMMETRY Permutations(Replicas) for Kip320 at
// (3,2,1,2), and those of a translation of the specification for the other two.
#include "sim/explore/search/trail.hpp"
#include "tests/exhaustive/replication/search.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace mqfate::replication::ladder_symmetry_test {

SearchResult search(const Scope& scope, const Variant& variant, Symmetry symmetry,
                    std::uint64_t ends_it) {
    return searched(Replication(scope, variant, symmetry), ends_it);
}

TEST_CASE("ladder: with replicas exchanged, each orbit is counted once") {
    const auto orbits = [](const Scope& scope, const Variant& variant) {
        const SearchResult result = search(scope, variant, Symmetry::of_replicas, 3);
        CHECK(result.complete());
        return result.distinct;
    };
    CHECK(orbits(scope(3, 2, 1, 2), kip_320) == 16'345);
    CHECK(orbits(scope(3, 2, 1, 2), kip_320_unfenced_truncation) == 20'417);
    CHECK(orbits(scope(3, 2, 2, 2), kip_320) == 123'311);
}

TEST_CASE("ladder: verdicts and lengths are the same with replicas exchanged") {
    for (const Scope& scope : {scope(2, 2, 2, 2), scope(3, 1, 1, 1), scope(3, 1, 1, 2)})
        for (const Variant& variant : ladder)
            for (const std::uint64_t property : {Replication::weak, Replication::strong}) {
                CAPTURE(std::string(variant.name));
                const SearchResult all = search(scope, variant, Symmetry::none, property);
                const SearchResult some = search(scope, variant, Symmetry::of_replicas, property);
                CHECK(all.end == some.end);
                CHECK(all.depth == some.depth);
                CHECK(some.distinct < all.distinct);
                const auto& path = all.found[property - 1];
                const auto& other = some.found[property - 1];
                REQUIRE(path.has_value() == other.has_value());
                if (path) CHECK(path->steps.size() == other->steps.size());
            }
}

/// All that can be reached, one by one, as no search does it.
std::vector<State> reachable(const Rules& rules) {
    std::vector<State> all{beginning(rules.scope())};
    const auto text = [](const State& state) {
        return std::string(reinterpret_cast<const char*>(&state), sizeof state);
    };
    std::set<std::string> known{text(all.front())};
    std::vector<Step> steps;
    for (std::size_t i = 0; i < all.size(); ++i) {
        steps.clear();
        rules.steps(all[i], steps);
        for (const Step& step : steps) {
            State next = all[i];
            rules.take(next, step);
            if (known.insert(text(next)).second) all.push_back(next);
        }
    }
    return all;
}

TEST_CASE("ladder: one state of each orbit stands for it, whichever one is asked") {
    for (const Scope& scope : {scope(2, 1, 1, 1), scope(3, 1, 1, 1)}) {
        const std::vector<State> states = reachable(Rules(scope, kip_320));
        CHECK(states.size() == (scope.replicas == 2 ? 277 : 6'787));
        for (const State& state : states) {
            const State chosen = representative(state, scope.replicas);
            bool is_in_orbit = false;
            for (const Renaming& renaming : renamings(scope.replicas)) {
                const State other = renamed(state, renaming);
                CHECK(representative(other, scope.replicas) == chosen);
                CHECK(weak_isr(other) == weak_isr(state));
                if (other == chosen) is_in_orbit = true;
            }
            CHECK(is_in_orbit);
        }
    }
}

TEST_CASE("ladder: a counterexample is told in the names of its beginning") {
    const Replication machine(scope(3, 1, 1, 2), kip_320_first_try, Symmetry::of_replicas);
    const SearchResult result = searched(machine, Replication::strong);
    REQUIRE(result.found[1]);
    const Trail<Replication> trail = trail_of(machine, *result.found[1]);
    CHECK(trail.steps.size() == 12);
    // The rules without any symmetry allow each step, and it leads to the next world.
    const Rules rules(scope(3, 1, 1, 2), kip_320_first_try);
    for (std::size_t i = 0; i < trail.steps.size(); ++i) {
        std::vector<Step> allowed;
        rules.steps(trail.worlds[i], allowed);
        CHECK(std::count(allowed.begin(), allowed.end(), trail.steps[i]) == 1);
        State next = trail.worlds[i];
        rules.take(next, trail.steps[i]);
        CHECK(next == trail.worlds[i + 1]);
        CHECK(strong_isr(next) == (i + 1 < trail.steps.size()));
    }
}

}  // namespace mqfate::replication::ladder_symmetry_test
