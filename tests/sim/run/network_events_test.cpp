// A connection that the network cuts: what had passed the place of the cut arrives all the same.
#include "sim/run/network_events.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/run/sampler.hpp"
#include "tests/sim/run/told.hpp"
#include "tests/sim/run/two_lanes.hpp"

#include <doctest/doctest.h>

namespace mqfate::network_events_test {

using tests::at_ms;
using tests::ToyPlan;

/// Fourteen messages, one every 0.4 ms from 0.4 ms on, 1 ms each way, no second attempt. The first
/// opens the connection and arrives at 3.4 ms, and all behind it no earlier: number 10, sent at
/// 4 ms, arrives at 5 ms.
ToyPlan many_under_way() {
    ToyPlan plan = toy::calm_plan(14);
    plan.delays = {Delay::constant(microseconds(400))};
    plan.settings.ask_again = forever();
    plan.limits.workload = seconds(1);
    plan.limits.drain = seconds(1);
    return plan;
}
std::size_t in_the_log(const ToyPlan& plan) {
    Sampler<toy::Model> sampler(plan);
    sampler.run(1, 0);
    return std::get<toy::Server>(sampler.world().roles[0]).durable.log.size();
}
NodeFault disconnect(NodeId node, Instant at) {
    NodeFault fault;
    fault.kind = NodeFault::Kind::disconnect;
    fault.target.nodes = {node};
    fault.when.from = at;
    return fault;
}

TEST_CASE("reset: where an answer should have been, what was asked before it left arrives") {
    ToyPlan plan = many_under_way();
    CHECK(in_the_log(plan) == 14);
    plan.faults.rules = {toy::rule(Verdict::reset, toy::answer_kind)};
    plan.faults.rules[0].nth = 10;
    // The answer to number 10 leaves at 5 ms: 11 and 12 (4.4 and 4.8 ms) are on their way. 13 and
    // 14 (5.2 and 5.6 ms) leave before the client hears of it, at 6 ms, and reach nobody.
    CHECK(in_the_log(plan) == 12);
}

TEST_CASE("reset: a request that is hit is lost with all behind it, and nothing before it") {
    ToyPlan plan = many_under_way();
    plan.faults.rules = {toy::rule(Verdict::reset, toy::ask_kind)};
    plan.faults.rules[0].nth = 12;  // sent at 4.8 ms; the client hears of it at 5.8 ms
    CHECK(in_the_log(plan) == 11);
}

TEST_CASE("reset: a connection that is cut at an instant loses what is sent until that is known") {
    ToyPlan plan = many_under_way();
    plan.faults.nodes = {disconnect(toy::client, at_ms(5))};
    CHECK(in_the_log(plan) == 12);
    plan.faults.nodes = {disconnect(toy::server, at_ms(5))};
    CHECK(in_the_log(plan) == 12);
}

TEST_CASE("reset: what lies in the socket of a server that stands still is read when it goes on") {
    // The client hears of the cut at 6 ms; the server reads from 50 ms on.
    ToyPlan plan = many_under_way();
    NodeFault pause;
    pause.kind = NodeFault::Kind::pause;
    pause.target.nodes = {toy::server};
    pause.when.from = at_ms(4);
    pause.lasts = milliseconds(46);
    plan.faults.nodes = {pause, disconnect(toy::client, at_ms(5))};
    CHECK(in_the_log(plan) == 12);
}

// ---- hosts that come back

NodeFault power_loss(Instant at, Duration lasts) {
    NodeFault fault;
    fault.crash = CrashKind::power;
    fault.target.nodes = {toy::server};
    fault.when.from = at;
    fault.lasts = lasts;
    return fault;
}
/// When `holds(world)` became true in a run.
template <class Holds> Instant when(const ToyPlan& plan, Holds&& holds) {
    Sampler<toy::Model> sampler(plan);
    sampler.begin(1, 0);
    while (!sampler.is_over() && !holds(sampler.world())) sampler.step();
    return sampler.now().now;
}

TEST_CASE("power: an attempt to connect is repeated after 1, 3, 7 s, and then answered") {
    // The first message leaves at 10 ms and would arrive at 13 ms, with the handshake. The host is
    // off from 5 ms to 4.005 s: the attempt after 7 s is the first that it hears.
    ToyPlan plan = toy::calm_plan(1);
    plan.settings.ask_again = forever();
    plan.faults.nodes = {power_loss(at_ms(5), seconds(4))};
    plan.limits.workload = seconds(60);
    CHECK(when(plan, [](const World<toy::Model>& world) {
              return !std::get<toy::Server>(world.roles[0]).durable.log.empty();
          }) == at_ms(7'013));
}

TEST_CASE("power: data of an old connection is sent again until the host is back and resets it") {
    // The second message leaves at 20 ms and would arrive at 21 ms. The host is off from 20 ms to
    // 1.02 s; sent again 200, 600 and 1,400 ms later, the message meets a host that is back, at
    // 1.421 s, and the answer takes 1 ms.
    ToyPlan plan = toy::calm_plan(2);
    plan.settings.ask_again = forever();
    plan.faults.nodes = {power_loss(Instant{} + microseconds(20'500), seconds(1))};
    plan.limits.workload = seconds(60);
    CHECK(when(plan, [](const World<toy::Model>& world) {
              const auto& connection = world.connections[0];
              return std::get<toy::Client>(world.roles[1]).memory.attempts.size() == 2 &&
                     !connection.client_open;
          }) == at_ms(1'422));
}

TEST_CASE("reset: answers that had passed the cut are read before the end") {
    // Four answers on lane 1, all of them at once; the connection is cut while they are on their
    // way, and after that nothing more comes.
    auto plan = two_lanes::plan();
    plan.settings.items = 3;
    plan.messages = 1;
    plan.limits.workload = seconds(1);
    plan.faults.nodes = {disconnect(two_lanes::client, Instant{} + microseconds(3'500))};
    Sampler<two_lanes::Model> sampler(plan);
    sampler.run(1, 0);
    const auto& memory =
        std::get<two_lanes::Client>(sampler.world().roles[index(two_lanes::client)]).memory;
    CHECK(memory.came == std::vector<std::uint32_t>{1, 4});
    CHECK(memory.ended.size() == 2);
}

TEST_CASE("reset: what waits in the sender's host for its window has not left it") {
    // A window of ten segments of 1,460 bytes; twenty items of 1,000 bytes are pushed at once.
    auto plan = two_lanes::plan(1'000'000);
    plan.settings.items = 40;
    plan.messages = 1;
    plan.limits.workload = seconds(1);
    plan.faults.rules.resize(1);
    plan.faults.rules[0].verdict = Verdict::reset;
    plan.faults.rules[0].body = two_lanes::Item::kind.code;
    plan.faults.rules[0].nth = 42;  // an answer on each lane, then forty items: the last one
    Sampler<two_lanes::Model> sampler(plan);
    sampler.run(1, 0);
    const auto& memory =
        std::get<two_lanes::Client>(sampler.world().roles[index(two_lanes::client)]).memory;
    CHECK(memory.ended == std::vector<Lane>{1});
    CHECK(memory.came[1] > 5);
    CHECK(memory.came[1] < 20);
}

}  // namespace mqfate::network_events_test
