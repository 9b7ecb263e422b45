// Numbers over the runs of an outcome: one value a run, since the run is the sampling unit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/run/outcome.hpp"
#include "sim/run/statistics.hpp"

namespace mqfate {

inline std::vector<std::uint64_t> per_run(const Outcome& outcome, Level level, Fate fate) {
    std::vector<std::uint64_t> counts;
    counts.reserve(outcome.runs.size());
    for (const RunSummary& run : outcome.runs) counts.push_back(run.fates.at(level, fate));
    return counts;
}
/// How often a message was judged at `level`: once, or once for each of its queues or audiences.
inline std::uint64_t judged(const RunSummary& run, Level level) {
    std::uint64_t sum = 0;
    for (std::size_t f = 0; f < fate_count; ++f)
        if (static_cast<Fate>(f) != Fate::reordered)  // counted beside the others
            sum += run.fates.at(level, static_cast<Fate>(f));
    return sum;
}
inline std::vector<std::uint64_t> judged_per_run(const Outcome& outcome, Level level) {
    std::vector<std::uint64_t> counts;
    counts.reserve(outcome.runs.size());
    for (const RunSummary& run : outcome.runs) counts.push_back(judged(run, level));
    return counts;
}
inline std::uint64_t total(const Outcome& outcome, Level level, Fate fate) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.fates.at(level, fate);
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
/// Of all that was judged at this level, the share with this fate, with its interval over runs.
inline Estimate rate_of(const Outcome& outcome, Level level, Fate fate) {
    return rate(per_run(outcome, level, fate), judged_per_run(outcome, level));
}

}  // namespace mqfate
