#include "sim/run/fault_clock.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "tests/sim/run/told.hpp"

#include <doctest/doctest.h>

namespace mqfate::fault_clock_test {

using tests::at_ms;
using tests::Told;
using tests::ToyPlan;

NodeFault crash_of_server(When when, std::optional<Duration> lasts = {}) {
    NodeFault fault;
    fault.target.nodes = {toy::server};
    fault.when = std::move(when);
    fault.lasts = lasts;
    return fault;
}
When at(Instant from) {
    When when;
    when.from = from;
    return when;
}
When in_window(Instant from, Instant until) {
    When when;
    when.kind = When::Kind::window;
    when.from = from;
    when.until = until;
    return when;
}
When by_rate(Duration mean_gap) {
    When when;
    when.kind = When::Kind::rate;
    when.gap = Delay::exponential(mean_gap);
    return when;
}
When at_fact(FactKind fact, std::uint32_t nth = 1) {
    When when;
    when.kind = When::Kind::moment;
    when.moment.fact = fact;
    when.moment.nth = nth;
    return when;
}
When at_sent(BodyKind body, std::uint32_t nth = 1) {
    When when = at_fact({}, nth);
    when.moment.of = Moment::Of::sent;
    when.moment.body = body;
    return when;
}

// ---- when

TEST_CASE("faults: at an instant, once, and the second half when it has lasted long enough") {
    ToyPlan plan = toy::calm_plan(10);
    plan.faults.nodes = {crash_of_server(at(at_ms(55)), milliseconds(30))};
    const Told told(plan);
    CHECK(told.summary.node_strikes[0] == Strikes{1, at_ms(55)});
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(55)});
    CHECK(told.restarts() == std::vector{at_ms(85)});
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 10);
}

TEST_CASE("faults: without an end it lasts until the drain, which ends it") {
    ToyPlan plan = toy::calm_plan(10);
    plan.settings.ask_again = forever();
    plan.limits.workload = seconds(1);
    plan.limits.drain = seconds(1);
    plan.faults.nodes = {crash_of_server(at(at_ms(55)))};
    const Told told(plan);
    REQUIRE(told.when(Happening::drain).size() == 1);
    CHECK(told.restarts() == told.when(Happening::drain));
    CHECK(told.summary.fates.at(Level::log, Fate::lost_unknown) == 5);
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 5);
}

