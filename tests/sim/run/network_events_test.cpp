// A connection that the network cuts: what had passed the place of the cut arrives all the same.
#include "sim/run/network_events.hpp"

#include <cstddef>
#include <type_traits>
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

TEST_CASE("power: a new attempt to connect does not wait for the repetitions of an older one") {
    // The first message leaves at 10 ms; the host is off from 5 ms to 3.505 s, and the attempt
    // after 7 s would be the first that it hears. The client tries anew at 4.01 s.
    ToyPlan plan = toy::calm_plan(1);
    plan.settings.ask_again = seconds(4);
    plan.faults.nodes = {power_loss(at_ms(5), milliseconds(3'500))};
    plan.limits.workload = seconds(60);
    CHECK(when(plan, [](const World<toy::Model>& world) {
              return !std::get<toy::Server>(world.roles[0]).durable.log.empty();
          }) == at_ms(4'013));
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

// ---- processes that stand still

/// When the hosts of processes that stand still accept connections.
struct Accepted : Silent {
    std::vector<Instant> at;
    template <class S>
    void step(Instant now, const World<toy::Model>&, const Plan<toy::Vocabulary>&, const S&) {
        if constexpr (std::is_same_v<S, Accept>) at.push_back(now);
    }
};
/// The server stands still from 5 ms, or 15 ms, to 305 ms; who is connected waits for 500 ms, and
/// else for 100 ms.
ToyPlan stands_still(std::uint32_t messages, Instant from) {
    ToyPlan plan = toy::calm_plan(messages);
    plan.settings.once_connected = milliseconds(500);
    NodeFault pause = power_loss(from, at_ms(305) - from);
    pause.kind = NodeFault::Kind::pause;
    plan.faults.nodes = {pause};
    return plan;
}
std::vector<Instant> accepted(const ToyPlan& plan) {
    Sampler<toy::Model, Accepted> sampler(plan);
    sampler.run(1, 0);
    return sampler.recorder().at;
}

TEST_CASE("accept: a host accepts though its process stands still, and the client learns that") {
    // The first message leaves at 10 ms and would arrive at 13 ms. It is not sent again, since the
    // server goes on before 513 ms.
    const ToyPlan plan = stands_still(1, at_ms(5));
    CHECK(accepted(plan) == std::vector{at_ms(13)});
    CHECK(in_the_log(plan) == 1);
}

TEST_CASE("accept: the same behind what waits on an older connection") {
    // The second message leaves at 20 ms and lies in the socket of the first connection. It is sent
    // again at 120 ms, on a new one, and would arrive there at 123 ms.
    const ToyPlan plan = stands_still(2, at_ms(15));
    CHECK(accepted(plan) == std::vector{at_ms(123)});
    CHECK(in_the_log(plan) == 3);
}

TEST_CASE("accept: a host without power does not, nor one whose answers do not pass") {
    ToyPlan plan = stands_still(1, at_ms(5));
    SUBCASE("no power") { plan.faults.nodes[0] = power_loss(at_ms(5), milliseconds(300)); }
    SUBCASE("cut off") {
        plan.faults.cuts = {{{toy::server, toy::client}}};
        plan.faults.nodes.push_back(plan.faults.nodes[0]);
        plan.faults.nodes[1].kind = NodeFault::Kind::cut;
    }
    CHECK(accepted(plan).empty());
    // Sent again at 110 ms at the latest.
    CHECK(when(plan, [](const World<toy::Model>& world) {
              const auto& attempts = std::get<toy::Client>(world.roles[1]).memory.attempts;
              return !attempts.empty() && attempts[0] == 2;
          }) == at_ms(110));
}

TEST_CASE("accept: a client whose first answer is withheld is connected all the same") {
    ToyPlan plan = stands_still(1, at_ms(400));
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind)};
    plan.faults.rules[0].nth = 1;
    // The message arrives at 13 ms, and from then on 500 ms are waited for.
    CHECK(when(plan, [](const World<toy::Model>& world) {
              const auto& attempts = std::get<toy::Client>(world.roles[1]).memory.attempts;
              return !attempts.empty() && attempts[0] == 2;
          }) == at_ms(513));
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
