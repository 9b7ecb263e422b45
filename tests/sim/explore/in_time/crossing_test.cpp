#include "sim/explore/in_time/crossing.hpp"

#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::crossing_test {

Span of(std::int64_t least, std::int64_t usual, std::int64_t most) {
    return {milliseconds(least), milliseconds(usual), milliseconds(most)};
}

TEST_CASE("crossing: a packet takes its wires, and one that opens a round trip before") {
    auto plan = toy::calm_plan(1);
    const FaultPlan& faults = plan.faults;
    for (WireProfile& wire : plan.wiring.wires)
        wire.delay = Delay::uniform(milliseconds(2), milliseconds(4));
    CHECK(crossing(plan.wiring, faults, 0, 1'000, false) == of(2, 3, 4));
    CHECK(crossing(plan.wiring, faults, 0, 1'000, true) == of(6, 9, 12));
}

TEST_CASE("crossing: a narrow wire adds the packet's own time, and others may be before it") {
    auto plan = toy::calm_plan(1);
    for (WireProfile& wire : plan.wiring.wires) wire.bytes_per_second = 1'000'000;
    const Span span = crossing(plan.wiring, plan.faults, 0, 1'000, false);  // 1 ms + 1 ms
    CHECK(span == Span{milliseconds(2), milliseconds(2), forever()});
}

TEST_CASE("crossing: what may be lost, or made late, has no upper bound") {
    auto plan = toy::calm_plan(1);
    CHECK(crossing(plan.wiring, plan.faults, 0, 1'000, false) == of(1, 1, 1));
    plan.faults.rules = {toy::rule(Verdict::late, toy::ask_kind)};
    CHECK(crossing(plan.wiring, plan.faults, 0, 1'000, false).most == forever());
    plan.faults.rules.clear();
    plan.wiring.wires[0].loss = {1, 100};
    CHECK(crossing(plan.wiring, plan.faults, 0, 1'000, false).most == forever());
}

TEST_CASE("crossing: a timer waits for what is fixed, give or take, and what is drawn") {
    const std::vector<Delay> delays{Delay::uniform(milliseconds(1), milliseconds(3)),
                                    Delay::exponential(milliseconds(5))};
    CHECK(waiting({.fixed = milliseconds(100)}, delays) == of(100, 100, 100));
    CHECK(waiting({.fixed = milliseconds(100), .jitter_percent = 20}, delays) == of(80, 100, 120));
    const Duration most = milliseconds(100);
    CHECK(waiting({.fixed = most, .jitter_percent = 20, .most = most}, delays) == of(80, 100, 100));
    CHECK(waiting({.fixed = most, .jitter = milliseconds(1)}, delays) == of(99, 100, 101));
    CHECK(waiting({.fixed = milliseconds(100), .drawn = DelayId{0}}, delays) == of(101, 102, 103));
    CHECK(waiting({.drawn = DelayId{1}}, delays) == Span{{}, milliseconds(5), forever()});
    CHECK(waiting({.fixed = forever()}, delays).least == forever());
}

}  // namespace mqfate::crossing_test
