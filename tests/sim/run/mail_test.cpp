// What arrived while a node stood still is handled in the order of arrival, whoever it is from.
#include "sim/run/mail.hpp"

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/run/sampler.hpp"
#include "tests/sim/run/told.hpp"
#include "tests/sim/run/two_lanes.hpp"

#include <doctest/doctest.h>

namespace mqfate::mail_test {

using tests::at_ms;
using tests::Told;
using tests::ToyPlan;

constexpr Instant at_us(std::int64_t us) { return Instant{} + microseconds(us); }

/// What reaches the client: when, and on which lane.
struct Received : Silent {
    std::vector<std::pair<Instant, Lane>> all;
    template <class S>
    void step(Instant at, const World<two_lanes::Model>& world,
              const Plan<two_lanes::Vocabulary>& plan, const S& s) {
        std::optional<std::pair<ChannelId, Way>> from;
        if constexpr (std::is_same_v<S, Deliver>) from = {s.channel, s.way};
        if constexpr (std::is_same_v<S, DeliverDatagram>)
            from = {world.datagrams[s.index].channel, world.datagrams[s.index].way};
        if (from && from->second == Way::to_client)
            all.emplace_back(at, plan.wiring.channels[index(from->first)].lane);
    }
};

NodeFault pause(NodeId node, Instant from, Duration lasts) {
    NodeFault fault;
    fault.kind = NodeFault::Kind::pause;
    fault.target.nodes = {node};
    fault.when.from = from;
    fault.lasts = lasts;
    return fault;
}

/// The server pushes three items on lane 1 after its answers, of which the one on lane 0 is late.
Plan<two_lanes::Vocabulary> late_on_lane_0(Duration late) {
    auto plan = two_lanes::plan();
    plan.settings.items = 3;
    plan.messages = 1;  // none ever comes: the workload, and with it the fault, goes on
    plan.limits.workload = seconds(1);
    MessageRule rule;
    rule.verdict = Verdict::late;
    rule.body = two_lanes::Item::kind.code;
    rule.nth = 1;
    rule.extra = Delay::constant(late);
    plan.faults.rules = {rule};
    return plan;
}
std::vector<std::pair<Instant, Lane>> received(const Plan<two_lanes::Vocabulary>& plan) {
    Sampler<two_lanes::Model, Received> sampler(plan);
    sampler.run(1, 0);
    return sampler.recorder().all;
}

TEST_CASE("mail: of two connections the one that was written to first is read first") {
    // The greetings arrive at 3 ms (handshake, then one way), lane 1's items at 4 ms, lane 0's at
    // 9 ms. The client stands still from 1 to 20 ms.
    auto plan = late_on_lane_0(milliseconds(5));
    plan.faults.nodes = {pause(two_lanes::client, at_ms(1), milliseconds(19))};
    const Instant then = at_ms(20);
    CHECK(received(plan) == std::vector<std::pair<Instant, Lane>>{
                                {then, 1}, {then, 1}, {then, 1}, {then, 1}, {then, 0}});
}

TEST_CASE("mail: what is still on its way when the node goes on comes when it comes") {
    auto plan = late_on_lane_0(milliseconds(5));
    plan.faults.nodes = {pause(two_lanes::client, at_ms(1), milliseconds(5))};
    CHECK(received(plan) ==
          std::vector<std::pair<Instant, Lane>>{
              {at_ms(6), 1}, {at_ms(6), 1}, {at_ms(6), 1}, {at_ms(6), 1}, {at_ms(9), 0}});
}

TEST_CASE("mail: datagrams are read in the order of arrival, at the instant of going on") {
    // Lane 1's arrive at 2 ms, lane 0's at 3.5 ms; the client stands still from 0.5 to 20.25 ms.
    auto plan = late_on_lane_0(microseconds(1'500));
    plan.wiring.transport = Transport::datagram;
    plan.faults.nodes = {pause(two_lanes::client, at_us(500), microseconds(19'750))};
    const Instant then = at_us(20'250);
    CHECK(received(plan) == std::vector<std::pair<Instant, Lane>>{
                                {then, 1}, {then, 1}, {then, 1}, {then, 1}, {then, 0}});
}

TEST_CASE("mail: an answer that lies in the socket is no answer that never came") {
    // Asked at 10 ms, answered at 14 ms; the client stands still from 11 to 200 ms, and would ask
    // again at 110 ms.
    ToyPlan plan = toy::calm_plan(1);
    plan.faults.nodes = {pause(toy::client, at_ms(11), milliseconds(189))};
    const Told told(plan);
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 1);
    CHECK(told.summary.fates.at(Level::log, Fate::duplicated) == 0);
    // Its neighbour: where the server stands still, the time-out comes first.
    ToyPlan other = toy::calm_plan(1);
    other.faults.nodes = {pause(toy::server, at_ms(11), milliseconds(189))};
    CHECK(Told(other).summary.fates.at(Level::log, Fate::duplicated) == 1);
}

}  // namespace mqfate::mail_test
