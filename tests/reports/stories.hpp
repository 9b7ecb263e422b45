// Outcomes made up by hand: for tests of what reports print.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reports/result.hpp"
#include "tests/reports/labels.hpp"

namespace mqfate::reports {

/// A run of 100 messages: so many lost after success, and twice there, at all levels.
inline RunSummary run_with(std::uint64_t lost, std::uint64_t twice) {
    RunSummary run;
    run.published = 100;
    run.confirmed = 100;
    run.drained = true;
    run.workload = seconds(2);
    run.rule_strikes.resize(1);
    run.node_strikes.resize(1);
    run.node_strikes[0].count = 1;
    for (std::size_t l = 0; l < level_count; ++l) {
        const auto level = static_cast<Level>(l);
        run.fates.at(level, Fate::lost_confirmed) = lost;
        run.fates.at(level, Fate::duplicated) = twice;
        run.fates.at(level, Fate::exactly_once) = 100 - lost - twice;
    }
    run.fates.causes.add(Cause::disk_lost, lost);
    run.fates.causes.add(Cause::ack_lost_then_retried, twice);
    run.fingerprint = 1'000 + lost;
    return run;
}

inline Result result_of(std::vector<RunSummary> runs,
                        std::vector<std::pair<std::string, std::string>> set = {}) {
    Result result;
    result.set = std::move(set);
    result.outcome.asked = runs.size();
    for (std::uint64_t i = 0; i < runs.size(); ++i) result.outcome.numbers.push_back(i);
    result.outcome.runs = std::move(runs);
    result.outcome.latencies.ack.add(milliseconds(3));
    return result;
}

inline Report report_of(std::vector<Result> results) {
    return {"0.1.0", "a/scenario", 0xab, 7, std::move(results), dialect()};
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace mqfate::reports
