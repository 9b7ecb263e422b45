// The explorer on the specification of Kafka's replication (tests/exhaustive/replication), one
// thread unless said. Reference: TLC 2.18 on the same specification and scope (-workers 1), SPIN
// 6.5.2 on replication models of its own, both on a machine of this class, CPU time.
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

#include "tests/bench/search_rates.hpp"
#include "tests/exhaustive/replication/verdicts.hpp"

namespace mqfate::replication {
namespace {

constexpr std::uint64_t both = Replication::weak | Replication::strong;

/// The height of the process's memory since the last call, in bytes.
double peak_of_memory() {
    std::ifstream status("/proc/self/status");
    double kilobytes = 0;
    for (std::string word; status >> word;)
        if (word == "VmHWM:") status >> kilobytes;
    std::ofstream("/proc/self/clear_refs") << 5;
    return kilobytes * 1024;
}

/// A complete search of Kip320.
void search(benchmark::State& state, const Scope& scope, Symmetry symmetry, unsigned jobs,
            std::uint64_t expected, const char* reference) {
    const Replication machine(scope, kip_320, symmetry);
    SearchResult result;
    peak_of_memory();
    bench::SearchRates rates;
    for (auto _ : state) {
        result = searched(machine, both, jobs);
        if (!result.complete() || result.distinct != expected)
            return state.SkipWithError("not what the specification has");
        rates.add(result);
    }
    rates.report(state);
    const auto worlds = static_cast<double>(result.distinct);
    state.counters["bytes_a_world"] = static_cast<double>(result.visited_bytes) / worlds;
    state.counters["most_MB"] = static_cast<double>(result.most_bytes) / 1e6;
    state.counters["process_MB"] = peak_of_memory() / 1e6;
    state.SetLabel(reference);
}
void kip_320_of(benchmark::State& state, const Scope& scope, Symmetry symmetry,
                std::uint64_t expected, const char* reference) {
    search(state, scope, symmetry, 1, expected, reference);
}
void threads(benchmark::State& state) {
    search(state, scope(3, 2, 2, 2), Symmetry::none, static_cast<unsigned>(state.range(0)), 737'794,
           "wall; bar: two threads 1.6 times one; TLC 1.4");
}

/// All rungs, both properties, every scope of the table.
void whole_ladder(benchmark::State& state, Symmetry symmetry) {
    for (auto _ : state)
        for (const Column& column : verdict_table())
            for (const Scope& scope : column.scopes)
                for (std::size_t rung = 0; rung < ladder.size(); ++rung)
                    if (find_verdict(Replication(scope, ladder[rung], symmetry), 1) !=
                        column.verdicts[rung])
                        return state.SkipWithError("not the published verdict");
    state.SetLabel("bar 10 s; TLC, of 13 scopes (3,2,1,2) alone: 134 s");
}
/// TLC's share of it: five rungs, each property by itself.
void classic_ladder(benchmark::State& state) {
    for (auto _ : state)
        for (const std::size_t rung : {0U, 1U, 2U, 3U, 5U})
            for (const std::uint64_t property : {Replication::weak, Replication::strong}) {
                const Replication machine(scope(3, 2, 1, 2), ladder[rung]);
                if (searched(machine, property, 1).complete() != (rung == 5))
                    return state.SkipWithError("not the published verdict");
            }
    state.SetLabel("TLC 134 s");
}
/// From nothing to an answer: as a test or an editor asks.
void first_verdict(benchmark::State& state) {
    for (auto _ : state) {
        const Replication machine(scope(2, 1, 1, 1), high_watermark);
        if (find_verdict(machine) != Verdict{9, 10})
            return state.SkipWithError("not the published verdict");
    }
    state.SetLabel("bar 50 ms; TLC 2 s");
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(first_verdict)->Name("explore/first verdict")->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(kip_320_of, a, scope(3, 2, 2, 2), Symmetry::none, 737'794,
                  "bar 2 M; TLC 25 k, SPIN 1.2 to 1.8 M successors/s")
    ->Name("explore/Kip320 (3,2,2,2)")
    ->Unit(ms);
BENCHMARK_CAPTURE(kip_320_of, b, scope(3, 2, 2, 2), Symmetry::of_replicas, 123'311,
                  "the same question")
    ->Name("explore/Kip320 (3,2,2,2), symmetry")
    ->Unit(ms);
BENCHMARK_CAPTURE(kip_320_of, c, scope(3, 2, 2, 3), Symmetry::none, 9'985'570,
                  "bars 60 s, 1 GB, 40 bytes; TLC about 18 min, 3,400 bytes; SPIN 32 (HC4)")
    ->Name("explore/Kip320 (3,2,2,3)")
    ->Unit(ms)
    ->Iterations(1);
BENCHMARK(threads)->Name("explore/threads")->Arg(1)->Arg(2)->Unit(ms)->UseRealTime();
BENCHMARK(classic_ladder)->Name("explore/classic ladder (3,2,1,2)")->Unit(ms);
BENCHMARK_CAPTURE(whole_ladder, a, Symmetry::none)
    ->Name("explore/whole ladder")
    ->Unit(ms)
    ->Iterations(1);
BENCHMARK_CAPTURE(whole_ladder, b, Symmetry::of_replicas)
    ->Name("explore/whole ladder, symmetry")
    ->Unit(ms)
    ->Iterations(1);

}  // namespace
}  // namespace mqfate::replication
