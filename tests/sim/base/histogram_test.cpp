#include "sim/base/histogram.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::histogram_test {

constexpr Ratio shares[] = {{0, 1}, {1, 100}, {1, 2}, {9, 10}, {99, 100}, {999, 1'000}, {1, 1}};

/// Durations of every magnitude: a uniform word, shifted down by a uniform number of bits.
std::vector<Duration> durations(std::uint64_t run, std::size_t count) {
    const Luck luck{5, run};
    std::vector<Duration> list;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t shift = 1 + below(luck.draw(Purpose::test, 0, i), 62);
        list.push_back({static_cast<std::int64_t>(luck.draw(Purpose::test, 1, i) >> shift)});
    }
    return list;
}

TEST_CASE("histogram: quantiles lie above the exact ones by less than 1 percent") {
    auto list = durations(0, 10'000);
    Histogram histogram;
    for (const Duration d : list) histogram.add(d);
    std::sort(list.begin(), list.end());
    CHECK(histogram.count() == 10'000);
    CHECK(histogram.min() == list.front());
    CHECK(histogram.max() == list.back());
    for (const Ratio share : shares) {
        CAPTURE(share.numerator);
        // The smallest duration that at least `share` of all do not exceed: rank rounded up.
        const std::size_t rank =
            (10'000 * share.numerator + share.denominator - 1) / share.denominator;
        const Duration exact = list[std::max<std::size_t>(rank, 1) - 1];
        const Duration got = histogram.quantile(share);
        CHECK(got >= exact);
        CHECK(got.ns - exact.ns <= exact.ns / 128);
    }
}

TEST_CASE("histogram: small numbers are exact") {
    Histogram histogram;
    for (std::int64_t ns = 1; ns <= 200; ++ns) histogram.add({ns});
    for (std::uint32_t percent = 1; percent <= 100; ++percent)
        CHECK(histogram.quantile({percent, 100}) == Duration{2 * percent});
    CHECK(histogram.mean() == Duration{100});  // 20,100 / 200 = 100.5, rounded down
}

TEST_CASE("histogram: merged in any order and grouping, it is the one of all durations") {
    Histogram all;
    Histogram parts[3];
    for (std::uint64_t part = 0; part < 3; ++part)
        for (const Duration d : durations(part, 500 * (part + 1))) {
            all.add(d);
            parts[part].add(d);
        }
    Histogram forward = parts[0];
    forward.merge(parts[1]);
    forward.merge(parts[2]);
    Histogram backward = parts[2];
    backward.merge(parts[1]);
    backward.merge(parts[0]);
    for (const Histogram* merged : {&forward, &backward}) {
        CHECK(merged->count() == 3'000);
        CHECK(merged->min() == all.min());
        CHECK(merged->max() == all.max());
        CHECK(merged->mean() == all.mean());
        for (const Ratio share : shares) CHECK(merged->quantile(share) == all.quantile(share));
    }
}

TEST_CASE("histogram: an empty one and a cleared one know nothing") {
    Histogram histogram;
    for (int round = 0; round < 2; ++round) {
        CHECK(histogram.count() == 0);
        CHECK(histogram.min() == Duration{});
        CHECK(histogram.max() == Duration{});
        CHECK(histogram.mean() == Duration{});
        CHECK(histogram.quantile({1, 2}) == Duration{});
        histogram.add(seconds(5));
        CHECK(histogram.min() == seconds(5));
        CHECK(histogram.quantile({1, 2}) == seconds(5));  // the maximum bounds the bucket
        histogram.clear();
    }
}

TEST_CASE("histogram: the ends of what a duration can be") {
    Histogram histogram;
    histogram.add({-1});
    CHECK(histogram.max() == Duration{});
    for (int i = 0; i < 3; ++i) histogram.add(forever());
    CHECK(histogram.min() == Duration{});
    CHECK(histogram.quantile(Ratio::one()) == forever());
    // 3 (2^63 - 1) / 4: the sum does not wrap.
    CHECK(histogram.mean() == Duration{forever().ns / 4 * 3 + 2});
}

}  // namespace mqfate::histogram_test
