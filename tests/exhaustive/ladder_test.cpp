// The history of Kafka's replication as verdicts: which rung breaks what, within which scope, and
// how short the shortest counterexample is (tests/exhaustive/replication/verdicts.hpp).
#include "sim/explore/search/search.hpp"
#include "sim/explore/search/trail.hpp"
#include "tests/exhaustive/replication/verdicts.hpp"

#include <doctest/doctest.h>
#include <tbb/global_control.h>

#include <cstddef>
#include <string>
#include <vector>

namespace mqfate::replication::ladder_test {

/// 4,093,531 and 9,985,570 states: tests/bench/explore_bench.cpp.
bool is_for_the_benchmark(const Scope& scope, std::size_t rung) {
    return rung == 5 && (text(scope) == "3,3,3,2" || text(scope) == "3,2,2,3");
}
Verdict verdict(const Scope& scope, const Variant& variant) {
    return find_verdict(Replication(scope, variant));
}

TEST_CASE("ladder: each rung breaks what it must, at the published length, and nothing else") {
    for (const Column& column : verdict_table())
        for (const Scope& scope : column.scopes)
            for (std::size_t rung = 0; rung < ladder.size(); ++rung) {
                if (is_for_the_benchmark(scope, rung)) continue;
                CAPTURE(text(scope));
                CAPTURE(std::string(ladder[rung].name));
                const Verdict found = verdict(scope, ladder[rung]);
                CHECK(found.weak == column.verdicts[rung].weak);
                CHECK(found.strong == column.verdicts[rung].strong);
            }
}

TEST_CASE("ladder: each rung holds where the one below breaks: the smallest such scope") {
    const std::vector<Scope> scopes{scope(2, 1, 1, 1), scope(2, 2, 2, 2), scope(3, 1, 1, 1),
                                    scope(3, 1, 1, 2), scope(3, 2, 2, 2)};
    for (std::size_t rung = 1; rung < ladder.size(); ++rung) {
        CAPTURE(std::string(ladder[rung].name));
        const Scope& scope = scopes[rung - 1];
        CHECK(verdict(scope, ladder[rung - 1]).strong != none);
        CHECK(verdict(scope, ladder[rung]) == holds);
        // One scope smaller, nothing tells the two apart.
        if (rung > 1) CHECK(verdict(scopes[rung - 2], ladder[rung - 1]) == holds);
    }
}

std::string story(const Scope& scope, const Variant& variant, std::size_t property) {
    const Replication machine(scope, variant);
    const SearchResult result = searched(machine, std::uint64_t{1} << property);
    REQUIRE(result.found[property]);
    std::string text;
    for (const Step& step : trail_of(machine, *result.found[property]).steps)
        text += describe(step) + "\n";
    return text;
}

TEST_CASE("ladder: a counterexample reads as a story (KIP-101: a stale high watermark)") {
    CHECK(story(scope(2, 1, 1, 1), high_watermark, 0) ==
          "the controller elects b1\n"
          "the controller takes b2 out of the ISR\n"
          "b1 becomes leader (epoch 1)\n"
          "b2 becomes follower (epoch 1) and cuts its log to 0\n"
          "b1 takes a record\n"
          "b2 copies a record from b1\n"
          "b1 raises its high watermark\n"
          "b2 becomes follower (epoch 2) and cuts its log to 0\n");
}

TEST_CASE("ladder: a counterexample reads as a story (KIP-320: a leader that is cut later)") {
    CHECK(story(scope(3, 2, 2, 2), kip_320_unfenced_truncation, 1) ==
          "the controller elects b1\n"
          "the controller elects b2\n"
          "the controller elects b1\n"
          "b1 becomes leader (epoch 1)\n"
          "b3 becomes follower (epoch 1) and cuts its log to 0\n"
          "b1 takes a record\n"
          "b3 copies a record from b1\n"
          "b3 becomes follower (epoch 3) and cuts its log to 1\n"
          "b1 becomes follower (epoch 2) and cuts its log to 0\n"
          "b1 becomes leader (epoch 3)\n"
          "b1 takes a record\n"
          "b1 puts b2 out of the ISR\n"
          "b1 raises its high watermark\n");
}

TEST_CASE("ladder: with 1, 2 and 7 threads the whole result is the same") {
    const tbb::global_control more_than_cores(tbb::global_control::max_allowed_parallelism, 7);
    for (const Variant& variant : {kip_279, kip_320_first_try, kip_320}) {
        std::vector<SearchResult> results;
        for (const unsigned jobs : {1U, 2U, 7U}) {
            const Replication machine(scope(3, 1, 1, 2), variant, Symmetry::of_replicas);
            results.push_back(searched(machine, 3, jobs));
        }
        CHECK(results[0] == results[1]);
        CHECK(results[0] == results[2]);
    }
}

}  // namespace mqfate::replication::ladder_test
