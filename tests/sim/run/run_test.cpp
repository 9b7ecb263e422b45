#include "sim/run/run.hpp"

#include <utility>
#include <vector>

#include "tests/forks.hpp"
#include "tests/sim/run/told.hpp"

namespace mqfate::run_test {

using tests::at_ms;
using tests::ToyPlan;
using ToyRun = Run<toy::Model>;
using ToySampler = Sampler<toy::Model>;
using ToyTracing = Tracing<toy::Model>;

/// A fault of the server's, again and again.
NodeFault by_rate(NodeFault::Kind kind, Duration gap, Duration lasts) {
    NodeFault fault;
    fault.kind = kind;
    fault.target.nodes = {toy::server};
    fault.when.kind = When::Kind::rate;
    fault.when.gap = Delay::exponential(gap);
    fault.lasts = lasts;
    return fault;
}
/// Messages come at random, one every 10 ms in the mean.
ToyPlan busy_plan(std::uint32_t messages) {
    ToyPlan plan = toy::calm_plan(messages);
    plan.settings.ask_again = milliseconds(500);
    plan.limits.workload = seconds(3);
    plan.limits.drain = seconds(1);
    plan.limits.steps = 3'000;
    plan.delays[0] = Delay::exponential(milliseconds(10));
    for (WireProfile& wire : plan.wiring.wires) wire.delay = Delay::exponential(milliseconds(3));
    return plan;
}

/// Some thirty forks of each of three runs, with a trace and without.
void check(const ToyPlan& plan) {
    for (std::uint64_t run = 0; run < 3; ++run) {
        CAPTURE(run);
        CHECK(tests::check_forks<toy::Model>(plan, run, 30) >= 25);
        CHECK(tests::check_forks<toy::Model, ToyTracing>(plan, run, 30) >= 25);
    }
}

TEST_CASE("run: a fork of a calm run comes to the same end") { check(busy_plan(50)); }

TEST_CASE("run: a fork among lost, late and reset messages comes to the same end") {
    ToyPlan plan = busy_plan(60);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 10}),
                         toy::rule(Verdict::late, toy::ask_kind, {1, 5}),
                         toy::rule(Verdict::reset, toy::ask_kind, {1, 20})};
    plan.faults.rules[1].extra = Delay::exponential(milliseconds(40));
    plan.faults.rules[2].limit = 3;
    check(plan);
}

TEST_CASE("run: a fork among datagrams, doubled and lost, comes to the same end") {
    ToyPlan plan = busy_plan(60);
    plan.wiring.transport = Transport::datagram;
    for (WireProfile& wire : plan.wiring.wires) wire.loss = {1, 10};
    plan.faults.rules = {toy::rule(Verdict::duplicate, toy::ask_kind, {1, 5}),
                         toy::rule(Verdict::late, toy::answer_kind, {1, 5})};
    plan.faults.rules[1].extra = Delay::exponential(milliseconds(90));
    plan.faults.nodes = {by_rate(NodeFault::Kind::pause, milliseconds(100), milliseconds(30))};
    check(plan);
}

TEST_CASE("run: a fork over wires that lose, so with send windows, comes to the same end") {
    ToyPlan plan = busy_plan(60);
    for (WireProfile& wire : plan.wiring.wires) {
        wire.loss = {1, 10};
        wire.bytes_per_second = 200'000;
        wire.queue_bytes = 10'000;
    }
    check(plan);
}

TEST_CASE("run: a fork among crashes, pauses, cuts and slow times comes to the same end") {
    ToyPlan plan = busy_plan(100);
    plan.faults.cuts = {{{toy::client, toy::server}, {toy::server, toy::client}}};
    using Kind = NodeFault::Kind;
    plan.faults.nodes = {by_rate(Kind::crash, milliseconds(300), milliseconds(50)),
                         by_rate(Kind::pause, milliseconds(200), milliseconds(30)),
                         by_rate(Kind::cut, milliseconds(400), milliseconds(60)),
                         by_rate(Kind::slow, milliseconds(100), milliseconds(100)),
                         by_rate(Kind::disconnect, milliseconds(300), milliseconds(1))};
    plan.faults.nodes[3].slow_by = Delay::exponential(milliseconds(5));
    plan.faults.swarm = true;  // each run has some of them
    check(plan);
}

