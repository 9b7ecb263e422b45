#include "reports/compare_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/table.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

/// Lost at `level`, told to the producer as success or not.
std::vector<std::uint64_t> lost_per_run(const Outcome& outcome, Level level) {
    std::vector<std::uint64_t> lost = per_run(outcome, level, Fate::lost_confirmed);
    const auto unknown = per_run(outcome, level, Fate::lost_unknown);
    for (std::size_t i = 0; i < lost.size(); ++i) lost[i] += unknown[i];
    return lost;
}

std::vector<double> shares(const std::vector<std::uint64_t>& cases, const Outcome& outcome) {
    std::vector<double> result;
    for (std::size_t i = 0; i < cases.size(); ++i)
        result.push_back(outcome.runs[i].published == 0
                             ? 0
                             : static_cast<double>(cases[i]) /
                                   static_cast<double>(outcome.runs[i].published));
    return result;
}

/// "+1.2 % (0.9 to 1.5)": the difference from the first row on the same luck; "=" if none is seen.
std::string difference(const std::vector<double>& row, const std::vector<double>& first) {
    const std::size_t n = std::min(row.size(), first.size());
    const Estimate d = paired_difference(std::span(row).first(n), std::span(first).first(n));
    if (d.low <= 0 && d.high >= 0) return "=";
    const auto points = [](double x) { return fmt::format("{:+.3g}", 100 * x); };
    return points(d.estimate) + " (" + points(d.low) + " to " + points(d.high) + ")";
}

double throughput(const Outcome& outcome) {
    std::vector<double> rates;
    for (const RunSummary& run : outcome.runs)
        if (run.workload.ns > 0)
            rates.push_back(1e9 * static_cast<double>(run.published) /
                            static_cast<double>(run.workload.ns));
    return mean_of(rates).estimate;
}

}  // namespace

std::string compare_text(const Report& report, const std::string& title, const std::string& note) {
    if (report.results.empty()) return title + "\nNo configuration is left.\n";
    const Result& first = report.results.front();
    const Level level = first.has_consumers ? Level::effect : Level::log;
    std::vector<std::string> head;
    for (const auto& [axis, value] : first.set) head.push_back(axis);
    const std::size_t axes = head.size();
    for (const char* column : {"lost silently", "duplicated", "rejected", "semantics", "ack p50",
                               "ack p99", "throughput", "lost: vs first", "duplicated: vs first"})
        head.emplace_back(column);
    std::vector<bool> right(head.size(), false);
    for (std::size_t i = axes + 4; i < axes + 7; ++i) right[i] = true;

    Table table(head, right);
    const auto first_lost = shares(lost_per_run(first.outcome, level), first.outcome);
    const auto first_twice =
        shares(per_run(first.outcome, level, Fate::duplicated), first.outcome);
    for (const Result& result : report.results) {
        const Outcome& o = result.outcome;
        const auto lost = lost_per_run(o, level);
        const auto twice = per_run(o, level, Fate::duplicated);
        std::vector<std::string> cells;
        for (const auto& [axis, value] : result.set) cells.push_back(value);
        cells.push_back(share(rate(lost, published_per_run(o))));
        cells.push_back(share(rate(twice, published_per_run(o))));
        cells.push_back(share(rate_of(o, level, Fate::lost_rejected).estimate));
        cells.emplace_back(semantics(o, level));
        cells.push_back(duration(o.latencies.ack.quantile({1, 2})));
        cells.push_back(duration(o.latencies.ack.quantile({99, 100})));
        cells.push_back(per_second(throughput(o)));
        const bool is_first = &result == &first;
        cells.push_back(is_first ? "" : difference(shares(lost, o), first_lost));
        cells.push_back(is_first ? "" : difference(shares(twice, o), first_twice));
        table.row(std::move(cells));
    }
    std::string text = title + "\n\n" + table.text();
    text += fmt::format(
        "\n{} runs a row on the same luck, seed {}; {} level; shares of all messages with 95 % "
        "intervals over runs;\ndifferences from the first row in percentage points, \"=\" where "
        "the runs show none.\n",
        count(first.outcome.runs.size()), report.seed, name(level));
    if (!note.empty()) text += note + "\n";
    return text;
}

}  // namespace mqfate::reports
