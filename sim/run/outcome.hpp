// What an experiment is asked, and what it comes to: values, for all who run one or report it.
//
// What is kept a run is small (RunSummary); latencies are integer histograms, whose sums do not
// depend on the order of runs. Tested by: tests/sim/run/experiment_test.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/run/summary.hpp"

namespace mqfate {

struct ExperimentOptions {
    std::uint64_t seed = 1;
    std::uint64_t runs = 1;
    unsigned jobs = 0;                               ///< threads; 0: all cores
    const std::atomic<bool>* stop = nullptr;         ///< set from outside: finish what is running
    std::atomic<std::uint64_t>* finished = nullptr;  ///< counts finished runs, for a progress bar
};

/// What all runs of one configuration come to, in the order of runs.
struct Outcome {
    std::vector<RunSummary> runs;        ///< those that were finished
    std::vector<std::uint64_t> numbers;  ///< which run each of them is
    Latencies latencies;
    std::uint64_t asked = 0;  ///< how many runs were asked for

    bool complete() const { return runs.size() == asked; }
    /// Of all histories, in the order of runs.
    std::uint64_t fingerprint() const {
        HistoryHash hash;
        for (const RunSummary& run : runs) hash.add(run.fingerprint);
        return hash.value();
    }
};

}  // namespace mqfate