TEST_CASE("faults: the drain waits for an instant that is still to come") {
    ToyPlan plan = toy::calm_plan(1);
    plan.faults.nodes = {crash_of_server(at(at_ms(5'000)), milliseconds(1))};
    const Told told(plan);
    CHECK(told.summary.node_strikes[0].count == 1);
    CHECK(told.when(Happening::drain).front() >= at_ms(5'000));
}

TEST_CASE("faults: in a window, once a run, uniformly over the runs") {
    ToyPlan plan = toy::calm_plan(1);
    plan.faults.nodes = {crash_of_server(in_window(at_ms(100), at_ms(200)), milliseconds(1))};
    Sampler<toy::Model> sampler(plan);
    std::vector<double> instants;
    for (std::uint64_t run = 0; run < 4'000; ++run) {
        const Strikes strikes = sampler.run(1, run).node_strikes[0];
        REQUIRE(strikes.count == 1);
        REQUIRE(strikes.first >= at_ms(100));
        REQUIRE(strikes.first <= at_ms(200));
        instants.push_back(static_cast<double>(strikes.first.ns) / 1e6);
    }
    // Mean 150 ms, sigma 100 / sqrt(12) = 28.9 ms, of 4,000: 0.456 ms. A quarter lies below 125:
    // 1,000, sigma sqrt(4,000 * 3 / 16) = 27.4. Four sigma each.
    double sum = 0;
    for (const double instant : instants) sum += instant;
    CHECK(std::abs(sum / 4'000 - 150) < 1.83);
    const auto early =
        std::count_if(instants.begin(), instants.end(), [](double t) { return t < 125; });
    CHECK(std::abs(static_cast<double>(early) - 1'000) < 110);
}

TEST_CASE("faults: by rate, again a drawn time after each repair") {
    ToyPlan plan = toy::calm_plan(2'000);  // 20 s
    plan.faults.nodes = {crash_of_server(by_rate(milliseconds(90)), milliseconds(10))};
    const Told told(plan);
    const std::vector<Instant> crashes = told.when(Happening::crashed);
    const std::vector<Instant> restarts = told.restarts();
    // 20 s with a cycle of 90 + 10 ms: 200. The gaps have sigma 90, so the count has about
    // sqrt(200) * 90 / 100 = 12.7; four of them.
    const double workload = static_cast<double>(told.when(Happening::drain).front().ns) / 1e6;
    CHECK(std::abs(static_cast<double>(crashes.size()) - workload / 100) < 51);
    CHECK(told.summary.node_strikes[0].count == crashes.size());
    for (std::size_t i = 0; i + 1 < crashes.size(); ++i) {
        REQUIRE(restarts[i] == crashes[i] + milliseconds(10));
        REQUIRE(crashes[i + 1] > restarts[i]);
    }
}

TEST_CASE("faults: by rate, at most as often as its limit says") {
    ToyPlan plan = toy::calm_plan(500);
    plan.faults.nodes = {crash_of_server(by_rate(milliseconds(90)), milliseconds(10))};
    plan.faults.nodes[0].limit = 3;
    CHECK(Told(plan).summary.node_strikes[0].count == 3);
}

TEST_CASE("faults: at the third fact of a kind, inside the handler: its answer is never sent") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_fact(FactKind::appended, 3), milliseconds(5))};
    const Told told(plan);
    // The third message is published at 30 ms and appended at 31 ms.
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(31)});
    // A process crash keeps what is written, so the third is there; it is asked again: duplicated.
    CHECK(told.summary.fates.at(Level::log, Fate::duplicated) == 1);
    CHECK(told.sampler.ledger().fate(Level::log, MessageId{2}) == Fate::duplicated);
}

TEST_CASE("faults: at a fact, but not inside: what the handler began it ends") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_fact(FactKind::appended, 3), milliseconds(5))};
    plan.faults.nodes[0].when.moment.inside = false;
    const Told told(plan);
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(31)});
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 5);
}

TEST_CASE("faults: at a fact about one message, by one node") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_fact(FactKind::appended), milliseconds(5)),
                         crash_of_server(at_fact(FactKind::appended), milliseconds(5))};
    plan.faults.nodes[0].when.moment.message = MessageId{3};
    plan.faults.nodes[1].when.moment.from = toy::client;  // appends nothing, ever
    const Told told(plan);
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(41)});
    CHECK(told.summary.node_strikes[1] == Strikes{});
}

TEST_CASE("faults: some time after a moment") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_fact(FactKind::confirmed), milliseconds(5))};
    plan.faults.nodes[0].when.after = milliseconds(7);
    // The first answer is there at 14 ms: 10, the handshake 2, there and back 2.
    CHECK(Told(plan).when(Happening::crashed) == std::vector{at_ms(21)});
    plan.faults.nodes[0].when.after = seconds(9);  // the drain waits for it
    CHECK(Told(plan).when(Happening::crashed) == std::vector{at_ms(9'014)});
}

TEST_CASE("faults: when a message of a kind is sent for the second time") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_sent(toy::answer_kind, 2), milliseconds(5))};
    const Told told(plan);
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(21)});
    plan.faults.nodes[0].when.moment.to = toy::server;  // no answer goes there
    CHECK(Told(plan).summary.node_strikes[0].count == 0);
    plan.faults.nodes[0].when = at_sent(toy::ask_kind);
    plan.faults.nodes[0].when.moment.message = MessageId{4};
    CHECK(Told(plan).when(Happening::crashed) == std::vector{at_ms(50)});
}

