#include "sim/run/step_causes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/explore/world/world_machine.hpp"
#include "tests/sim/run/told.hpp"

#include <doctest/doctest.h>

namespace mqfate::step_causes_test {

using tests::at_ms;
using tests::Told;
using tests::ToyPlan;

constexpr std::uint8_t publish_next = 0;  // the toy's timers, by place in its variant
constexpr std::uint8_t ask_again = 1;

const Trace& trace_of(const Told& told) { return told.sampler.recorder().trace(); }

/// The n-th event of a kind (and code, if given), from 0.
TraceEvent event(const Trace& trace, Happening what, std::size_t n = 0,
                 std::optional<std::uint8_t> code = {}) {
    for (const TraceEvent& event : trace.events())
        if (event.what == what && (!code || event.code == *code))
            if (n-- == 0) return event;
    FAIL("there is no such event");
    return {};
}
TraceEvent fact(const Trace& trace, FactKind kind, std::size_t n = 0) {
    return event(trace, Happening::noted, n, static_cast<std::uint8_t>(kind));
}
/// What the step was that brought `effect` about: its first event.
TraceEvent cause_of(const Trace& trace, const TraceEvent& effect) {
    const auto events = trace.events(effect.caused_by);
    REQUIRE(!events.empty());
    return events.front();
}

NodeFault crash_of_server(std::optional<Duration> lasts) {
    NodeFault fault;
    fault.target.nodes = {toy::server};
    fault.when.from = at_ms(55);
    fault.lasts = lasts;
    return fault;
}

TEST_CASE("causes: a message that is there twice is walked back to its publication") {
    ToyPlan plan = toy::calm_plan(1);
    plan.settings.ask_again = milliseconds(70);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind)};
    plan.faults.rules[0].nth = 1;
    const Told told(plan);
    const Trace& trace = trace_of(told);
    REQUIRE(told.summary.fates.at(Level::log, Fate::duplicated) == 1);
    const TraceEvent first = fact(trace, FactKind::appended, 0);
    const TraceEvent again = fact(trace, FactKind::appended, 1);

    // The second copy: the server was asked once more, because the answer did not come in time.
    CHECK(trace.events(again.step).front().what == Happening::delivered);
    const TraceEvent retry = cause_of(trace, again);
    CHECK(retry.what == Happening::fired);
    CHECK(retry.code == ask_again);
    CHECK(retry.node == toy::client);
    // That timer was armed when the message was published, in the step of the first question.
    const TraceEvent published = cause_of(trace, retry);
    CHECK(published.what == Happening::fired);
    CHECK(published.code == publish_next);
    CHECK(published.step == fact(trace, FactKind::published).step);
    CHECK(first.caused_by == published.step);
    // The answer was lost in the step of the first append.
    CHECK(event(trace, Happening::lost).step == first.step);
    // The timer of the publication was armed when the client started, which nothing brought about.
    const TraceEvent started = cause_of(trace, published);
    CHECK(started.what == Happening::started);
    CHECK(started.node == toy::client);
    CHECK(started.caused_by == no_step);
}

TEST_CASE("causes: a fault at an instant has none; its end has the fault") {
    ToyPlan plan = toy::calm_plan(20);
    plan.faults.nodes = {crash_of_server(milliseconds(5)), crash_of_server(milliseconds(5)),
                         crash_of_server(milliseconds(5))};
    plan.faults.nodes[1].kind = NodeFault::Kind::pause;
    plan.faults.nodes[1].when.from = at_ms(85);
    plan.faults.nodes[2].kind = NodeFault::Kind::cut;
    plan.faults.nodes[2].when.from = at_ms(115);
    plan.faults.cuts = {{{toy::client, toy::server}}};
    const Told told(plan);
    const Trace& trace = trace_of(told);
    const auto check_pair = [&](const TraceEvent& begins, const TraceEvent& ends) {
        CHECK(begins.caused_by == no_step);
        CHECK(ends.caused_by == begins.step);
    };
    check_pair(event(trace, Happening::crashed), event(trace, Happening::started, 2));
    check_pair(event(trace, Happening::paused), event(trace, Happening::resumed));
    check_pair(event(trace, Happening::cut), event(trace, Happening::healed));
}

TEST_CASE(
    "causes: a fault at a moment has the step in which its moment came, also some time after") {
    for (const Duration after : {Duration{}, milliseconds(7)}) {
        ToyPlan plan = toy::calm_plan(5);
        plan.faults.nodes = {crash_of_server(milliseconds(5))};
        plan.faults.nodes[0].when.kind = When::Kind::moment;
        plan.faults.nodes[0].when.moment.fact = FactKind::appended;
        plan.faults.nodes[0].when.moment.nth = 3;
        plan.faults.nodes[0].when.after = after;
        const Told told(plan);
        const Trace& trace = trace_of(told);
        const TraceEvent crash = event(trace, Happening::crashed);
        CHECK(crash.caused_by == fact(trace, FactKind::appended, 2).step);
        CHECK(crash.step.value > crash.caused_by.value);
    }
}

