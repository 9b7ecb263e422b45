// A system of difference constraints: the least values of x(0) = 0 and x(1), x(2), ... >= 0 for
// which every x(to) - x(from) >= least holds; or constraints that contradict each other.
//
// "At most" is the same backwards: x(to) - x(from) <= most is x(from) - x(to) >= -most. The least
// solution is the longest path from 0 in the graph of the constraints; there is none exactly where
// a cycle is longer than 0. Bellman and Ford's algorithm (Cormen et al., Introduction to
// Algorithms, "Difference constraints and shortest paths") with the signs turned round.
// Sums are exact in 128 bits. Tested by: tests/sim/base/difference_constraints_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"

namespace mqfate {

class DifferenceConstraints {
public:
    struct Constraint {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Duration least{};
        friend bool operator==(const Constraint&, const Constraint&) = default;
    };
    struct Solution {
        /// By variable: the least value of each. Empty: there is no solution.
        std::vector<Duration> values;
        /// Without a solution: the places of constraints, each from where the one before led to,
        /// by which some x(a) > x(a), or x(0) > 0.
        std::vector<std::size_t> contradiction;
        bool exists() const { return !values.empty(); }
    };

    /// Variables are 0 to `variables` - 1. Requires: one at least.
    explicit DifferenceConstraints(std::size_t variables) : variables_(variables) {}

    /// x(to) - x(from) >= least. Returns its place.
    std::size_t add(std::uint32_t from, std::uint32_t to, Duration least);
    void drop_last() { constraints_.pop_back(); }
    const std::vector<Constraint>& constraints() const { return constraints_; }

    Solution solve() const;

private:
    std::vector<std::size_t> cycle(const std::vector<std::size_t>& raised_by,
                                   std::size_t begin) const;

    std::size_t variables_;
    std::vector<Constraint> constraints_;
};

}  // namespace mqfate
