#include "sim/base/difference_constraints.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::difference_constraints_test {

using Values = std::vector<Duration>;

TEST_CASE("difference constraints: without any, all is at 0") {
    CHECK(DifferenceConstraints(3).solve().values == Values{{0}, {0}, {0}});
}

TEST_CASE("difference constraints: a chain adds up, and the longest of two ways counts") {
    DifferenceConstraints system(4);
    system.add(0, 1, {5});
    system.add(1, 3, {7});
    system.add(0, 2, {4});
    system.add(2, 3, {9});  // 4 + 9 = 13 > 5 + 7
    CHECK(system.solve().values == Values{{0}, {5}, {4}, {13}});
}

TEST_CASE("difference constraints: at most is at least backwards, and moves the other end") {
    DifferenceConstraints system(3);
    system.add(0, 2, {100});
    system.add(2, 1, {-30});  // x2 - x1 <= 30, so x1 >= 70
    CHECK(system.solve().values == Values{{0}, {70}, {100}});
}

TEST_CASE("difference constraints: a contradiction is told as the cycle that makes it") {
    DifferenceConstraints system(4);
    system.add(0, 1, {1});
    const std::size_t answer = system.add(3, 1, {-2});  // x3 - x1 <= 2
    system.add(0, 2, {1});
    const std::size_t time_out = system.add(1, 3, {100});
    const auto solution = system.solve();
    CHECK_FALSE(solution.exists());
    REQUIRE(solution.contradiction.size() == 2);
    const auto& [a, b] = std::pair(solution.contradiction[0], solution.contradiction[1]);
    CHECK(((a == answer && b == time_out) || (a == time_out && b == answer)));
    system.drop_last();
    CHECK(system.solve().exists());
}

TEST_CASE("difference constraints: nothing pushes the beginning away") {
    DifferenceConstraints system(2);
    const std::size_t pushed = system.add(1, 0, {1});  // x1 >= 0, so x0 >= 1
    CHECK(system.solve().contradiction == std::vector{pushed});
}

TEST_CASE("difference constraints: sums beyond a duration are exact, and saturate at the end") {
    DifferenceConstraints system(4);
    system.add(0, 1, forever());
    system.add(1, 2, forever());
    system.add(2, 3, {-forever().ns});
    const auto solution = system.solve();
    CHECK(solution.values == Values{{0}, forever(), forever(), forever()});
    system.add(2, 0, {-forever().ns});  // x2 <= forever, and it is twice that
    CHECK_FALSE(system.solve().exists());
}

/// Every assignment with values in [0, most], the least first in each variable: brute force.
class BruteForce {
public:
    BruteForce(const DifferenceConstraints& system, std::size_t variables, int most)
        : system_(system), values_(variables), least_(variables, most + 1) {
        for (bool more = true; more; more = next(most)) {
            if (!holds()) continue;
            any_ = true;
            for (std::size_t i = 0; i < variables; ++i) least_[i] = std::min(least_[i], values_[i]);
        }
    }
    bool any() const { return any_; }
    Values least() const {
        Values values;
        for (const int value : least_) values.push_back({value});
        return values;
    }

private:
    bool next(int most) {
        for (std::size_t i = 1; i < values_.size(); ++i) {
            if (++values_[i] <= most) return true;
            values_[i] = 0;
        }
        return false;
    }
    bool holds() const {
        for (const auto& c : system_.constraints())
            if (values_[c.to] - values_[c.from] < c.least.ns) return false;
        return true;
    }

    const DifferenceConstraints& system_;
    std::vector<int> values_;
    std::vector<int> least_;
    bool any_ = false;
};

TEST_CASE("difference constraints: random systems, against every assignment there is") {
    constexpr std::uint32_t variables = 5;
    constexpr std::uint64_t constraints = 7;
    // Values of a least solution are sums of at most 4 constraints of at most 3: 12.
    constexpr int most = 12;
    int solved = 0;
    int contradictory = 0;
    for (std::uint64_t run = 0; run < 200; ++run) {
        const Luck luck{1, run};
        DifferenceConstraints system(variables);
        for (std::uint64_t i = 0; i < constraints; ++i) {
            const auto draw = [&](std::uint64_t what, std::uint64_t n) {
                return below(luck.draw(Purpose::timer_delay, what, i), n);
            };
            const auto from = static_cast<std::uint32_t>(draw(0, variables));
            const auto to =
                static_cast<std::uint32_t>((from + 1 + draw(1, variables - 1)) % variables);
            system.add(from, to, {static_cast<std::int64_t>(draw(2, 9)) - 5});  // -5 to 3
        }
        const BruteForce all(system, variables, most);
        const auto solution = system.solve();
        CAPTURE(run);
        REQUIRE(solution.exists() == all.any());
        if (solution.exists()) {
            CHECK(solution.values == all.least());
            ++solved;
            continue;
        }
        ++contradictory;
        Duration sum{};
        for (std::size_t i = 0; i < solution.contradiction.size(); ++i) {
            const auto& c = system.constraints()[solution.contradiction[i]];
            sum += c.least;
            if (i > 0) CHECK(system.constraints()[solution.contradiction[i - 1]].to == c.from);
        }
        CHECK(sum > Duration{});
    }
    CHECK(solved > 20);
    CHECK(contradictory > 20);
}

}  // namespace mqfate::difference_constraints_test
