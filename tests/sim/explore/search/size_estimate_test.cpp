#include "sim/explore/search/size_estimate.hpp"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

namespace mqfate::size_estimate_test {

/// The binomial coefficients of 40, from both of which layers of independent steps are made.
std::vector<std::uint64_t> bell(std::size_t layers) {
    std::vector<std::uint64_t> widths{1};
    for (std::uint64_t k = 1; k < layers; ++k)
        widths.push_back(widths.back() * (41 - k) / k);  // (40 over k)
    return widths;
}

TEST_CASE("size estimate: from half of a bell the whole is guessed to within half and twice") {
    const double whole = std::pow(2.0, 40);  // the sum of (40 over k)
    const auto guess = estimated_size(bell(21));
    REQUIRE(guess);
    CHECK(static_cast<double>(*guess) > 0.5 * whole);
    CHECK(static_cast<double>(*guess) < 2 * whole);
}

TEST_CASE("size estimate: near the end it is the sum of what is there") {
    const auto layers = bell(41);
    const auto sum = std::accumulate(layers.begin(), layers.end(), std::uint64_t{0});
    const auto guess = estimated_size(layers);
    REQUIRE(guess);
    CHECK(static_cast<double>(*guess) < 1.01 * static_cast<double>(sum));
    CHECK(*guess >= sum);
}

TEST_CASE("size estimate: it is silent with few layers, and while growth does not slow") {
    CHECK_FALSE(estimated_size({}));
    CHECK_FALSE(estimated_size(bell(9)));
    std::vector<std::uint64_t> doubling{1};
    while (doubling.size() < 30) doubling.push_back(2 * doubling.back());
    CHECK_FALSE(estimated_size(doubling));
}

}  // namespace mqfate::size_estimate_test
