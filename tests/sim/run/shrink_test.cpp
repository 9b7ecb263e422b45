// Delta debugging against lists whose culprits, and whose numbers of trials, are known.
#include "sim/run/shrink.hpp"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

namespace mqfate::shrink_test {

struct Search {
    Kept kept;
    std::size_t trials = 0;
    std::set<Kept> different;
};

/// Shows as long as all of `culprits` are there.
Search search(std::size_t size, const Kept& culprits) {
    Search s;
    s.kept = smallest_list(size, [&](const Kept& kept) {
        ++s.trials;
        s.different.insert(kept);
        return std::includes(kept.begin(), kept.end(), culprits.begin(), culprits.end());
    });
    return s;
}

TEST_CASE("shrink: one culprit of 64 is found in two trials a halving, wherever it is") {
    for (std::size_t culprit = 0; culprit < 64; ++culprit) {
        const Search s = search(64, {culprit});
        CHECK(s.kept == Kept{culprit});
        CHECK(s.trials <= 13);  // nothing at all, then 2 * log2(64) = 12
    }
}

TEST_CASE("shrink: any two culprits of 16 are found, both") {
    for (std::size_t a = 0; a < 16; ++a)
        for (std::size_t b = a + 1; b < 16; ++b) {
            const Search s = search(16, {a, b});
            CHECK(s.kept == Kept{a, b});
            CHECK(s.trials <= 16 * 16 + 3 * 16 + 1);
        }
}

TEST_CASE("shrink: where every element is needed, the trials stay within n^2 + 3n + 1") {
    for (const std::size_t n : {1U, 2U, 3U, 7U, 16U}) {
        Kept all(n);
        std::iota(all.begin(), all.end(), std::size_t{0});
        const Search s = search(n, all);
        CHECK(s.kept == all);
        CHECK(s.trials <= n * n + 3 * n + 1);
    }
}

TEST_CASE("shrink: what needs no element at all is told by the first trial") {
    const Search s = search(100, {});
    CHECK(s.kept.empty());
    CHECK(s.trials == 1);
    CHECK(search(0, {}).trials == 0);
}

TEST_CASE("shrink: of two ways to show it one is left, and nothing beside it") {
    const auto either = [](const Kept& kept) {
        const auto has = [&](std::size_t i) {
            return std::binary_search(kept.begin(), kept.end(), i);
        };
        return (has(3) && has(29)) || (has(4) && has(9) && has(17));
    };
    const Kept kept = smallest_list(31, either);
    CHECK(either(kept));
    for (std::size_t leave = 0; leave < kept.size(); ++leave) {
        Kept less = kept;
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(leave));
        CHECK_FALSE(either(less));
    }
}

TEST_CASE("shrink: the smallest number of a threshold is the threshold") {
    for (std::uint64_t threshold = 1; threshold <= 1'000; ++threshold) {
        std::uint64_t trials = 0;
        const std::uint64_t found = smallest_number(1, 1'000, [&](std::uint64_t n) {
            ++trials;
            return n >= threshold;
        });
        CHECK(found == threshold);
        CHECK(trials <= 20);  // ten steps double from 1 to beyond 999, and 2^9 is left to halve
    }
}

TEST_CASE("shrink: the search for a number meets small ones first") {
    // From 1 in steps of 1, 2, 4, ...: 1, 2, 4 do not show it, 8 does; then 6 and 7 do not.
    std::vector<std::uint64_t> asked;
    const std::uint64_t found = smallest_number(1, 1'000'000, [&](std::uint64_t n) {
        asked.push_back(n);
        return n == 8 || n == 1'000'000;
    });
    CHECK(found == 8);
    CHECK(asked == std::vector<std::uint64_t>{1, 2, 4, 8, 6, 7});
}

TEST_CASE("shrink: if only the largest number shows it, that is the smallest") {
    CHECK(smallest_number(1, 1'000, [](std::uint64_t) { return false; }) == 1'000);
    CHECK(smallest_number(5, 5, [](std::uint64_t) { return false; }) == 5);
}

}  // namespace mqfate::shrink_test
