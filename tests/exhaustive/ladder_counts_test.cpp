// Complete searches of the specification of Kafka's replication: every state, counted exactly.
//
// Expected is what TLC 2.18 counts on the specification itself (commit d68782b; one invariant a
// run, deadlocks allowed); for (2,3,3,3) and (3,1,1,3) a translation of it to C++, whose counts
// agree with TLC's wherever both ran. The two scopes that are larger still, (3,3,3,2) and
// (3,2,2,3), are in tests/bench/explore_bench.cpp.
#include "tests/exhaustive/replication/search.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqfate::replication::ladder_counts_test {

constexpr std::uint64_t both = Replication::weak | Replication::strong;

struct Row {
    Scope scope;
    Variant variant;
    std::uint64_t distinct;
    std::optional<std::uint64_t> successors = {};   ///< where a checker counts the steps that we do
    std::optional<std::uint32_t> states_deep = {};  ///< of the longest path; steps are one fewer
    /// What else is broken at this scope would end the search early, so it does not.
    std::uint64_t ends_it = both;
};

void check(const Row& row) {
    CAPTURE(std::string(row.variant.name));
    CAPTURE(row.distinct);
    const Replication machine(row.scope, row.variant);
    const SearchResult result = searched(machine, row.ends_it);
    CHECK(result.end == SearchResult::End::exhausted);
    CHECK(result.distinct == row.distinct);
    if (row.successors) CHECK(result.successors == *row.successors);
    if (row.states_deep) CHECK(result.depth == *row.states_deep - 1);
    // The search would see a committed record lost: there are committed ones.
    CHECK(result.found[2]);
}

// In Kip101 and Kip320FirstTry no two disjuncts lead to the same state, so successors agree too. In
// Kip279 (an empty follower) and Kip320 (FencedLeaderShrinkIsr) some do: TLC counts both.
TEST_CASE("ladder: every state of the specification is found, and no other (2 replicas)") {
    const auto none = std::nullopt;
    for (const Row& row : {
             Row{scope(2, 1, 1, 1), kip_101, 341, 659},
             Row{scope(2, 1, 1, 1), kip_279, 341},
             Row{scope(2, 1, 1, 1), kip_320_first_try, 337, 637},
             Row{scope(2, 1, 1, 1), kip_320, 277, none, 12},
             Row{scope(2, 2, 2, 1), kip_101, 1'177, 2'483},
             Row{scope(2, 2, 2, 1), kip_279, 1'177},
             Row{scope(2, 2, 2, 1), kip_320_first_try, 1'165, 2'399},
             Row{scope(2, 2, 2, 1), kip_320, 957, none, 15},
             Row{scope(2, 2, 2, 2), kip_279, 9'027},
             Row{scope(2, 2, 2, 2), kip_320_first_try, 8'429, 19'387},
             Row{scope(2, 2, 2, 2), kip_320, 5'973, none, 18},
             Row{scope(2, 2, 2, 3), kip_279, 53'099},
             Row{scope(2, 2, 2, 3), kip_320_first_try, 46'465, 118'881},
             Row{scope(2, 2, 2, 3), kip_320, 28'939, none, 22},
             Row{scope(2, 3, 3, 2), kip_279, 32'713},
             Row{scope(2, 3, 3, 2), kip_320_first_try, 30'737, 73'715},
             Row{scope(2, 3, 3, 2), kip_320, 21'493, none, 22},
             Row{scope(2, 3, 3, 3), kip_279, 225'761},
             Row{scope(2, 3, 3, 3), kip_320_first_try, 196'973, 515'825},
             Row{scope(2, 3, 3, 3), kip_320, 120'879, none, 26},
         })
        check(row);
}

TEST_CASE("ladder: every state of the specification is found, and no other (3 replicas)") {
    const auto none = std::nullopt;
    const std::uint64_t weak = Replication::weak;
    for (const Row& row : {
             Row{scope(3, 1, 1, 1), kip_101, 9'841, 28'840, none, weak},
             Row{scope(3, 1, 1, 1), kip_279, 9'841, none, none, weak},
             Row{scope(3, 1, 1, 1), kip_320_first_try, 9'661, 27'088, none, weak},
             Row{scope(3, 1, 1, 1), kip_320, 6'787, none, 18},
             Row{scope(3, 2, 2, 1), kip_101, 59'788, 187'996, none, weak},
             Row{scope(3, 2, 2, 1), kip_279, 60'106, none, none, weak},
             Row{scope(3, 2, 2, 1), kip_320_first_try, 59'092, 179'830, none, weak},
             Row{scope(3, 2, 2, 1), kip_320, 39'619, none, 22},
             Row{scope(3, 2, 1, 2), kip_320, 97'531, none, 22},
             Row{scope(3, 2, 1, 2), kip_320_unfenced_truncation, 121'939},
             Row{scope(3, 2, 2, 2), kip_320, 737'794, none, 26},
             Row{scope(3, 1, 1, 3), kip_320, 1'095'838, none, 27},
             Row{scope(3, 1, 1, 3), kip_320_unfenced_truncation, 1'438'393},
         })
        check(row);
}

TEST_CASE("ladder: a log larger than all that is written changes nothing") {
    for (const Variant& variant : ladder) {
        CAPTURE(std::string(variant.name));
        const auto all = [&](const Scope& scope) {
            return searched(Replication(scope, variant), 0);
        };
        CHECK(all(scope(2, 3, 2, 1)).distinct == all(scope(2, 2, 2, 1)).distinct);
        CHECK(all(scope(3, 2, 1, 1)).found == all(scope(3, 1, 1, 1)).found);
    }
}

}  // namespace mqfate::replication::ladder_counts_test
