// Numbers over the runs of an outcome: one value a run, since the run is the sampling unit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/run/outcome.hpp"
#include "sim/run/statistics.hpp"
#include "sim/world/fate_set.hpp"

namespace mqfate {

inline std::vector<std::uint64_t> per_run(const Outcome& outcome, Level level, FateSet fates) {
    std::vector<std::uint64_t> counts;
    counts.reserve(outcome.runs.size());
    for (const RunSummary& run : outcome.runs)
        counts.push_back(count_of(run.fates.all, level, fates));
    return counts;
}
inline std::uint64_t total(const Outcome& outcome, Level level, FateSet fates) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += count_of(run.fates.all, level, fates);
    return sum;
}
inline std::uint64_t total(const Outcome& outcome, Cause cause) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.fates.caused_by(cause);
    return sum;
}
/// Whether a message of the run has this fate, at any level.
inline bool has_fate(const RunSummary& run, Fate fate) {
    return std::any_of(
        run.fates.all.by_level.begin(), run.fates.all.by_level.end(),
        [&](const auto& counts) { return counts[static_cast<std::size_t>(fate)] > 0; });
}
inline std::vector<std::uint64_t> judged_per_run(const Outcome& outcome, Level level) {
    std::vector<std::uint64_t> counts;
    counts.reserve(outcome.runs.size());
    for (const RunSummary& run : outcome.runs) counts.push_back(run.fates.all.judged(level));
    return counts;
}
/// How many were judged at a level, in all runs: each message once for each queue or audience.
inline std::uint64_t total_judged(const Outcome& outcome, Level level) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.fates.all.judged(level);
    return sum;
}
/// Of all that was judged at a level, the share with one of these fates, with its interval over
/// runs.
inline Estimate rate_of(const Outcome& outcome, Level level, FateSet fates) {
    return rate(per_run(outcome, level, fates), judged_per_run(outcome, level));
}

}  // namespace mqfate
