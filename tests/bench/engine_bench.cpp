// The engine under the workloads of the literature, through the interface that all models use.
// Reported a hold (a timer that fires and is armed again), a customer, a request.
#include <benchmark/benchmark.h>

#include "tests/bench/processor_time.hpp"
#include "tests/bench/workloads.hpp"

namespace mqfate::workloads {
namespace {

using Kind = Vocabulary::Kind;

/// `steps_each`: of the engine, for one of what is counted.
void simulate(benchmark::State& state, const Vocabulary::Settings& settings, std::uint64_t steps,
              std::uint64_t steps_each) {
    const Plan<Vocabulary> plan = plan_of(settings, steps);
    Sampler<Model> sampler(plan);
    std::uint64_t run = 0;
    std::uint64_t done = 0;
    const bench::ProcessorTime taken;
    for (auto _ : state) done += sampler.run(1, run++).steps / steps_each;
    state.SetItemsProcessed(static_cast<std::int64_t>(done));
    state.counters["ns_each"] = taken.nanoseconds() / static_cast<double>(done);
}

void hold(benchmark::State& state) {
    const auto nodes = static_cast<std::uint16_t>(state.range(0));
    const auto timers = static_cast<std::uint32_t>(state.range(1));
    const std::uint64_t pending = std::uint64_t{nodes} * timers;
    simulate(state, {Kind::hold, nodes, timers}, 4'000'000 + 4 * pending, 1);
}
void m_m_1(benchmark::State& state) { simulate(state, {Kind::queue, 1, 1}, 4'000'000, 2); }
void retry(benchmark::State& state) { simulate(state, {Kind::retry, 1'001, 1}, 4'000'000, 2); }

BENCHMARK(hold)->Name("engine/hold")->Args({100, 1})->Args({1'000, 10})->Args({50'000, 20});
BENCHMARK(m_m_1)->Name("engine/M/M/1");
BENCHMARK(retry)->Name("engine/retry");

}  // namespace
}  // namespace mqfate::workloads