TEST_CASE("faults: whoever holds the post at that instant") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at(at_ms(25)), milliseconds(5))};
    plan.faults.nodes[0].target = {.nodes = {}, .post = PostId{0}};
    const Told told(plan);
    for (const TraceEvent& event : told.sampler.recorder().trace().events())
        if (event.what == Happening::crashed) CHECK(event.node == toy::server);
    CHECK(told.summary.node_strikes[0].count == 1);
}

TEST_CASE("faults: what never struck is counted as such, with no instant") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at_fact(FactKind::rejected))};
    plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind)};
    plan.faults.rules[0].nth = 1'000;
    const Told told(plan);
    CHECK(told.summary.node_strikes == std::vector{Strikes{}});
    CHECK(told.summary.rule_strikes == std::vector{Strikes{}});
    CHECK(Strikes{}.first == Instant::never());
}

TEST_CASE("faults: a crash of what is down already does not count") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at(at_ms(20)), milliseconds(20)),
                         crash_of_server(at(at_ms(30)), milliseconds(1))};
    const Told told(plan);
    CHECK(told.summary.node_strikes[1].count == 0);
    CHECK(told.restarts() == std::vector{at_ms(40)});
}

TEST_CASE("faults: a killed node that loses its power, too, is started once by the drain") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at(at_ms(20))), crash_of_server(at(at_ms(30)))};
    plan.faults.nodes[1].crash = CrashKind::power;
    plan.settings.ask_again = forever();
    plan.limits.workload = seconds(1);
    plan.limits.drain = seconds(1);
    const Told told(plan);
    CHECK(told.summary.node_strikes[1].count == 1);
    CHECK(told.restarts() == told.when(Happening::drain));
}

// ---- pairs

TEST_CASE("faults: a paused node does nothing, then all that waited, in its order") {
    ToyPlan plan = toy::calm_plan(5);
    plan.faults.nodes = {crash_of_server(at(at_ms(15)), milliseconds(30))};
    plan.faults.nodes[0].kind = NodeFault::Kind::pause;
    const Told told(plan);
    CHECK(told.when(Happening::resumed) == std::vector{at_ms(45)});
    std::vector<Instant> received;
    for (const TraceEvent& event : told.sampler.recorder().trace().events())
        if (event.what == Happening::delivered && event.node == toy::server)
            received.push_back(event.at);
    // Due at 13 (before), then 21, 31, 41 (paused), 51.
    CHECK(received == std::vector{at_ms(13), at_ms(45), at_ms(45), at_ms(45), at_ms(51)});
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 5);
}

TEST_CASE("faults: a paused client's timers fire when it goes on") {
    ToyPlan plan = toy::calm_plan(3);
    plan.faults.nodes = {crash_of_server(at(at_ms(15)), milliseconds(100))};
    plan.faults.nodes[0].kind = NodeFault::Kind::pause;
    plan.faults.nodes[0].target.nodes = {toy::client};
    const Told told(plan);
    std::vector<Instant> fired = told.when(Happening::fired);
    CHECK(fired == std::vector{at_ms(10), at_ms(115), at_ms(125)});
}

TEST_CASE("faults: a cut holds everything back; after the healing the next retransmission passes") {
    ToyPlan plan = toy::calm_plan(3);
    plan.settings.ask_again = forever();
    plan.faults.cuts = {{{toy::client, toy::server}}};
    plan.faults.nodes = {crash_of_server(at(at_ms(15)), milliseconds(500))};
    plan.faults.nodes[0].kind = NodeFault::Kind::cut;
    const Told told(plan);
    CHECK(told.when(Happening::healed) == std::vector{at_ms(515)});
    std::vector<Instant> received;
    for (const TraceEvent& event : told.sampler.recorder().trace().events())
        if (event.what == Happening::delivered && event.node == toy::server)
            received.push_back(event.at);
    // The first that is held was due at 21 ms; it is tried again 200 ms later, then 400 ms: 621.
    CHECK(received == std::vector{at_ms(13), at_ms(621), at_ms(621)});
}

