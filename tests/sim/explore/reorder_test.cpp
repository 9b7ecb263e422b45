#include "sim/explore/reorder.hpp"

#include "sim/explore/time_bounds.hpp"
#include "tests/sim/explore/counters.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace mqfate {
namespace {

using test::Counters;
using Steps = std::vector<Counters::Step>;

bool any(const Findings&) { return true; }

Trail<Counters> walk(const Counters& machine, const Steps& steps) {
    Trail<Counters> trail;
    trail.worlds.push_back(machine.begin.front());
    for (const Counters::Step step : steps) {
        Counters::State next = trail.worlds.back();
        machine.take(next, step);
        trail.worlds.push_back(next);
        trail.steps.push_back(step);
    }
    return trail;
}
Reorder<Counters, bool (*)(const Findings&)> reorder(const Counters& machine) {
    return {machine, any};
}

TEST_CASE("reorder: neighbours change places where the world after both is the same") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {1}});
    CHECK(reorder(machine).swap(trail, 0));
    CHECK(trail.steps == Steps{{1}, {0}, {1}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
    Trail<Counters> same = walk(machine, {{1}, {1}});
    CHECK_FALSE(reorder(machine).swap(same, 0));
}

TEST_CASE("reorder: a step takes along what it needs") {
    const Counters machine{.n = 3, .k = 3};
    Trail<Counters> trail = walk(machine, {{2}, {0}, {1}, {0}, {1}});
    CHECK(reorder(machine).advance(trail, 4, 1));
    CHECK(trail.steps == Steps{{2}, {1}, {1}, {0}, {0}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
}

TEST_CASE("reorder: a step does not come before one that it needs") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {0}});
    CHECK_FALSE(reorder(machine).advance(trail, 2, 0));
    CHECK(trail.steps == Steps{{0}, {1}, {0}});
}

TEST_CASE("reorder: the last step stays one that shows what is asked for") {
    const Counters machine{.n = 2, .k = 2, .broken_step = 1};
    const auto broken = [](const Findings& f) { return f.broken != 0; };
    Trail<Counters> trail = walk(machine, {{0}, {1}});
    CHECK_FALSE(Reorder(machine, broken).swap(trail, 0));
    CHECK(reorder(machine).swap(trail, 0));
}

/// The first step of counter 0 comes after 10 ns; that of counter 1 within 5, or never.
InTime slow_and_soon(const Steps& steps, Duration soon) {
    TimeBounds bounds(static_cast<std::uint32_t>(steps.size()));
    for (std::uint32_t i = 0; i < steps.size(); ++i)
        if (steps[i].counter == 0)
            bounds.at_least(0, i + 1, {10}, {.of = TimeBound::Of::timer});
        else
            bounds.at_most(0, i + 1, soon, {.of = TimeBound::Of::packet});
    return bounds.solve();
}

TEST_CASE("reorder: an order that real time forbids becomes one that it allows, if there is one") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {1}});
    const auto soon = [](const Steps& steps) { return slow_and_soon(steps, {5}); };
    CHECK_FALSE(soon(trail.steps).feasible());
    CHECK(order_in_time(trail, machine, any, soon).at == std::vector<Duration>{{0}, {0}, {10}});
    CHECK(trail.steps == Steps{{1}, {1}, {0}});

    const auto never = [](const Steps& steps) { return slow_and_soon(steps, {-1}); };
    Trail<Counters> stays = walk(machine, {{0}, {1}});
    CHECK_FALSE(order_in_time(stays, machine, any, never).feasible());
    CHECK(stays.steps == Steps{{0}, {1}});
}

}  // namespace
}  // namespace mqfate
