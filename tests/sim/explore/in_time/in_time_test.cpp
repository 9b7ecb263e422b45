// Paths in real time: on the toy system, where instants are worked out by hand. One message every
// 10 ms; 1 ms each way, 3 ms for the packet that opens a connection (a round trip before it).
#include "sim/explore/in_time/in_time.hpp"

#include <utility>
#include <vector>

#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::in_time_test {

using Plan_ = Plan<toy::Vocabulary>;
using Instants = std::vector<Duration>;

constexpr ChannelId the_channel{0};
Choice publish() { return {Fire{toy::client, 0}}; }
Choice publish_second() { return {Fire{toy::client, 1}}; }  // behind the first one's time-out
Choice ask_again() { return {Fire{toy::client, 0}}; }       // the only timer once all is published
Choice at_server() { return {Deliver{the_channel, Way::to_server}}; }
Choice at_client() { return {Deliver{the_channel, Way::to_client}}; }

InTime looked_at(const Plan_& plan, const std::vector<Choice>& steps, bool from_the_start = true) {
    Scope scope;
    scope.budget = {.crashes = 2, .losses = 2, .duplicates = 2, .retries = 2};
    scope.from_the_start = from_the_start;
    return in_time<toy::Model>(plan, scope, steps);
}
Instants ms(const std::vector<int>& all) {
    Instants instants;
    for (const int each : all) instants.push_back(milliseconds(each));
    return instants;
}
bool forbids(const InTime& timed, TimeBound::Of of, std::uint32_t later, bool at_most) {
    for (const TimeBound& bound : timed.forbidding)
        if (bound.of == of && bound.later == later && bound.at_most == at_most) return true;
    return false;
}

TEST_CASE("in time: a calm path takes the gap, the handshake and the wires") {
    const InTime timed = looked_at(toy::calm_plan(1), {publish(), at_server(), at_client()});
    CHECK(timed.at == ms({10, 13, 14}));
}

TEST_CASE("in time: what was armed before the beginning is of any age") {
    const InTime timed = looked_at(toy::calm_plan(1), {publish(), at_server(), at_client()}, false);
    CHECK(timed.at == ms({0, 3, 4}));
    // Nothing is published before the time-out, but no gap is that long: 10 ms.
    auto plan = toy::calm_plan(2);
    const InTime idle = looked_at(plan, {publish(), at_server(), at_client()}, false);
    CHECK(idle.feasible());  // 4 ms
    plan.delays = {Delay::constant(milliseconds(2))};
    const InTime overdue = looked_at(plan, {publish(), at_server(), at_client()}, false);
    CHECK(forbids(overdue, TimeBound::Of::timer, 3, true));  // the second message came after 2 ms
}

TEST_CASE("in time: a client that asks again before an answer that takes no longer than 4 ms") {
    const std::vector<Choice> early{publish(), at_server(), ask_again()};
    const InTime timed = looked_at(toy::calm_plan(1), early);
    CHECK_FALSE(timed.feasible());
    CHECK(timed.at.empty());
    CHECK(forbids(timed, TimeBound::Of::timer, 3, false));  // 100 ms after step 1
    CHECK(forbids(timed, TimeBound::Of::packet, 3, true));  // the answer: 1 ms after step 2
    CHECK(timed.forbidding.size() == 3);                    // and the question: 3 ms after step 1
}

TEST_CASE("in time: where a wire may take any time, or long enough, the answer may be late") {
    const std::vector<Choice> early{publish(), at_server(), ask_again()};
    auto plan = toy::calm_plan(1);
    for (WireProfile& wire : plan.wiring.wires) wire.delay = Delay::exponential(milliseconds(1));
    CHECK(looked_at(plan, early).at == ms({10, 13, 110}));
    // Published at 10, it arrives 90 later; the answer would come at 130, the time-out at 110.
    for (WireProfile& wire : plan.wiring.wires) wire.delay = Delay::constant(milliseconds(30));
    CHECK(looked_at(plan, early).at == ms({10, 100, 110}));
}

