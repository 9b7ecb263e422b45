// The Kafka path: three brokers, acks=all, 1,000 messages a run; events and messages a second.
#include <benchmark/benchmark.h>

#include <string>

#include "models/world.hpp"
#include "scenarios/scenario.hpp"
#include "sim/run/sampler.hpp"

namespace mqfate {
namespace {

Plan<Vocabulary> plan_of(const std::string& producer_config) {
    const std::string text =
        R"({"schema_version": 1, "kafka": {
             "broker_config": {"min.insync.replicas": 2},
             "topics": {"orders": {"replication.factor": 3}},
             "producers": {"shop": {"messages": 1000, "every": "1ms", "config": {)" +
        producer_config + R"(}}}}})";
    auto document = scenarios::Document::parse(text, "bench");
    return scenarios::read_scenario(*document)->plan;
}

void simulate(benchmark::State& state, const std::string& producer_config) {
    const Plan<Vocabulary> plan = plan_of(producer_config);
    Sampler<Model> sampler(plan);
    std::uint64_t run = 0;
    std::uint64_t events = 0;
    std::uint64_t messages = 0;
    for (auto _ : state) {
        const RunSummary summary = sampler.run(1, run++);
        events += summary.steps;
        messages += summary.published;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
    state.counters["messages"] =
        benchmark::Counter(static_cast<double>(messages), benchmark::Counter::kIsRate);
    state.counters["ns_an_event"] =
        benchmark::Counter(static_cast<double>(events) / 1e9,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void one_message_a_batch(benchmark::State& state) {
    simulate(state, R"("linger.ms": 0, "batch.size": 0)");
}
void with_batches(benchmark::State& state) { simulate(state, R"("linger.ms": 20)"); }

BENCHMARK(one_message_a_batch)->Name("kafka/acks=all/one message a batch");
BENCHMARK(with_batches)->Name("kafka/acks=all/batches");

}  // namespace
}  // namespace mqfate
