#include "sim/explore/search/visited.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <set>

namespace mqfate::visited_test {

// Mixes well enough to look like a fingerprint; a bijection of 64 bits (splitmix64's finish).
constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58'476d'1ce4'e5b9U;
    x = (x ^ x >> 27) * 0x94d0'49bb'1331'11ebU;
    return x ^ x >> 31;
}
constexpr Fingerprint nth(std::uint64_t i) { return {mix(i + 1), mix(~i)}; }

TEST_CASE("visited: new once, known ever after, across every growth") {
    Visited visited;
    constexpr std::uint64_t count = 50'000;
    for (std::uint64_t i = 0; i < count; ++i) {
        CHECK_FALSE(visited.contains(nth(i)));
        CHECK(visited.insert(nth(i)));
        CHECK_FALSE(visited.insert(nth(i / 2)));
    }
    CHECK(visited.size() == count);
    for (std::uint64_t i = 0; i < count; ++i) CHECK(visited.contains(nth(i)));
    CHECK_FALSE(visited.contains(nth(count)));
}

TEST_CASE("visited: fingerprints that share one half are told apart") {
    Visited visited;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        CHECK(visited.insert({i, 7}));  // all of one part and one place
        CHECK(visited.insert({7, (i + 1'000) << 40}));
    }
    CHECK(visited.size() == 2'000);
    CHECK_FALSE(visited.insert({999, 7}));
}

TEST_CASE("visited: the ends of the table are places like others") {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    Visited visited;
    for (std::uint64_t i = 0; i < 100;
         ++i) {  // all at the last place, so they go round to the first
        CHECK(visited.insert({most, most - i}));
        CHECK(visited.insert({most, i}));
    }
    for (std::uint64_t i = 0; i < 100; ++i) {
        CHECK(visited.contains({most, most - i}));
        CHECK(visited.contains({most, i}));
    }
    CHECK(visited.size() == 200);
}

TEST_CASE("visited: the fingerprint that looks like a free slot can be visited") {
    Visited visited;
    CHECK_FALSE(visited.contains({}));
    CHECK(visited.insert({}));
    CHECK(visited.contains({}));
    CHECK_FALSE(visited.insert({}));
    CHECK(visited.size() == 1);
}

TEST_CASE("visited: each part has its share, and which part is no matter of order") {
    std::set<unsigned> parts;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        CHECK(Visited::part_of(nth(i)) < Visited::parts);
        parts.insert(Visited::part_of(nth(i)));
    }
    CHECK(parts.size() == Visited::parts);
}

TEST_CASE("visited: at most 34 bytes a world from a million worlds on, whatever their number") {
    Visited visited;
    std::uint64_t i = 0;
    for (const std::uint64_t count : {1'000'000U, 1'300'000U, 1'700'000U, 2'200'000U, 2'900'000U}) {
        for (; i < count; ++i) visited.insert(nth(i));
        CAPTURE(count);
        CHECK(visited.size() == count);
        CHECK(visited.bytes() <= 34 * count);
        CHECK(visited.bytes() >= 16 * count);
    }
}

}  // namespace mqfate::visited_test
