#include "sim/base/delay.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace mqfate::delay_test {

constexpr Luck luck{42, 7};
constexpr std::uint64_t many = 100'000;

Duration at(const Delay& delay, std::uint64_t occurrence) {
    return draw(delay, luck, Purpose::link_delay, 3, occurrence);
}

struct Sample {
    double mean = 0;
    double deviation = 0;
    std::vector<Duration> sorted;
    double share_up_to(Duration limit) const {
        const auto end = std::upper_bound(sorted.begin(), sorted.end(), limit);
        return static_cast<double>(end - sorted.begin()) / static_cast<double>(sorted.size());
    }
};

Sample sample(const Delay& delay) {
    Sample s;
    double squares = 0;
    for (std::uint64_t i = 0; i < many; ++i) {
        s.sorted.push_back(at(delay, i));
        const auto ns = static_cast<double>(s.sorted.back().ns);
        s.mean += ns / many;
        squares += ns * ns / many;
    }
    s.deviation = std::sqrt(squares - s.mean * s.mean);
    std::sort(s.sorted.begin(), s.sorted.end());
    return s;
}

Delay plus(Duration at_least, Delay delay) {
    delay.at_least = at_least;
    return delay;
}

/// Half within 1 ms, evenly; nine of ten within 3 ms; the rest up to 13 ms.
Delay measured() {
    return {.kind = Delay::Kind::quantiles,
            .points = {{{0, 1}, {}},
                       {{1, 2}, milliseconds(1)},
                       {{9, 10}, milliseconds(3)},
                       {{1, 1}, milliseconds(13)}}};
}

Delay mixture() {
    return {.kind = Delay::Kind::mix,
            .parts = {{9, Delay::constant(milliseconds(1))},
                      {1, Delay::exponential(milliseconds(20))}}};
}

