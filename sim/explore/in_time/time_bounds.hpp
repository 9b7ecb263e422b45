// The bounds on the instants of a path's steps, collected one by one and then solved.
//
// Besides what is added: steps come in their order, all at one instant if they may; and no path is
// longer than a hundred years, so that what never happens contradicts that. Of all solutions, one
// is taken in which as much as can be takes its usual time, so that the timed story looks like one
// of many runs and not like the one in which everything hurries.
// Tested by: tests/sim/explore/in_time/time_bounds_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/difference_constraints.hpp"
#include "sim/explore/in_time/time_bound.hpp"

namespace mqfate {

class TimeBounds {
public:
    explicit TimeBounds(std::uint32_t steps) : steps_(steps) {}

    /// Step `later` comes at least so long after `earlier`. `what`: only what it is about counts.
    void at_least(std::uint32_t earlier, std::uint32_t later, Duration by, TimeBound what);
    /// Step `later` comes at most so long after `earlier`; forever(): that says nothing.
    void at_most(std::uint32_t earlier, std::uint32_t later, Duration by, TimeBound what);
    /// A wish that step `later` comes at least so long after `earlier`: granted, in the order of
    /// asking, where nothing forbids it.
    void usually(std::uint32_t earlier, std::uint32_t later, Duration by);

    const std::vector<TimeBound>& all() const { return bounds_; }
    /// An instant for each step, or bounds that contradict each other. `usually`: wishes are
    /// granted, at the cost of one more solution for each of them.
    InTime solve(bool usually = true) const;

private:
    struct Wish {
        std::uint32_t earlier = 0;
        std::uint32_t later = 0;
        Duration by{};
    };

    std::uint32_t steps_;
    std::vector<TimeBound> bounds_;
    std::vector<Wish> wishes_;
};

}  // namespace mqfate
