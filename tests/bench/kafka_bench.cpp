// The Kafka path: three brokers, acks=all, 1,000 messages a run; events and messages a second. The
// same with 100 brokers and 1,000 partitions; and what drivers do with a world of three brokers.
#include <benchmark/benchmark.h>

#include <string>

#include "models/kafka/system.hpp"
#include "scenarios/reading/scenario.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/run/experiment.hpp"
#include "sim/run/sampler.hpp"
#include "tests/bench/memory.hpp"
#include "tests/bench/processor_time.hpp"

namespace mqfate::kafka_bench {
namespace {

Plan<kafka::Vocabulary> plan_of(const std::string& producer_config, int brokers = 3,
                                int partitions = 1, int messages = 1'000) {
    const std::string text = R"({"schema_version": 1, "kafka": {"brokers": )" +
                             std::to_string(brokers) + R"(,
             "broker_config": {"min.insync.replicas": 2},
             "topics": {"orders": {"replication.factor": 3, "partitions": )" +
                             std::to_string(partitions) + R"(}},
             "producers": {"shop": {"messages": )" +
                             std::to_string(messages) + R"(, "every": "1ms", "config": {)" +
                             producer_config + R"(}}}}})";
    auto document = scenarios::Document::parse(text, "bench");
    return scenarios::read_scenario(*document)->plan.as<kafka::Vocabulary>();
}

void simulate(benchmark::State& state, const Plan<kafka::Vocabulary>& plan) {
    Sampler<kafka::Model> sampler(plan);
    std::uint64_t run = 0;
    std::uint64_t events = 0;
    std::uint64_t messages = 0;
    const bench::ProcessorTime taken;
    for (auto _ : state) {
        const RunSummary summary = sampler.run(1, run++);
        events += summary.steps;
        messages += summary.published;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
    state.counters["messages"] =
        benchmark::Counter(static_cast<double>(messages), benchmark::Counter::kIsRate);
    state.counters["ns_an_event"] = taken.nanoseconds() / static_cast<double>(events);
}

const std::string no_batches = R"("linger.ms": 0, "batch.size": 0)";
const std::string batches = R"("linger.ms": 20)";

void one_message_a_batch(benchmark::State& state) { simulate(state, plan_of(no_batches)); }
void with_batches(benchmark::State& state) { simulate(state, plan_of(batches)); }
void many_brokers(benchmark::State& state) { simulate(state, plan_of(no_batches, 100, 1'000)); }

/// A million messages through three replicas, and what that takes of memory at its height.
void a_million_messages(benchmark::State& state, const std::string& producer_config) {
    bench::forget_most_bytes();
    simulate(state, plan_of(producer_config, 3, 1, 1'000'000));
    state.counters["MB_at_most"] = static_cast<double>(bench::most_bytes_allocated()) / 1e6;
}

/// Many runs, on one core and on two: time on the wall.
void many_runs(benchmark::State& state) {
    const Plan<kafka::Vocabulary> plan = plan_of(batches);
    ExperimentOptions options;
    options.runs = 400;
    options.jobs = static_cast<unsigned>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(experiment<kafka::Model>(plan, options).runs.size());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(options.runs));
}

/// The world at the end of a run of 1,000 messages.
World<kafka::Model> some_world() {
    const Plan<kafka::Vocabulary> plan = plan_of(batches);
    Sampler<kafka::Model> sampler(plan);
    sampler.run(1, 0);
    return sampler.world();
}
void copy(benchmark::State& state) {
    const World<kafka::Model> world = some_world();
    for (auto _ : state) benchmark::DoNotOptimize(World<kafka::Model>(world));
}
/// Into memory that a world of the same kind has used before.
void reset(benchmark::State& state) {
    const World<kafka::Model> world = some_world();
    World<kafka::Model> used = world;
    for (auto _ : state) {
        used = world;
        benchmark::DoNotOptimize(used);
    }
}
void fingerprint_of_world(benchmark::State& state) {
    const World<kafka::Model> world = some_world();
    Fingerprinter fingerprinter;
    for (auto _ : state) benchmark::DoNotOptimize(fingerprinter(world));
    state.counters["bytes"] = static_cast<double>(fingerprinter.bytes().size());
}

BENCHMARK(one_message_a_batch)->Name("kafka/acks=all/one message a batch");
BENCHMARK(with_batches)->Name("kafka/acks=all/batches");
BENCHMARK(many_brokers)->Name("kafka/100 brokers, 1,000 partitions");
BENCHMARK_CAPTURE(a_million_messages, , no_batches)
    ->Name("kafka/1,000,000 messages/one message a batch")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(a_million_messages, , batches)
    ->Name("kafka/1,000,000 messages/batches")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(many_runs)
    ->Name("kafka/400 runs, cores")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(copy)->Name("world/copy");
BENCHMARK(reset)->Name("world/reset");
BENCHMARK(fingerprint_of_world)->Name("world/fingerprint");

}  // namespace
}  // namespace mqfate::kafka_bench
