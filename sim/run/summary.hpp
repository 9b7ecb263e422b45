// What one run comes to: a small value, so that thousands of them are kept and merged.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/histogram.hpp"
#include "sim/base/time.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

/// How often one declared fault struck, and when first.
struct Strikes {
    std::uint32_t count = 0;
    Instant first = Instant::never();
    bool is_on = true;  ///< whether it could strike at all in this run (swarm.hpp)
    friend bool operator==(const Strikes&, const Strikes&) = default;
};

struct RunSummary {
    Fates fates;
    std::uint64_t published = 0;
    std::uint64_t confirmed = 0;
    std::uint64_t rejected = 0;
    std::vector<Strikes> rule_strikes;  ///< by message rule of the plan
    std::vector<Strikes> node_strikes;  ///< by node fault of the plan
    std::uint64_t steps = 0;
    Duration workload{};            ///< from the first publication to the last settlement
    Duration end{};                 ///< when the drain was over
    bool drained = false;           ///< nothing was left to do; else a limit ended the run
    std::uint64_t fingerprint = 0;  ///< of the whole history
    friend bool operator==(const RunSummary&, const RunSummary&) = default;
};

/// Times from publication to confirmation, and to the first effect. Merged over runs.
struct Latencies {
    Histogram ack;
    Histogram end_to_end;
    friend bool operator==(const Latencies&, const Latencies&) = default;
    void merge(const Latencies& other) {
        ack.merge(other.ack);
        end_to_end.merge(other.end_to_end);
    }
    void clear() {
        ack.clear();
        end_to_end.clear();
    }
};

}  // namespace mqfate
