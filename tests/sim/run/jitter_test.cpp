#include "sim/run/jitter.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::jitter_test {

/// The wait where these are drawn, one after the other: 0 is the shortest, 40 ms the longest.
Duration drawing(const Wait& wait, const std::vector<int>& after_the_shortest) {
    std::size_t next = 0;
    const Duration total = jittered(wait, [&](std::uint64_t) {
        return static_cast<std::uint64_t>(milliseconds(after_the_shortest.at(next++)).ns);
    });
    CHECK(next == after_the_shortest.size());
    return total;
}

TEST_CASE("jitter: one draw, from 20 % less to 20 % more") {
    const Wait wait{.fixed = milliseconds(100), .jitter_percent = 20};
    CHECK(drawing(wait, {0}) == milliseconds(80));
    CHECK(drawing(wait, {40}) == milliseconds(120));
    CHECK(drawing({.fixed = milliseconds(100)}, {}) == milliseconds(100));
}

TEST_CASE("jitter: the most is the most, after the jitter") {
    const Wait wait{.fixed = milliseconds(100), .jitter_percent = 20, .most = milliseconds(100)};
    CHECK(drawing(wait, {0}) == milliseconds(80));
    CHECK(drawing(wait, {30}) == milliseconds(100));
}

TEST_CASE("jitter: it may be a time, whatever the fixed part") {
    const Wait wait{.fixed = seconds(30), .jitter = milliseconds(20)};
    CHECK(drawing(wait, {0}) == milliseconds(29'980));
    CHECK(drawing(wait, {40}) == milliseconds(30'020));
}

TEST_CASE("jitter: who draws at each look waits on while the next draw is longer") {
    Wait wait{.fixed = milliseconds(100), .jitter_percent = 20, .drawn_at_each_look = true};
    CHECK(drawing(wait, {10, 5}) == milliseconds(90));
    CHECK(drawing(wait, {10, 10}) == milliseconds(90));
    CHECK(drawing(wait, {10, 20, 30, 29}) == milliseconds(110));
    // At the most there is nothing longer.
    wait.most = milliseconds(100);
    CHECK(drawing(wait, {30, 40}) == milliseconds(100));
}

TEST_CASE("jitter: who looks before it is over goes on only if the next draw is longer") {
    const Wait wait{.fixed = milliseconds(100), .jitter_percent = 20, .drawn_at_each_look = true};
    const auto looking_after = [&](int gone, int after_the_shortest) {
        int draws = 0;
        const auto draw = [&](std::uint64_t) -> std::uint64_t {
            return draws++ == 0 ? static_cast<std::uint64_t>(milliseconds(after_the_shortest).ns)
                                : 0;
        };
        return jittered(wait, draw, milliseconds(gone));
    };
    CHECK(looking_after(90, 5) == milliseconds(90));  // 85: it is over now
    CHECK(looking_after(90, 15) == milliseconds(95));
    CHECK(looking_after(70, 5) == milliseconds(85));
}

TEST_CASE("jitter: drawn at each look it is longer on average (80 + 40 (e - 2) = 108.7 of 100)") {
    const Luck luck(1, 0);
    std::uint64_t draws = 0;
    const Wait wait{.fixed = milliseconds(100), .jitter_percent = 20, .drawn_at_each_look = true};
    std::int64_t sum = 0;
    constexpr int waits = 20'000;
    for (int i = 0; i < waits; ++i)
        sum += jittered(wait, [&](std::uint64_t limit) {
                   return below(luck.draw(Purpose::timer_jitter, 0, draws++), limit);
               }).ns;
    // The deviation of one is below 12 ms, so that of the mean is below 0.1 ms.
    CHECK(sum / waits > microseconds(108'300).ns);
    CHECK(sum / waits < microseconds(109'100).ns);
}

}  // namespace mqfate::jitter_test
