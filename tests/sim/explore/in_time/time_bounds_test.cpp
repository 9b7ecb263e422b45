#include "sim/explore/in_time/time_bounds.hpp"

#include <doctest/doctest.h>

namespace mqfate::time_bounds_test {

TimeBound a_timer() { return {.of = TimeBound::Of::timer, .code = 3, .node = NodeId{1}}; }
using Instants = std::vector<Duration>;

TEST_CASE("time bounds: steps come in order, and no earlier than they must") {
    TimeBounds bounds(3);
    bounds.at_least(0, 2, {50}, a_timer());
    CHECK(bounds.solve().at == Instants{{0}, {50}, {50}});
    bounds.at_most(1, 3, {20}, a_timer());
    CHECK(bounds.solve().at == Instants{{30}, {50}, {50}});
}

TEST_CASE("time bounds: a wish is granted where nothing forbids it") {
    TimeBounds bounds(2);
    bounds.at_most(0, 2, {20}, a_timer());
    bounds.usually(0, 1, {15});
    bounds.usually(1, 2, {10});  // 25 > 20
    bounds.usually(1, 2, {5});
    CHECK(bounds.solve().at == Instants{{15}, {20}});
}

TEST_CASE("time bounds: what forbids a path is told with its steps and its reason") {
    TimeBounds bounds(2);
    bounds.at_least(0, 1, {100}, a_timer());
    bounds.at_most(0, 2, {4}, {.of = TimeBound::Of::packet, .code = 1});
    const InTime timed = bounds.solve();
    CHECK_FALSE(timed.feasible());
    REQUIRE(timed.forbidding.size() == 3);  // and that step 2 comes after step 1
    bool timer = false;
    for (const TimeBound& bound : timed.forbidding)
        timer = timer || bound == TimeBound{.of = TimeBound::Of::timer,
                                            .code = 3,
                                            .node = NodeId{1},
                                            .earlier = 0,
                                            .later = 1,
                                            .by = {100}};
    CHECK(timer);
}

TEST_CASE("time bounds: what takes forever never comes") {
    TimeBounds bounds(1);
    bounds.at_most(0, 1, forever(), a_timer());
    CHECK(bounds.solve().feasible());
    bounds.at_least(0, 1, forever(), a_timer());
    CHECK_FALSE(bounds.solve().feasible());
}

}  // namespace mqfate::time_bounds_test