TEST_CASE("causes: an answer that waits for the disk has the sync, the sync has the question") {
    ToyPlan plan = toy::calm_plan(3);
    plan.settings.syncs = true;
    plan.settings.ask_again = forever();
    plan.delays[0] = Delay::constant(microseconds(1));
    for (DiskProfile& disk : plan.disks) disk.sync_latency = Delay::constant(milliseconds(5));
    const Told told(plan);
    const Trace& trace = trace_of(told);
    for (std::size_t n = 0; n < 3; ++n) {
        const TraceEvent confirmed = fact(trace, FactKind::confirmed, n);
        const TraceEvent sync = event(trace, Happening::synced, n);
        CHECK(confirmed.caused_by == sync.step);
        CHECK(sync.caused_by == fact(trace, FactKind::appended, n).step);
    }
}

TEST_CASE("causes: a write-back has the step that wrote the file last") {
    ToyPlan plan = toy::calm_plan(5);
    plan.disks[0].expire = plan.disks[0].wake = milliseconds(1);
    const Told told(plan);
    const Trace& trace = trace_of(told);
    for (std::size_t n = 0; n < 5; ++n)
        CHECK(event(trace, Happening::synced, n).caused_by ==
              fact(trace, FactKind::appended, n).step);
}

/// In the step that brought a delivery about, the same message was sent by who delivers it to it.
/// Returns how many deliveries there were.
int check_deliveries(const Trace& trace) {
    int deliveries = 0;
    for (const TraceEvent& arrived : trace.events()) {
        REQUIRE(arrived.caused_by.value < std::max(arrived.step.value, 1U));
        REQUIRE(trace.caused_by(arrived.step) == arrived.caused_by);
        if (arrived.what != Happening::delivered) continue;
        ++deliveries;
        const auto is_its_sending = [&](const TraceEvent& sent) {
            return sent.what == Happening::sent && sent.code == arrived.code &&
                   sent.node == arrived.peer && sent.peer == arrived.node &&
                   std::ranges::equal(trace.messages(sent), trace.messages(arrived));
        };
        REQUIRE(std::ranges::any_of(trace.events(arrived.caused_by), is_its_sending));
    }
    return deliveries;
}

TEST_CASE("causes: every delivery has the step in which that message was sent, whatever is lost") {
    ToyPlan plan = toy::calm_plan(200);
    plan.limits.workload = seconds(4);
    plan.limits.drain = seconds(1);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 20}),
                         toy::rule(Verdict::late, toy::ask_kind, {1, 10}),
                         toy::rule(Verdict::reset, toy::ask_kind, {1, 50}),
                         toy::rule(Verdict::duplicate, toy::ask_kind, {1, 10})};
    plan.faults.rules[1].extra = Delay::constant(milliseconds(25));
    plan.faults.nodes = {crash_of_server(milliseconds(20)), crash_of_server(milliseconds(40))};
    plan.faults.nodes[0].when.kind = When::Kind::rate;
    plan.faults.nodes[0].when.gap = Delay::exponential(milliseconds(200));
    plan.faults.nodes[1].kind = NodeFault::Kind::pause;
    plan.faults.nodes[1].when = plan.faults.nodes[0].when;
    for (const Transport transport : {Transport::connection, Transport::datagram}) {
        plan.wiring.transport = transport;
        CHECK(check_deliveries(trace_of(Told(plan))) > 200);
    }
}

TEST_CASE("causes: pushing back has the step that filled the buffer, its end has its beginning") {
    StepCauses causes;
    const ChannelId channel{3};
    causes.take(Fire{}, StepId{1});
    causes.sent(channel, Way::to_server);
    CHECK(causes.take(PushBack{channel, Way::to_server, true}, StepId{2}) == StepId{1});
    CHECK(causes.take(Deliver{channel, Way::to_server}, StepId{3}) == StepId{1});
    CHECK(causes.take(PushBack{channel, Way::to_server, false}, StepId{4}) == StepId{2});
}

TEST_CASE("causes: a connection that a fault breaks has the fault's moment, or the healing") {
    StepCauses causes;
    const ChannelId channel{0};
    causes.take(Fire{}, StepId{1});
    causes.moment_came(2);
    causes.take(Fire{}, StepId{2});
    causes.because_of(2);
    CHECK(causes.take(Break{channel}, StepId{3}) == StepId{1});
    causes.because_of(0);  // one that strikes at an instant
    CHECK(causes.take(CutOff{1}, StepId{4}) == no_step);
    causes.because_of_nothing();
    CHECK(causes.take(Heal{1}, StepId{5}) == StepId{4});
    causes.because_of_this_step();
    CHECK(causes.take(Break{channel}, StepId{6}) == StepId{5});
}

TEST_CASE("causes: steps of a path of the explorer are numbered, and caused, too") {
    const ToyPlan plan = toy::calm_plan(1);
    WorldMachine<toy::Model> machine(plan, Scope{}, {});
    std::vector<WorldMachine<toy::Model>::State> starts;
    machine.starts(starts);
    auto state = starts.front();
    Tracing<toy::Model> tracing;
    tracing.begin(state.world);
    machine.record(&tracing);
    std::vector<Choice> choices;
    for (int step = 0; step < 3; ++step) {  // publish, ask, answer: the only way without faults
        choices.clear();
        machine.steps(state, choices);
        REQUIRE(!choices.empty());
        tracing.clear();  // as who tells each step by itself
        machine.take(state, choices.front());
        CHECK(tracing.trace().step() == StepId{static_cast<std::uint32_t>(step + 1)});
        CHECK(tracing.trace().events().back().caused_by ==
              StepId{static_cast<std::uint32_t>(step)});
    }
    CHECK(state.ledger.confirmed() == 1);
}

}  // namespace mqfate::step_causes_test