TEST_CASE("in time: whoever receives may take time, and takes it one after the other") {
    auto plan = toy::calm_plan(1);
    plan.delays.push_back(Delay::constant(milliseconds(5)));
    plan.handling = {DelayId{1}, no_delay};
    CHECK(looked_at(plan, {publish(), at_server(), at_client()}).at == ms({10, 18, 19}));
    // Asked at 10 and handled at 103 the answer would come at 104, the time-out does at 110; one
    // that takes 97 ms or more is late.
    const std::vector<Choice> early{publish(), at_server(), ask_again()};
    plan.delays[1] = Delay::constant(milliseconds(90));
    CHECK_FALSE(looked_at(plan, early).feasible());
    plan.delays[1] = Delay::uniform(milliseconds(90), milliseconds(97));
    CHECK(looked_at(plan, early).feasible());
}

TEST_CASE("in time: what is lost by a rule makes the time-out come first") {
    auto plan = toy::calm_plan(1);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind)};
    const Choice lost{Withhold{the_channel, Way::to_client, 0}};
    const InTime timed = looked_at(
        plan, {publish(), at_server(), lost, ask_again(), at_server(), at_server(), at_client()});
    // It asks again 100 ms after 10; the end of the old connection takes 1 ms, the new one 3.
    CHECK(timed.at == ms({10, 13, 13, 110, 111, 113, 114}));
}

TEST_CASE("in time: of one instant is the delivery first, then the timer") {
    auto plan = toy::calm_plan(1);
    plan.settings.ask_again = milliseconds(4);  // the answer comes after 3 + 1
    CHECK(looked_at(plan, {publish(), at_server(), at_client()}).feasible());
    plan.settings.ask_again = milliseconds(3);  // when the question arrives
    CHECK(looked_at(plan, {publish(), at_server(), ask_again()}).feasible());
    CHECK_FALSE(looked_at(plan, {publish(), ask_again(), at_server()}).feasible());
}

TEST_CASE("in time: a disk serves one sync after the other") {
    auto plan = toy::calm_plan(2);
    plan.settings.syncs = true;
    plan.delays = {Delay::constant(milliseconds(1))};
    plan.disks[0].sync_latency = Delay::constant(milliseconds(20));
    const Choice synced{FinishSync{toy::server}};
    // Messages at 1 and 2 ms; the first opens and arrives at 4, the second behind it.
    const InTime timed = looked_at(plan, {publish(), publish_second(), at_server(), at_server(),
                                          synced, synced, at_client(), at_client()});
    CHECK_FALSE(timed.feasible());  // the first answer is there before the second sync
    CHECK(looked_at(plan, {publish(), publish_second(), at_server(), at_server(), synced,
                           at_client(), synced, at_client()})
              .at == ms({1, 2, 4, 4, 24, 25, 44, 45}));
}

Plan_ power_plan() {
    auto plan = toy::calm_plan(1);
    NodeFault fault;
    fault.crash = CrashKind::power;
    fault.target.nodes = {toy::server};
    plan.faults.nodes = {fault};
    return plan;
}