TEST_CASE("faults: a slow node's packets take longer, both ways, until it is normal again") {
    ToyPlan plan = toy::calm_plan(3);
    plan.faults.nodes = {crash_of_server(at(at_ms(15)), milliseconds(10))};
    plan.faults.nodes[0].kind = NodeFault::Kind::slow;
    plan.faults.nodes[0].slow_by = Delay::constant(milliseconds(3));
    const Told told(plan);
    // Sent at 20, slow: there at 24; the answer goes when all is normal, at 25 or not: 24 + 1 + 3.
    // Sent at 30: 31, 32.
    CHECK(told.when(Happening::delivered) ==
          std::vector{at_ms(13), at_ms(14), at_ms(24), at_ms(28), at_ms(31), at_ms(32)});
}

TEST_CASE("faults: a power loss takes what is not synced; a part may survive it, torn") {
    ToyPlan plan = toy::calm_plan(100);
    plan.settings.ask_again = forever();
    plan.faults.nodes = {crash_of_server(at(at_ms(805)), milliseconds(1))};
    plan.faults.nodes[0].crash = CrashKind::power;
    CHECK(Told(plan).summary.fates.caused_by(Cause::unsynced_on_power_loss) == 80);
    plan.faults.nodes[0].torn = Ratio::one();
    // Up to 1,000 units are spared, so of 80 fewer than all in 8 percent of the runs.
    std::uint64_t fewest = 100;
    for (std::uint64_t run = 0; run < 300; ++run)
        fewest = std::min(
            fewest, 80 - Told(plan, run).summary.fates.caused_by(Cause::unsynced_on_power_loss));
    CHECK(fewest < 80);
}

// ---- processes that start later

TEST_CASE("faults: a process that starts later is down until then, and the drain waits for it") {
    ToyPlan plan = toy::calm_plan(3);
    plan.late_starts = {{toy::client, milliseconds(500)}};
    const Told told(plan);
    CHECK(told.when(Happening::started) == std::vector{at_ms(0), at_ms(500)});
    // One message every 10 ms from there on.
    CHECK(told.summary.end >= milliseconds(530));
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 3);
    const auto events = told.sampler.recorder().trace().events();
    const auto late = std::find_if(events.begin(), events.end(), [](const TraceEvent& event) {
        return event.what == Happening::started && event.node == toy::client;
    });
    REQUIRE(late != events.end());
    CHECK(late->code == 2);
}

TEST_CASE("faults: a server that starts later refuses until then, and is asked again") {
    ToyPlan plan = toy::calm_plan(1);
    plan.settings.ask_again = milliseconds(100);
    plan.late_starts = {{toy::server, milliseconds(250)}};
    const Told told(plan);
    CHECK(told.when(Happening::started).back() == at_ms(250));
    CHECK(told.summary.fates.at(Level::log, Fate::exactly_once) == 1);
    CHECK(told.summary.drained);
}

TEST_CASE("faults: power that comes back does not start what is yet to start") {
    ToyPlan plan = toy::calm_plan(1);
    plan.late_starts = {{toy::client, milliseconds(500)}};
    NodeFault power = crash_of_server(at(at_ms(100)), milliseconds(100));
    power.crash = CrashKind::power;
    power.target.nodes = {toy::client};
    plan.faults.nodes = {power};
    CHECK(Told(plan).when(Happening::started) == std::vector{at_ms(0), at_ms(500)});
    // Its host is down when it would start: then it starts with the host.
    plan.faults.nodes[0].lasts = milliseconds(600);
    CHECK(Told(plan).when(Happening::started) == std::vector{at_ms(0), at_ms(700)});
}

}  // namespace mqfate::fault_clock_test