TEST_CASE(
    "run: a fork while syncs are pending, and power goes at a moment, comes to the same end") {
    ToyPlan plan = busy_plan(60);
    plan.settings.syncs = true;
    for (DiskProfile& disk : plan.disks) {
        disk.sync_latency = Delay::exponential(milliseconds(5));
        disk.expire = milliseconds(50);
        disk.wake = milliseconds(20);
    }
    NodeFault fault = by_rate(NodeFault::Kind::crash, {}, milliseconds(30));
    fault.crash = CrashKind::power;
    fault.torn = {1, 2};
    fault.when = {};
    fault.when.kind = When::Kind::moment;
    fault.when.moment.fact = FactKind::appended;
    fault.when.moment.nth = 20;
    plan.faults.nodes = {fault, fault};
    plan.faults.nodes[1].when.moment.nth = 40;
    plan.faults.nodes[1].when.after = milliseconds(3);
    check(plan);
}

TEST_CASE("run: two samplers that came to one step have equal runs, whatever they did before") {
    ToyPlan plan = busy_plan(100);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 5})};
    ToySampler fresh(plan);
    ToySampler used(plan);
    used.run(9, 9);
    fresh.begin(1, 0);
    used.begin(1, 0);
    while (!fresh.is_over()) {
        REQUIRE(fresh.now() == used.now());
        fresh.step();
        used.step();
    }
    CHECK(fresh.now() == used.now());
}

/// Whether a run is no longer the same after `change`.
template <class Change> bool tells(const ToyRun& run, Change&& change) {
    ToyRun other = run;
    change(other);
    return other != run;
}

TEST_CASE("run: runs that differ in anything that matters are not equal") {
    ToyPlan plan = busy_plan(50);
    plan.faults.nodes = {by_rate(NodeFault::Kind::crash, milliseconds(50), milliseconds(20))};
    ToySampler sampler(plan);
    sampler.begin(1, 0);
    while (sampler.now().ledger.confirmed() < 20) sampler.step();
    const ToyRun run = sampler.now();
    CHECK_FALSE(tells(run, [](ToyRun&) {}));
    CHECK(tells(run, [](ToyRun& r) { r.world.cuts.push_back(1); }));
    CHECK(tells(run, [&](ToyRun& r) { r.schedule.queue.push(r.now, Phase::look, 0); }));
    CHECK(tells(run, [](ToyRun& r) { r.schedule.queue.pop(); }));
    CHECK(tells(run, [](ToyRun& r) { r.schedule.wheel.arm(r.now, 0); }));
    CHECK(tells(run, [](ToyRun& r) { ++r.schedule.flows[0].draws; }));
    CHECK(tells(run, [](ToyRun& r) {
        r.ledger.note(Fact{.kind = FactKind::copied, .message = MessageId{3}}, {});
    }));
    CHECK(tells(run, [](ToyRun& r) { r.history.add(0); }));
    CHECK(tells(run, [](ToyRun& r) { ++r.faults.strikes[0].count; }));
    CHECK(tells(run, [](ToyRun& r) { ++r.luck.run; }));
    CHECK(tells(run, [](ToyRun& r) { ++r.now.ns; }));
    CHECK(tells(run, [](ToyRun& r) { r.faults_that_came.push_back(0); }));
    const Fact late{FactKind::confirmed, Cause::none, toy::client, {}, MessageId{0}, 0};
    CHECK(tells(run, [&](ToyRun& r) { r.stopwatch.note(late, r.world.store.records, r.now); }));
}

TEST_CASE("run: with other luck from some instant on, a fork comes to another end (witness)") {
    const ToyPlan plan = busy_plan(50);
    ToySampler sampler(plan);
    sampler.begin(1, 0);
    while (sampler.now().ledger.confirmed() < 20) sampler.step();
    ToyRun other = sampler.now();
    other.luck.run = 1;
    const RunSummary usual = tests::to_the_end(sampler);
    sampler.resume(other);
    const RunSummary changed = tests::to_the_end(sampler);
    CHECK(changed.fingerprint != usual.fingerprint);
    CHECK(changed.confirmed == 50);
}

}  // namespace mqfate::run_test
