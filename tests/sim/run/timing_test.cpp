// Who receives may take time: what comes on one connection is handled one after the other, whenever
// it arrived; and the host of a dying process may take time until it closes its connections.
#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/run/sampler.hpp"
#include "tests/sim/run/told.hpp"
#include "tests/sim/run/two_lanes.hpp"

#include <doctest/doctest.h>

namespace mqfate::timing_test {

using tests::at_ms;

/// What reaches the client: when, on which lane; and when the server has handled its greetings.
struct Handled : Silent {
    std::vector<std::pair<Instant, Lane>> items;
    std::vector<std::pair<Instant, Lane>> ends;
    std::vector<std::pair<Instant, Lane>> greetings;
    template <class S>
    void step(Instant at, const World<two_lanes::Model>& world,
              const Plan<two_lanes::Vocabulary>& plan, const S& s) {
        if constexpr (std::is_same_v<S, Deliver>) {
            const Lane lane = plan.wiring.channels[index(s.channel)].lane;
            const auto& packet = world.connections[index(s.channel)].flow(s.way).front();
            const bool is_end = packet.kind == Packet<two_lanes::Vocabulary::Body>::Kind::end;
            auto& list = s.way == Way::to_server ? greetings : is_end ? ends : items;
            list.emplace_back(at, lane);
        }
    }
};
using TwoLanesPlan = Plan<two_lanes::Vocabulary>;

Handled handled(const TwoLanesPlan& plan, std::uint64_t run = 0) {
    Sampler<two_lanes::Model, Handled> sampler(plan);
    sampler.run(1, run);
    return sampler.recorder();
}

/// The server pushes three items on lane 1 after its answers; the client takes `time` for each
/// message that it gets on lane 1.
TwoLanesPlan slow_client(Delay time) {
    TwoLanesPlan plan = two_lanes::plan();
    plan.settings.items = 3;
    plan.messages = 1;  // none ever comes: the workload, and with it the fault, goes on
    plan.limits.workload = seconds(1);
    plan.delays = {std::move(time)};
    plan.handling = {no_delay, no_delay, no_delay, DelayId{0}};
    return plan;
}
NodeFault fault_at(NodeFault::Kind kind, NodeId node, Instant from, Duration lasts) {
    NodeFault fault;
    fault.kind = kind;
    fault.target.nodes = {node};
    fault.when.from = from;
    fault.lasts = lasts;
    return fault;
}

TEST_CASE("handling: what comes at once on one connection is handled one after the other") {
    // Greetings arrive at 3 ms (handshake, then one way), answers and items at 4 ms.
    const Handled found = handled(slow_client(Delay::constant(milliseconds(2))));
    CHECK(found.items ==
          std::vector<std::pair<Instant, Lane>>{
              {at_ms(4), 0}, {at_ms(6), 1}, {at_ms(8), 1}, {at_ms(10), 1}, {at_ms(12), 1}});
    // Its neighbour: nobody takes any time.
    TwoLanesPlan quick = slow_client({});
    quick.handling.clear();
    for (const auto& [at, lane] : handled(quick).items) CHECK(at == at_ms(4));
}

TEST_CASE("handling: who goes on after a pause handles what waited one after the other") {
    auto plan = slow_client(Delay::constant(milliseconds(2)));
    plan.faults.nodes = {
        fault_at(NodeFault::Kind::pause, two_lanes::client, at_ms(1), milliseconds(19))};
    // Handled from 20 ms on, as if it had arrived then.
    CHECK(handled(plan).items ==
          std::vector<std::pair<Instant, Lane>>{
              {at_ms(20), 0}, {at_ms(22), 1}, {at_ms(24), 1}, {at_ms(26), 1}, {at_ms(28), 1}});
}

TEST_CASE("handling: what a cut has held up is handled one after the other when it is through") {
    auto plan = slow_client(Delay::constant(milliseconds(2)));
    plan.wiring.retransmission_timeout = milliseconds(10);
    plan.faults.cuts = {{{two_lanes::server, two_lanes::client}}};
    plan.faults.nodes = {
        fault_at(NodeFault::Kind::cut, two_lanes::server, at_ms(3), milliseconds(10))};
    // Cut from 3 to 13 ms: what was due at 4 is through at 14, and handled 2 ms after another.
    CHECK(handled(plan).items ==
          std::vector<std::pair<Instant, Lane>>{
              {at_ms(14), 0}, {at_ms(16), 1}, {at_ms(18), 1}, {at_ms(20), 1}, {at_ms(22), 1}});
}

TEST_CASE("handling: a message that went on after a pause takes what it would have taken") {
    // Drawn by the message's own name, so that a pause changes nobody's luck.
    auto plan = slow_client(Delay::uniform(milliseconds(1), milliseconds(3)));
    const auto calm = handled(plan).items;
    plan.faults.nodes = {
        fault_at(NodeFault::Kind::pause, two_lanes::client, at_ms(1), milliseconds(19))};
    const auto late = handled(plan).items;
    REQUIRE(late.size() == calm.size());
    for (std::size_t i = 1; i < calm.size(); ++i)
        CHECK(late[i].first - at_ms(20) == calm[i].first - at_ms(4));
}

// ---- how a process dies

TEST_CASE("exit: a drawn time, the same for all connections of a process") {
    TwoLanesPlan plan = slow_client({});
    plan.handling.clear();
    NodeFault crash = fault_at(NodeFault::Kind::crash, two_lanes::server, at_ms(10), seconds(5));
    crash.exit = Delay::uniform(milliseconds(10), milliseconds(30));
    plan.faults.nodes = {crash};
    std::vector<Instant> first;
    for (std::uint64_t run = 0; run < 20; ++run) {
        const auto ends = handled(plan, run).ends;
        REQUIRE(ends.size() == 2);
        CHECK(ends[0].first == ends[1].first);
        CHECK(ends[0].first >= at_ms(21));  // and 1 ms on the wire
        CHECK(ends[0].first <= at_ms(41));
        first.push_back(ends[0].first);
    }
    std::sort(first.begin(), first.end());
    CHECK(std::unique(first.begin(), first.end()) == first.end());
    CHECK(first.front() < at_ms(26));
    CHECK(first.back() > at_ms(36));
}

}  // namespace mqfate::timing_test
