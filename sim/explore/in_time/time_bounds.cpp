#include "sim/explore/in_time/time_bounds.hpp"

namespace mqfate {
namespace {

constexpr Duration hundred_years = seconds(std::int64_t{36'525} * 86'400);

void add(DifferenceConstraints& system, const TimeBound& bound) {
    if (bound.at_most)
        system.add(bound.later, bound.earlier, Duration{-bound.by.ns});
    else
        system.add(bound.earlier, bound.later, bound.by);
}

}  // namespace

void TimeBounds::at_least(std::uint32_t earlier, std::uint32_t later, Duration by, TimeBound what) {
    what.earlier = earlier;
    what.later = later;
    what.by = by;
    what.at_most = false;
    bounds_.push_back(what);
}

void TimeBounds::at_most(std::uint32_t earlier, std::uint32_t later, Duration by, TimeBound what) {
    if (by == forever()) return;
    what.earlier = earlier;
    what.later = later;
    what.by = by;
    what.at_most = true;
    bounds_.push_back(what);
}

void TimeBounds::usually(std::uint32_t earlier, std::uint32_t later, Duration by) {
    wishes_.push_back({earlier, later, by});
}

InTime TimeBounds::solve(bool usually) const {
    DifferenceConstraints system(std::size_t{steps_} + 1);
    std::vector<TimeBound> bounds = bounds_;  // by place in the system
    for (std::uint32_t step = 1; step <= steps_; ++step) {
        TimeBound order;
        order.earlier = step - 1;
        order.later = step;
        bounds.push_back(order);
    }
    TimeBound end;
    end.later = steps_;
    end.by = hundred_years;
    end.at_most = true;
    bounds.push_back(end);
    for (const TimeBound& bound : bounds) add(system, bound);

    InTime result;
    DifferenceConstraints::Solution best = system.solve();
    for (const std::size_t place : best.contradiction) result.forbidding.push_back(bounds[place]);
    if (!best.exists()) return result;
    for (const Wish& wish : usually ? wishes_ : std::vector<Wish>{}) {
        system.add(wish.earlier, wish.later, wish.by);
        DifferenceConstraints::Solution granted = system.solve();
        if (granted.exists())
            best = std::move(granted);
        else
            system.drop_last();
    }
    result.at.assign(best.values.begin() + 1, best.values.end());
    return result;
}

}  // namespace mqfate