TEST_CASE("delay: exact draws, the same on every platform") {
    const auto draws = [](const Delay& delay) {
        return std::vector<std::int64_t>{at(delay, 0).ns, at(delay, 1).ns, at(delay, 2).ns,
                                         at(delay, 3).ns};
    };
    using Draws = std::vector<std::int64_t>;
    CHECK(draws(Delay::constant({7})) == Draws{7, 7, 7, 7});
    CHECK(draws(Delay::uniform(microseconds(200), microseconds(400))) ==
          Draws{303'125, 344'979, 235'379, 367'462});
    CHECK(draws(Delay::exponential(milliseconds(1))) ==
          Draws{662'371, 321'730, 1'732'195, 177'564});
    CHECK(draws(Delay::erlang(3, milliseconds(1))) ==
          Draws{1'062'102, 1'628'165, 1'328'187, 491'432});
}

TEST_CASE("delay: each distribution has its mean, and so has what mean() says") {
    struct Case {
        const char* name;
        Delay delay;
        Duration mean;
        double deviation;
    };
    const Case cases[] = {
        {"constant", Delay::constant(milliseconds(2)), milliseconds(2), 0},
        // (6 - 2) ms / sqrt(12)
        {"uniform", Delay::uniform(milliseconds(2), milliseconds(6)), milliseconds(4), 1'154'700},
        {"exponential", Delay::exponential(milliseconds(2)), milliseconds(2), 2e6},
        // 2 ms / sqrt(4)
        {"erlang", Delay::erlang(4, milliseconds(2)), milliseconds(2), 1e6},
        {"shifted", plus(milliseconds(5), Delay::exponential(milliseconds(2))), milliseconds(7),
         2e6},
        // 0.5 * 0.5 + 0.4 * 2 + 0.1 * 8 ms; second moment 0.5 / 3 + 0.4 * (4 + 1 / 3) +
        // 0.1 * (64 + 100 / 12) = 9.1333 ms^2, less 1.85^2
        {"quantiles", measured(), microseconds(1'850), 2'389'735},
        // 0.9 * 1 + 0.1 * 20 ms; second moment 0.9 * 1 + 0.1 * 800 = 80.9 ms^2, less 2.9^2
        {"mix", mixture(), microseconds(2'900), 8'514'107},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(std::abs(mean(c.delay).ns - c.mean.ns) <= 4);
        const Sample s = sample(c.delay);
        // Four standard errors of 100,000 draws, and the rounding down.
        CHECK(std::abs(s.mean - static_cast<double>(c.mean.ns)) <
              4 * c.deviation / std::sqrt(static_cast<double>(many)) + 4);
        CHECK(s.deviation == doctest::Approx(c.deviation).epsilon(0.02));
        CHECK(s.sorted.front() >= smallest(c.delay));
    }
}

TEST_CASE("delay: the share of draws up to a limit is that of the distribution") {
    // 100,000 draws: four standard errors are at most 4 * 0.5 / 316 = 0.0063.
    const auto near = [](double share) { return doctest::Approx(share).epsilon(0.01); };
    const Sample exponential = sample(Delay::exponential(milliseconds(1)));
    CHECK(exponential.share_up_to(milliseconds(1)) == near(0.6321));  // 1 - 1/e
    CHECK(exponential.share_up_to(milliseconds(3)) == near(0.9502));  // 1 - e^-3
    const Sample quantiles = sample(measured());
    CHECK(quantiles.share_up_to(microseconds(500)) == near(0.25));
    CHECK(quantiles.share_up_to(milliseconds(1)) == near(0.5));
    CHECK(quantiles.share_up_to(milliseconds(2)) == near(0.7));
    CHECK(quantiles.share_up_to(milliseconds(3)) == near(0.9));
    CHECK(quantiles.share_up_to(milliseconds(8)) == near(0.95));
    const Sample erlang = sample(Delay::erlang(2, milliseconds(2)));
    CHECK(erlang.share_up_to(milliseconds(2)) == near(0.5940));  // 1 - 3 e^-2
    const Sample mix = sample(mixture());
    CHECK(mix.share_up_to(microseconds(999)) < 0.01);  // 0.1 * (1 - e^-0.05) = 0.0049
    CHECK(mix.share_up_to(milliseconds(1)) == near(0.9049));
}

TEST_CASE("delay: uniform reaches both ends, and nothing is shorter than smallest() says") {
    const Sample s = sample(Delay::uniform({5}, {9}));
    CHECK(s.sorted.front() == Duration{5});
    CHECK(s.sorted.back() == Duration{9});
    CHECK(smallest(Delay::uniform({5}, {9})) == Duration{5});
    CHECK(smallest(Delay::exponential(seconds(1))) == Duration{});
    CHECK(smallest(plus({3}, Delay::erlang(2, seconds(1)))) == Duration{3});
    CHECK(smallest(measured()) == Duration{});
    Delay never_the_first = mixture();
    never_the_first.parts = {{0, Delay::constant({1})}, {1, Delay::constant({8})}};
    CHECK(smallest(never_the_first) == Duration{8});
    CHECK(sample(never_the_first).sorted.front() == Duration{8});
}

TEST_CASE("delay: the largest draw has no bound where a part is exponential") {
    CHECK(largest(Delay::constant({7})) == Duration{7});
    CHECK(largest(plus({3}, Delay::uniform({5}, {9}))) == Duration{12});  // 3 + 9
    CHECK(largest(Delay::exponential(seconds(1))) == forever());
    CHECK(largest(Delay::erlang(2, seconds(1))) == forever());
    CHECK(largest(measured()) == milliseconds(13));
    Delay two = mixture();
    two.parts = {
        {0, Delay::exponential({1})}, {1, Delay::constant({8})}, {1, Delay::constant({2})}};
    CHECK(largest(two) == two.at_least + Duration{8});
    two.parts[0].first = 1;
    CHECK(largest(two) == forever());
}

TEST_CASE("delay: a step in the quantiles is a value that many draws have") {
    const Delay step{.kind = Delay::Kind::quantiles,
                     .points = {{{0, 1}, milliseconds(1)},
                                {{1, 2}, milliseconds(1)},
                                {{1, 2}, milliseconds(5)},
                                {{1, 1}, milliseconds(5)}}};
    const Sample s = sample(step);
    CHECK(s.sorted.front() == milliseconds(1));
    CHECK(s.sorted.back() == milliseconds(5));
    CHECK(s.share_up_to(milliseconds(4)) == doctest::Approx(0.5).epsilon(0.02));
}

TEST_CASE("delay: a mean without end stays within a duration") {
    CHECK(exponential(forever(), 0) == forever());
    CHECK(exponential(forever(), ~std::uint64_t{0}) == Duration{});
    CHECK(at(plus(forever(), Delay::constant(seconds(1))), 0) == forever());
}

TEST_CASE("delay: equal when all of it is equal") {
    CHECK(mixture() == mixture());
    Delay other = mixture();
    other.parts[1].second.low += Duration{1};
    CHECK_FALSE(mixture() == other);
    CHECK_FALSE(Delay::constant({1}) == Delay::exponential({1}));
}

TEST_CASE("delay: two shares of a delay, drawn by one luck, make up the whole") {
    for (const Delay& whole : {Delay::constant(milliseconds(9)), Delay::exponential(seconds(1)),
                               Delay::uniform(milliseconds(3), milliseconds(8)),
                               Delay::erlang(3, milliseconds(30)), mixture()})
        for (std::uint64_t i = 0; i < 100; ++i) {
            const auto drawn = [&](const Delay& delay) {
                return draw(delay, luck, Purpose::timer_delay, 1, i);
            };
            const Duration sum = drawn(scaled(whole, {1, 3})) + drawn(scaled(whole, {2, 3}));
            const Duration off = drawn(whole) - sum;
            CHECK(off >= Duration{-100});
            CHECK(off <= Duration{100});
        }
    CHECK(scaled(mixture(), Ratio::one()) == mixture());
}

}  // namespace mqfate::delay_test
