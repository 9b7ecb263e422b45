#include "sim/run/rule_clock.hpp"

#include <cmath>
#include <vector>

#include "tests/sim/run/told.hpp"

#include <doctest/doctest.h>

namespace mqfate::rule_clock_test {

using tests::at_ms;
using tests::Told;
using tests::ToyPlan;

MessageRule drop(BodyKind body) { return toy::rule(Verdict::drop, body); }

TEST_CASE("rules: by probability, that share of the messages") {
    ToyPlan plan = toy::calm_plan(20'000);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {drop(toy::ask_kind)};
    plan.faults.rules[0].probability = {1, 5};
    const Told told(plan);
    // Each message is sent 1 / (1 - 1/5) = 1.25 times, a fifth of these is dropped: 5,000; the
    // number of drops a message is geometric, variance (1/5) / (4/5)^2 = 0.3125: sigma 79.
    CHECK(std::abs(told.summary.rule_strikes[0].count - 5'000.0) < 4 * 79);
}

TEST_CASE("rules: only the n-th, and at most so many") {
    ToyPlan plan = toy::calm_plan(10);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {drop(toy::ask_kind)};
    plan.faults.rules[0].nth = 4;
    const Told fourth(plan);
    CHECK(fourth.summary.rule_strikes[0] == Strikes{1, at_ms(40)});
    plan.faults.rules[0].nth = 0;
    plan.faults.rules[0].limit = 3;
    const Told three(plan);
    CHECK(three.summary.rule_strikes[0] == Strikes{3, at_ms(10)});
    CHECK(three.when(Happening::lost).size() == 3);
}

TEST_CASE("rules: only between two instants, only to one node, only of one kind") {
    ToyPlan plan = toy::calm_plan(10);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {drop(any_body)};
    plan.faults.rules[0].begins = at_ms(30);
    plan.faults.rules[0].ends = at_ms(50);
    plan.faults.rules[0].to = toy::server;
    CHECK(Told(plan).summary.rule_strikes[0] == Strikes{2, at_ms(30)});  // at 30 and 40, not at 50
    plan.faults.rules[0].from = toy::server;
    CHECK(Told(plan).summary.rule_strikes[0].count == 0);
    plan.faults.rules[0].to = no_node;
    CHECK(Told(plan).summary.rule_strikes[0].first == at_ms(31));
}

TEST_CASE("rules: the first verdict wins, later rules do not see the message") {
    ToyPlan plan = toy::calm_plan(10);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {drop(toy::ask_kind), drop(toy::ask_kind)};
    plan.faults.rules[0].limit = 4;
    plan.faults.rules[1].limit = 5;
    const Told told(plan);
    CHECK(told.summary.rule_strikes[0] == Strikes{4, at_ms(10)});
    CHECK(told.summary.rule_strikes[1] == Strikes{5, at_ms(50)});
}

TEST_CASE("rules: late is later by the delay; on a connection what follows waits behind it") {
    ToyPlan plan = toy::calm_plan(3);
    plan.faults.rules = {drop(toy::ask_kind)};
    plan.faults.rules[0].verdict = Verdict::late;
    plan.faults.rules[0].extra = Delay::constant(milliseconds(15));
    plan.faults.rules[0].nth = 2;
    // Sent at 20, due at 21, late: 36. The third, due at 31, waits behind it.
    CHECK(Told(plan).when(Happening::delivered) ==
          std::vector{at_ms(13), at_ms(14), at_ms(36), at_ms(36), at_ms(37), at_ms(37)});
    plan.wiring.transport = Transport::datagram;
    CHECK(Told(plan).when(Happening::delivered) ==
          std::vector{at_ms(11), at_ms(12), at_ms(31), at_ms(32), at_ms(36), at_ms(37)});
}

TEST_CASE("rules: a dropped packet withholds its connection, a reset ends it") {
    ToyPlan plan = toy::calm_plan(4);
    plan.settings.ask_again = forever();
    plan.limits.workload = milliseconds(500);
    plan.limits.drain = milliseconds(500);
    plan.faults.rules = {drop(toy::ask_kind)};
    plan.faults.rules[0].nth = 2;
    CHECK(Told(plan).summary.confirmed == 1);
    plan.faults.rules[0].verdict = Verdict::reset;
    CHECK(Told(plan).summary.confirmed == 3);  // the second is gone, the rest opens a new one
}

}  // namespace mqfate::rule_clock_test
