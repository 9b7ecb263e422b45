#include "sim/explore/search/search.hpp"

#include "sim/explore/search/trail.hpp"
#include "tests/sim/explore/counters.hpp"

#include <doctest/doctest.h>
#include <tbb/global_control.h>

#include <atomic>
#include <utility>
#include <vector>

namespace mqfate::search_test {

using test::Counters;
using End = SearchResult::End;

SearchResult search(const Counters& machine, const SearchOptions& options = {}) {
    return Search<Counters>(machine, options).run();
}

std::uint64_t power(std::uint64_t base, unsigned exponent) {
    std::uint64_t product = 1;
    while (exponent-- > 0) product *= base;
    return product;
}

TEST_CASE("search: independent counters have exactly the worlds, steps and depth they must have") {
    for (const auto& [n, k] : {std::pair{1, 1}, {1, 200}, {2, 7}, {3, 5}, {8, 2}, {5, 6}, {6, 7}}) {
        CAPTURE(n);
        CAPTURE(k);
        const Counters machine{static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(k)};
        const auto values = static_cast<std::uint64_t>(k);
        const auto counters = static_cast<unsigned>(n);
        const SearchResult result = search(machine);
        CHECK(result.end == End::exhausted);
        CHECK(result.distinct == power(values, counters));
        CHECK(result.depth == counters * (values - 1));
        // Each step once, and the world in which everything begins.
        CHECK(result.successors == counters * (values - 1) * power(values, counters - 1) + 1);
        CHECK(result.frontier == 0);
    }
}

TEST_CASE("search: with whole worlds kept it has the same result, and no two share a fingerprint") {
    const Counters machine{.n = 4, .k = 6};
    SearchOptions verify;
    verify.verify = true;
    CHECK(search(machine, verify) == search(machine));
    CHECK(search(machine, verify).collisions == 0);
}

TEST_CASE("search: with a symmetry each orbit counts once") {
    // Multisets of 4 out of 6 values: C(6+4-1, 4) = 126; of 6 out of 5: C(10, 6) = 210.
    CHECK(search(Counters{.n = 4, .k = 6, .alike = true}).distinct == 126);
    CHECK(search(Counters{.n = 6, .k = 5, .alike = true}).distinct == 210);
    CHECK(search(Counters{.n = 6, .k = 5, .alike = true}).depth == 6 * 4);
}

TEST_CASE("search: what breaks at a known distance is found there, by a path that leads there") {
    for (const unsigned distance : {0U, 1U, 9U, 30U}) {
        CAPTURE(distance);
        const Counters grid{.n = 2, .k = 20, .broken_at = distance};
        const SearchResult result = search(grid);
        CHECK(result.end == End::decided);
        REQUIRE(result.found[0]);
        CHECK(result.found[0]->steps.size() == distance);
        CHECK(result.depth == distance);
        const Trail<Counters> trail = trail_of(grid, *result.found[0]);
        CHECK(Counters::sum(trail.worlds.back()) == distance);
        CHECK_FALSE(result.found[1]);
        CHECK_FALSE(result.found[2]);
    }
}

TEST_CASE("search: what never breaks is not found, and the search says that it saw everything") {
    const SearchResult result = search(Counters{.n = 2, .k = 20, .broken_at = 39});  // 2 * 19 = 38
    CHECK(result.complete());
    CHECK_FALSE(result.found[0]);
}

TEST_CASE("search: a step that breaks something counts, even if it leads to a known world") {
    // Counter 1 reaches its last value 3 in 3 steps at the earliest; the world (0, 3) is then new.
    // From (3, 2) the world (3, 3) is known by the step of counter 0 from (2, 3).
    const SearchResult early = search(Counters{.n = 2, .k = 4, .broken_step = 1});
    REQUIRE(early.found[0]);
    CHECK(early.found[0]->steps == std::vector<Ordinal>{1, 1, 1});
    const Counters::State at{2, 3};
    const SearchResult late =
        search(Counters{.n = 2, .k = 4, .broken_step = 1, .begin = {at, {3, 2}}});
    REQUIRE(late.found[0]);  // (2, 3) -> (3, 3) by counter 0 comes first
    CHECK(late.distinct == 3);
    CHECK(late.found[0] == Path{{1}, {0}});  // of (3, 2), whose one step is that of counter 1
}

TEST_CASE("search: a world that must be shown is found where it is, and only there") {
    const SearchResult shown = search(Counters{.n = 3, .k = 4, .shown_at = 5});
    CHECK(shown.complete());  // to show something ends nothing
    CHECK(shown.distinct == 64);
    REQUIRE(shown.found[1]);
    CHECK(shown.found[1]->steps.size() == 5);
    CHECK_FALSE(search(Counters{.n = 3, .k = 4, .shown_at = 10}).found[1]);  // 3 * 3 = 9
    CHECK(search(Counters{.n = 3, .k = 4, .shown_at = 0}).found[1]->steps.empty());
}

TEST_CASE("search: what breaks at the end is found at the end") {
    const SearchResult result = search(Counters{.n = 3, .k = 4, .broken_end = true});
    CHECK(result.end == End::decided);
    REQUIRE(result.found[2]);
    CHECK(result.found[2]->steps.size() == 9);
    CHECK_FALSE(result.found[0]);
}

TEST_CASE("search: what is broken and not asked for is told, and the search goes on") {
    const Counters machine{.n = 3, .k = 4, .broken_at = 2, .broken_end = true};
    const SearchResult all = search(machine, {.ends_it = 0});
    CHECK(all.complete());
    CHECK(all.distinct == 64);
    CHECK(all.found[0]->steps.size() == 2);
    CHECK(all.found[2]->steps.size() == 9);
    const SearchResult end = search(machine, {.ends_it = Counters::at_the_end});
    CHECK(end.end == End::decided);
    CHECK(end.found[0]->steps.size() == 2);
}

TEST_CASE("search: several beginnings count once each, equal ones once together") {
    // From (1, 0), (0, 1) and again (1, 0) in a grid of 3 x 3: all but (0, 0).
    const Counters machine{
        .n = 2, .k = 3, .broken_at = 4, .begin = {{1, 0}, {0, 1}, {1, 0}, {2, 1}}};
    const SearchResult result = search(machine, {.ends_it = 0});
    CHECK(result.distinct == 8);
    CHECK(result.depth == 2);  // to (1, 2); the others are beginnings, or one step from one
    // The shortest way to (2, 2) begins in (2, 1), the third one when equal ones count once.
    CHECK(result.found[0] == Path{{2}, {0}});
    const Trail<Counters> trail = trail_of(machine, *result.found[0]);
    CHECK(trail.worlds.front() == Counters::State{2, 1});
    CHECK(trail.worlds.back() == Counters::State{2, 2});
    // With a symmetry (1, 0) and (0, 1) are equal, and so are their successors:
    // {0,1} {1,2} {1,1} {0,2} {2,2}.
    Counters alike = machine;
    alike.alike = true;
    CHECK(search(alike, {.ends_it = 0}).distinct == 5);
}

// ---- limits

// Worlds of n counters whose sum is at most d < k: C(d+n, n). For n = 3 and d = 4: 35, of which
// C(4+2, 2) = 15 have the sum 4.
const Counters wide{.n = 3, .k = 50};

TEST_CASE("search: a limit of depth sees all that is as near, and says what it left") {
    const SearchResult result = search(wide, {.depth = 4});
    CHECK(result.end == End::depth);
    CHECK_FALSE(result.complete());
    CHECK(result.distinct == 35);
    CHECK(result.frontier == 15);
    CHECK(result.depth == 4);
    const SearchResult none = search(wide, {.depth = 0});
    CHECK(none.end == End::depth);
    CHECK(none.distinct == 1);
    CHECK(none.frontier == 1);
}

TEST_CASE("search: a limit of depth is no limit if all lies within it") {
    const Counters small{.n = 2, .k = 3};
    CHECK(search(small, {.depth = 5}).complete());
    // The farthest world is 4 steps away. That nothing follows it is not seen within 4 steps.
    const SearchResult result = search(small, {.depth = 4});
    CHECK(result.end == End::depth);
    CHECK(result.distinct == 9);
    CHECK(result.frontier == 1);
}

TEST_CASE("search: a limit of worlds or of memory ends it, and never as exhausted") {
    const SearchResult worlds = search(wide, {.worlds = 20'000});
    CHECK(worlds.end == End::worlds);
    CHECK(worlds.distinct > 20'000);
    CHECK(worlds.distinct < 50 * 50 * 50);
    CHECK(worlds.frontier > 0);
    const SearchResult memory = search(wide, {.bytes = 1'000'000});
    CHECK(memory.end == End::memory);
    CHECK(memory.distinct < 50 * 50 * 50);
    CHECK(memory.most_bytes >= 1'000'000);
    CHECK(memory.most_bytes < 4'000'000);
}

TEST_CASE("search: as many worlds as the limit allows are a complete search") {
    const SearchResult result = search(Counters{.n = 3, .k = 4}, {.worlds = 64});
    CHECK(result.complete());
    CHECK(result.distinct == 64);
    CHECK(search(Counters{.n = 3, .k = 4}, {.worlds = 62}).end == End::worlds);
}

TEST_CASE("search: it can be stopped from outside") {
    const std::atomic<bool> stop = true;
    const SearchResult result = search(wide, {.stop = &stop});
    CHECK(result.end == End::stopped);
    CHECK(result.frontier > 0);
    CHECK(result.distinct < 50 * 50 * 50);
}

TEST_CASE("search: a stop that comes when all is seen changes nothing") {
    std::atomic<bool> stop = false;
    Search<Counters> search(Counters{.n = 2, .k = 3}, {.stop = &stop});
    const SearchResult result =
        search.run([&](const SearchProgress& progress) { stop = progress.frontier == 0; });
    CHECK(stop);
    CHECK(result.complete());
    CHECK(result.distinct == 9);
}

TEST_CASE("search: progress grows up to the result") {
    std::vector<SearchProgress> told;
    const SearchResult result =
        Search<Counters>(wide).run([&](const SearchProgress& p) { told.push_back(p); });
    REQUIRE(told.size() > 10);
    for (std::size_t i = 1; i < told.size(); ++i) {
        CHECK(told[i - 1].successors <= told[i].successors);
        CHECK(told[i - 1].distinct <= told[i].distinct);
        CHECK(told[i - 1].depth <= told[i].depth);
    }
    CHECK(told.back().distinct == result.distinct);
    CHECK(told.back().successors == result.successors);
    CHECK(told.back().frontier == 0);
}

// ---- threads

TEST_CASE("search: with 1, 2 and 7 threads all of the result is the same, paths included") {
    const tbb::global_control more_than_cores(tbb::global_control::max_allowed_parallelism, 7);
    const Counters machine{.n = 5, .k = 8, .broken_at = 25, .shown_at = 14, .broken_end = true};
    for (const SearchOptions& options :
         {SearchOptions{}, SearchOptions{.ends_it = 0}, SearchOptions{.depth = 12},
          SearchOptions{.worlds = 9'000}, SearchOptions{.bytes = 1'000'000}}) {
        std::vector<SearchResult> results;
        for (const unsigned jobs : {1U, 2U, 7U}) {
            SearchOptions with = options;
            with.jobs = jobs;
            results.push_back(search(machine, with));
        }
        CHECK(results[0] == results[1]);
        CHECK(results[0] == results[2]);
        CHECK(results[0].distinct > 1'000);
    }
}

// ---- memory

TEST_CASE("search: a million worlds take at most 40 bytes each, and whole ones are not kept") {
    const SearchResult result = search(Counters{.n = 5, .k = 16});  // 16^5 = 1,048,576
    CHECK(result.distinct == 1'048'576);
    CHECK(result.visited_bytes <= 40 * result.distinct);
    CHECK(result.visited_bytes >= 22 * result.distinct);  // 16 a fingerprint, 6 the way to it
    // The two largest neighbouring layers have less than a tenth of all worlds, at 5 bytes a world
    // and 12 for its place; vectors may be half empty.
    CHECK(result.most_bytes < result.visited_bytes + result.distinct / 10 * 2 * 17 + (4 << 20));
}

}  // namespace mqfate::search_test
