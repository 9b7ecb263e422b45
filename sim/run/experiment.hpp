// An experiment: many runs of one plan on all cores.
//
// Run i of seed s is the same whoever computes it, in whatever order: the outcome does not depend
// on the number of threads. The only place that knows threads; the values are in outcome.hpp.
// Tested by: tests/sim/run/experiment_test.cpp.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/run/outcome.hpp"
#include "sim/run/sampler.hpp"

namespace mqfate {

template <class Model>
Outcome experiment(const Plan<typename Model::Vocabulary>& plan, const ExperimentOptions& options) {
    struct Worker {
        std::unique_ptr<Sampler<Model>> sampler;
        Latencies latencies;
    };
    std::vector<std::optional<RunSummary>> results(options.runs);
    tbb::enumerable_thread_specific<Worker> workers;
    const auto some_runs = [&](const tbb::blocked_range<std::uint64_t>& range) {
        Worker& worker = workers.local();
        if (!worker.sampler) worker.sampler = std::make_unique<Sampler<Model>>(plan);
        for (std::uint64_t run = range.begin(); run != range.end(); ++run) {
            if (options.stop && options.stop->load(std::memory_order_relaxed)) return;
            results[run] = worker.sampler->run(options.seed, run);
            worker.latencies.merge(worker.sampler->latencies());
            if (options.finished) options.finished->fetch_add(1, std::memory_order_relaxed);
        }
    };
    const int jobs =
        options.jobs == 0 ? tbb::task_arena::automatic : static_cast<int>(options.jobs);
    tbb::task_arena arena(jobs);
    arena.execute([&] {
        tbb::parallel_for(tbb::blocked_range<std::uint64_t>(0, options.runs, 1), some_runs,
                          tbb::simple_partitioner());
    });

    Outcome outcome;
    outcome.asked = options.runs;
    for (std::uint64_t run = 0; run < options.runs; ++run) {
        if (!results[run]) continue;
        outcome.runs.push_back(std::move(*results[run]));
        outcome.numbers.push_back(run);
    }
    for (const Worker& worker : workers) outcome.latencies.merge(worker.latencies);
    return outcome;
}

}  // namespace mqfate
