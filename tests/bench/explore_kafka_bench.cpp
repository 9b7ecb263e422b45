// The explorer on our own Kafka world: three brokers, acks=all, one message, one crash of the
// leader. One thread unless said. Reference: explicit-state checkers on replication models of this
// kind, CPU time on a machine of this class (TLC 2.18, SPIN 6.5.2), and the floor of copying,
// hashing and inserting a state of 300 bytes.
#include <benchmark/benchmark.h>

#include <string>

#include "models/kafka/system.hpp"
#include "scenarios/reading/scenario.hpp"
#include "sim/explore/search/search.hpp"
#include "sim/explore/world/world_machine.hpp"
#include "tests/bench/search_rates.hpp"

namespace mqfate::explore_kafka_bench {
namespace {

using Machine_ = WorldMachine<kafka::Model>;

Plan<kafka::Vocabulary> plan_of(const std::string& acks) {
    const std::string text = R"({"schema_version": 1, "kafka": {"brokers": 3,
        "topics": {"orders": {"replication.factor": 3, "min.insync.replicas": 2}},
        "producers": {"shop": {"messages": 1, "every": "1ms",
                               "config": {"linger.ms": 0, "acks": ")" +
                             acks + R"("}}}}, "faults": [{"crash": "b1", "at": "1s"}]})";
    auto document = scenarios::Document::parse(text, "bench");
    return scenarios::read_scenario(*document)->plan.as<kafka::Vocabulary>();
}

Machine_ machine_of(const Plan<kafka::Vocabulary>& plan) {
    Question lost;
    lost.property = {"nothing confirmed is lost", Property::Kind::at_the_end};
    lost.fate = Fate::lost_confirmed;
    lost.most = 0;
    std::vector<Question> questions{lost};
    for (std::uint8_t rule = 0; rule < 4; ++rule) {
        Question question;
        question.property = {kafka::Model::rules()[rule].name, Property::Kind::always};
        question.of =
            kafka::Model::rules()[rule].of_a_step ? Question::Of::step : Question::Of::world;
        question.rule = rule;
        questions.push_back(question);
    }
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    return Machine_(plan, scope, questions);
}

/// The first million distinct worlds.
void a_million_worlds(benchmark::State& state) {
    const Plan<kafka::Vocabulary> plan = plan_of("all");
    SearchResult result;
    bench::SearchRates rates;
    for (auto _ : state) {
        SearchOptions options;
        options.jobs = static_cast<unsigned>(state.range(0));
        options.worlds = 1'000'000;
        result = Search<Machine_>(machine_of(plan), options).run();
        if (result.end != SearchResult::End::worlds)
            return state.SkipWithError("a search that ends before its bound");
        rates.add(result);
    }
    rates.report(state);
    state.counters["bytes_a_world"] =
        static_cast<double>(result.visited_bytes) / static_cast<double>(result.distinct);
    state.counters["most_MB"] = static_cast<double>(result.most_bytes) / 1e6;
    state.SetLabel("bars 500 k, 200 k, 40 bytes; TLC 25 k, SPIN 1.2 M, floor 9 M successors/s");
}
/// From the text of a scenario to the counterexample of acks=1.
void first_verdict(benchmark::State& state) {
    for (auto _ : state) {
        const Plan<kafka::Vocabulary> plan = plan_of("1");
        if (Search<Machine_>(machine_of(plan), {.jobs = 1}).run().end != SearchResult::End::decided)
            return state.SkipWithError("acks=1 loses");
    }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(a_million_worlds)
    ->Name("explore/our Kafka, threads")
    ->Arg(1)
    ->Arg(2)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(ms);
BENCHMARK(first_verdict)->Name("explore/our Kafka, acks=1 loses")->Unit(ms);

}  // namespace
}  // namespace mqfate::explore_kafka_bench