TEST_CASE("in time: the system writes back after half a minute, and no later than it wakes") {
    const Choice written{WriteBack{toy::server, toy::log_file}};
    const Choice power{Strike{0}};
    CHECK(looked_at(power_plan(), {publish(), at_server(), at_client(), written}).at ==
          ms({10, 13, 14, 30'013}));
    // Not before an answer that takes 1 ms.
    CHECK_FALSE(looked_at(power_plan(), {publish(), at_server(), written, at_client()}).feasible());
    CHECK(looked_at(power_plan(), {publish(), at_server(), at_client(), power}).feasible());
    auto never = power_plan();
    never.disks[0].expire = forever();
    const InTime timed = looked_at(never, {publish(), at_server(), at_client(), written});
    CHECK(forbids(timed, TimeBound::Of::write_back, 4, false));
}

TEST_CASE("in time: what is cut off waits, and comes with a retransmission") {
    auto plan = toy::calm_plan(1);
    plan.faults.cuts = {{{toy::server, toy::client}}};
    NodeFault fault;
    fault.kind = NodeFault::Kind::cut;
    plan.faults.nodes = {fault};
    // Cut at 13 ms; it heals at any time after the time-out.
    const InTime timed =
        looked_at(plan, {publish(), at_server(), {Strike{0}}, ask_again(), {Heal{0}}});
    CHECK(timed.at == ms({10, 13, 13, 110, 110}));
    // Healed before, and then on the way for longer than any retransmission takes: 120 s.
    plan.settings.ask_again = seconds(130);
    CHECK_FALSE(
        looked_at(plan, {publish(), at_server(), {Strike{0}}, {Heal{0}}, ask_again()}).at.empty());
    plan.wiring.retransmission_timeout_max = milliseconds(50);
    CHECK(looked_at(plan, {publish(), at_server(), {Strike{0}}, {Heal{0}}, ask_again()})
              .feasible());  // cut until 130 s
}

TEST_CASE("in time: who is paused gets nothing, and fires nothing, until he goes on") {
    auto plan = toy::calm_plan(1);
    NodeFault fault;
    fault.kind = NodeFault::Kind::pause;
    fault.target.nodes = {toy::client};
    plan.faults.nodes = {fault};
    const InTime timed =
        looked_at(plan, {publish(), at_server(), {Strike{0}}, {Resume{toy::client}}, ask_again()});
    CHECK(timed.feasible());  // he goes on at 110 ms, and the answer and the timer are both there
    CHECK(timed.at.back() == milliseconds(110));
}

TEST_CASE("in time: the host of who is paused accepts a connection, and that is waited for") {
    auto plan = toy::calm_plan(1);
    plan.settings.once_connected = milliseconds(500);
    NodeFault fault;
    fault.kind = NodeFault::Kind::pause;
    fault.target.nodes = {toy::server};
    plan.faults.nodes = {fault};
    // Published at 10 ms, accepted at 13 ms at the latest.
    const InTime timed = looked_at(plan, {{Strike{0}}, publish(), ask_again()});
    CHECK(timed.feasible());
    CHECK(timed.at.back() >= milliseconds(510));
    CHECK(timed.at.back() <= milliseconds(513));
    // Who has no power does not, and is waited for as long as any.
    plan.faults.nodes[0] = power_plan().faults.nodes[0];
    CHECK(looked_at(plan, {{Strike{0}}, publish(), ask_again()}).at.back() == milliseconds(110));
}

TEST_CASE("in time: a fault strikes at any instant, but not while something is overdue") {
    auto plan = power_plan();
    plan.faults.nodes[0].crash = CrashKind::process;
    const Choice crash{Strike{0}};
    CHECK(looked_at(plan, {publish(), at_server(), at_client(), crash}).at == ms({10, 13, 14, 14}));
    // It dies before the question arrives: the client is told 1 ms later, not after 100.
    CHECK(looked_at(plan, {publish(), crash, at_client()}).at == ms({10, 10, 11}));
    CHECK_FALSE(looked_at(plan, {publish(), crash, ask_again()}).feasible());
}

TEST_CASE("in time: a datagram that is doubled was sent once") {
    auto plan = toy::calm_plan(1);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {toy::rule(Verdict::duplicate, toy::ask_kind)};
    const Choice first{DeliverDatagram{0}};
    // Both copies take 1 ms: 11 ms.
    CHECK(looked_at(plan, {publish(), {Duplicate{0}}, first, first}).at == ms({10, 10, 11, 11}));
}

}  // namespace mqfate::in_time_test
