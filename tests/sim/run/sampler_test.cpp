
#include <algorithm>
#include <vector>

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::sampler_test {

using ToySampler = Sampler<toy::Model>;
using Traced = Sampler<toy::Model, Tracing<toy::Model>>;

Instant at_ms(std::int64_t ms) { return Instant{} + milliseconds(ms); }

/// The instants of everything in the trace that is `what` at `node`.
std::vector<Instant> instants(const Traced& sampler, Happening what, NodeId node) {
    std::vector<Instant> found;
    for (const TraceEvent& event : sampler.recorder().trace().events())
        if (event.what == what && event.node == node) found.push_back(event.at);
    return found;
}

TEST_CASE("sampler: on a calm network every message is there once, with the latency of its way") {
    auto plan = toy::calm_plan(50);
    ToySampler sampler(plan);
    const RunSummary summary = sampler.run(1, 0);
    CHECK(summary.drained);
    CHECK(summary.published == 50);
    CHECK(summary.confirmed == 50);
    CHECK(summary.fates.at(Level::log, Fate::exactly_once) == 50);
    // 1 ms there and 1 ms back; the first waits for the handshake too, one round trip.
    CHECK(sampler.latencies().ack.min() == milliseconds(2));
    CHECK(sampler.latencies().ack.mean() == microseconds(2'040));  // (49 * 2 + 4) / 50
    CHECK(sampler.latencies().ack.max() == milliseconds(4));
    CHECK(sampler.latencies().ack.count() == 50);
    // From the first publication (10 ms) to the last answer (500 + 2 ms).
    CHECK(summary.workload == milliseconds(492));
}

TEST_CASE("sampler: the same seed and run give the same history, another does not") {
    auto plan = toy::calm_plan(100);
    plan.delays[0] = Delay::exponential(milliseconds(5));
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 10})};
    ToySampler one(plan);
    ToySampler other(plan);
    const RunSummary summary = one.run(7, 3);
    CHECK(other.run(7, 3) == summary);
    CHECK(other.run(7, 4).fingerprint != summary.fingerprint);
    CHECK(other.run(8, 3).fingerprint != summary.fingerprint);
    CHECK(other.run(7, 3) == summary);  // its memory was used by other runs in between
    CHECK(other.world() == [&] {
        one.run(7, 3);
        return one.world();
    }());
}

TEST_CASE("sampler: a recorder changes nothing") {
    auto plan = toy::calm_plan(100);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind, {1, 10})};
    CHECK(Traced(plan).run(1, 0) == ToySampler(plan).run(1, 0));
}

TEST_CASE("sampler: arrivals are the same luck whatever else happens (common random numbers)") {
    auto calm = toy::calm_plan(200);
    calm.delays[0] = Delay::exponential(milliseconds(5));
    auto stormy = calm;
    stormy.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind, {1, 10})};
    Traced a(calm);
    Traced b(stormy);
    a.run(1, 0);
    b.run(1, 0);
    const auto published = [](const Traced& sampler) {
        std::vector<Instant> at;
        for (const TraceEvent& event : sampler.recorder().trace().events())
            if (event.what == Happening::noted &&
                event.code == static_cast<std::uint8_t>(FactKind::published))
                at.push_back(event.at);
        return at;
    };
    CHECK(published(a).size() == 200);
    CHECK(published(a) == published(b));
    CHECK(instants(a, Happening::sent, toy::client) != instants(b, Happening::sent, toy::client));
}

TEST_CASE("sampler: a timer that was cancelled leaves no trace, neither in time nor in steps") {
    // Nothing differs but when the retry timer would fire: 50 ms or an hour after it was cancelled.
    auto soon = toy::calm_plan(20);
    auto late = toy::calm_plan(20);
    soon.settings.ask_again = milliseconds(50);
    late.settings.ask_again = seconds(3'600);
    const RunSummary a = ToySampler(soon).run(1, 0);
    const RunSummary b = ToySampler(late).run(1, 0);
    CHECK(a == b);
    // The last answer is there at 202 ms, and the drain looks 20 ms later.
    CHECK(b.end == milliseconds(222));
}

TEST_CASE("sampler: a retry comes exactly when its timer was armed for") {
    auto plan = toy::calm_plan(1);
    plan.settings.ask_again = milliseconds(70);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind),
                         toy::rule(Verdict::duplicate, toy::ask_kind)};
    plan.faults.rules[0].nth = 1;
    plan.wiring.transport = Transport::datagram;
    Traced sampler(plan);
    const RunSummary summary = sampler.run(1, 0);
    // Published and dropped at 10 ms; asked again at 80 ms, twice there at 81 ms.
    CHECK(instants(sampler, Happening::delivered, toy::server) ==
          std::vector{at_ms(81), at_ms(81)});
    CHECK(summary.fates.at(Level::log, Fate::duplicated) == 1);
}

TEST_CASE("sampler: an answer of the disk comes when the disk is done, one after the other") {
    auto plan = toy::calm_plan(3);
    plan.settings.syncs = true;
    plan.settings.ask_again = forever();
    plan.delays[0] = Delay::constant(microseconds(1));
    for (DiskProfile& disk : plan.disks) disk.sync_latency = Delay::constant(milliseconds(5));
    Traced sampler(plan);
    sampler.run(1, 0);
    // The first waits 2 ms for the handshake and 1 ms on the wire: the three are there at 3.001 ms,
    // 3.001 and 3.001 (what follows waits behind it), so the disk is done at 8.001, 13.001, 18.001.
    CHECK(instants(sampler, Happening::synced, toy::server) ==
          std::vector{at_ms(8) + microseconds(1), at_ms(13) + microseconds(1),
                      at_ms(18) + microseconds(1)});
    const std::vector<Instant> answers = instants(sampler, Happening::delivered, toy::client);
    REQUIRE(answers.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(answers[i] == at_ms(9 + 5 * static_cast<std::int64_t>(i)) + microseconds(1));
}

TEST_CASE("sampler: the drain ends when nothing is left, or at its limit, and says which") {
    auto plan = toy::calm_plan(5);
    plan.settings.ask_again = forever();
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind)};
    plan.faults.rules[0].nth = 3;
    plan.limits.workload = seconds(1);
    plan.limits.drain = seconds(2);
    const RunSummary summary = ToySampler(plan).run(1, 0);
    CHECK_FALSE(summary.drained);
    CHECK(summary.published == 5);
    CHECK(summary.confirmed == 2);  // the third answer, and all behind it, are withheld
    CHECK(summary.fates.at(Level::log, Fate::exactly_once) == 5);
}

TEST_CASE("sampler: a limit on steps ends a run that would not end") {
    auto plan = toy::calm_plan(1'000);
    plan.limits.steps = 100;
    const RunSummary summary = ToySampler(plan).run(1, 0);
    CHECK(summary.steps == 100);
    CHECK_FALSE(summary.drained);
}

}  // namespace mqfate::sampler_test
