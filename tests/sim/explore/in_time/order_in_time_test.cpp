#include "sim/explore/in_time/order_in_time.hpp"

#include "sim/explore/in_time/time_bounds.hpp"
#include "tests/sim/explore/counted_paths.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace mqfate::order_in_time_test {

using test::any;
using test::Counters;
using test::walk;
using Steps = std::vector<Counters::Step>;

/// The first step of counter 0 comes after 10 ns; one of counter 1 is due after `soon`.
InTime slow_and_soon(const Steps& steps, Duration soon) {
    const auto n = static_cast<std::uint32_t>(steps.size());
    TimeBounds bounds(n);
    bool came = false;
    for (std::uint32_t i = 0; i < n; ++i)
        if (steps[i].counter == 0) {
            bounds.at_least(0, i + 1, {10}, {.of = TimeBound::Of::timer});
        } else {
            bounds.at_most(0, i + 1, soon, {.of = TimeBound::Of::packet});
            came = true;
        }
    if (!came)
        bounds.at_most(0, n, soon, {.of = TimeBound::Of::packet, .then = TimeBound::Then::awaits});
    return bounds.solve();
}
InTime order(Trail<Counters>& trail, const Counters& machine, Duration soon) {
    OrderInTime ordered(
        machine, any, [soon](const Steps& steps) { return slow_and_soon(steps, soon); },
        [](const TimeBound&, Counters::Step step, const Counters::State&) {
            return step.counter == 1;
        },
        [](Counters::Step step, const Counters::State&) { return step.counter; });
    return ordered.find(trail);
}

TEST_CASE("order in time: what comes too late goes before what makes it wait") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {1}});
    CHECK_FALSE(slow_and_soon(trail.steps, {5}).feasible());
    CHECK(order(trail, machine, {5}).at == std::vector<Duration>{{0}, {0}, {10}});
    CHECK(trail.steps == Steps{{1}, {1}, {0}});
}

TEST_CASE("order in time: what a shortest path leaves out is put in where it is due") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {0}});
    CHECK(order(trail, machine, {5}).at == std::vector<Duration>{{0}, {10}, {10}});
    CHECK(trail.steps == Steps{{1}, {0}, {0}});
}

TEST_CASE(
    "order in time: where no order helps, it is a path all the same, and what forbids it is told") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}});
    const InTime timed = order(trail, machine, {-1});
    bool told = false;
    for (const TimeBound& bound : timed.forbidding)
        told = told || (bound.of == TimeBound::Of::packet && bound.by == Duration{-1});
    CHECK(told);
    CHECK(timed.at.empty());
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
    CHECK(trail.worlds.back() == Counters::State{1, 1});
}

TEST_CASE("order in time: where no order helps, nothing that was put in is told") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {0}});
    // A step of counter 1 is put in, since it is awaited, and comes too late wherever it comes.
    const InTime timed = order(trail, machine, {-1});
    CHECK_FALSE(timed.feasible());
    CHECK_FALSE(timed.forbidding.empty());
    CHECK(trail.steps == Steps{{0}, {0}});
}

}  // namespace mqfate::order_in_time_test
