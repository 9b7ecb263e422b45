#include "sim/base/difference_constraints.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/ensure.hpp"
#include "sim/base/wide.hpp"

namespace mqfate {
namespace {

constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

Duration saturated(SignedWide ns) {
    constexpr auto most = static_cast<SignedWide>(std::numeric_limits<std::int64_t>::max());
    constexpr auto least = static_cast<SignedWide>(std::numeric_limits<std::int64_t>::min());
    return {static_cast<std::int64_t>(std::clamp(ns, least, most))};
}

}  // namespace

std::size_t DifferenceConstraints::add(std::uint32_t from, std::uint32_t to, Duration least) {
    ENSURE(from < variables_ && to < variables_, "a constraint on a variable that is not there");
    constraints_.push_back({from, to, least});
    return constraints_.size() - 1;
}

DifferenceConstraints::Solution DifferenceConstraints::solve() const {
    std::vector<SignedWide> values(variables_, 0);
    std::vector<std::size_t> raised_by(variables_, nothing);
    std::size_t raised = nothing;  // the last variable of a round that was
    for (std::size_t round = 0; round <= variables_ && values[0] == 0; ++round) {
        raised = nothing;
        for (std::size_t i = 0; i < constraints_.size(); ++i) {
            const Constraint& c = constraints_[i];
            if (values[c.from] + c.least.ns <= values[c.to]) continue;
            values[c.to] = values[c.from] + c.least.ns;
            raised_by[c.to] = i;
            raised = c.to;
        }
        if (raised == nothing) break;
    }
    Solution solution;
    if (raised == nothing) {
        for (const SignedWide value : values) solution.values.push_back(saturated(value));
        return solution;
    }
    solution.contradiction = cycle(raised_by, values[0] > 0 ? 0 : raised);
    return solution;
}

// What is raised after as many rounds as there are variables is raised along a cycle. Variable 0 is
// raised by one, or by a path from a variable that nothing raised: that is at least 0 by itself.
std::vector<std::size_t> DifferenceConstraints::cycle(const std::vector<std::size_t>& raised_by,
                                                      std::size_t begin) const {
    std::size_t at = begin;
    for (std::size_t i = 0; i < variables_ && raised_by[at] != nothing; ++i)
        at = constraints_[raised_by[at]].from;
    if (raised_by[at] != nothing) begin = at;
    std::vector<std::size_t> places;
    at = begin;
    do {
        places.push_back(raised_by[at]);
        at = constraints_[raised_by[at]].from;
    } while (at != begin && raised_by[at] != nothing);
    std::reverse(places.begin(), places.end());
    return places;
}

}  // namespace mqfate
