#include "reports/compare_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/table.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

/// Lost at `level`, told to the producer as success or not.
std::vector<std::uint64_t> lost_per_run(const Outcome& outcome, Level level) {
    std::vector<std::uint64_t> lost = per_run(outcome, level, Fate::lost_confirmed);
    const auto unknown = per_run(outcome, level, Fate::lost_unknown);
    for (std::size_t i = 0; i < lost.size(); ++i) lost[i] += unknown[i];
    return lost;
}

std::vector<double> shares(const std::vector<std::uint64_t>& cases,
                           const std::vector<std::uint64_t>& judged) {
    std::vector<double> result;
    for (std::size_t i = 0; i < cases.size(); ++i)
        result.push_back(
            judged[i] == 0 ? 0 : static_cast<double>(cases[i]) / static_cast<double>(judged[i]));
    return result;
}

/// "+1.2 % (0.9 to 1.5)": the difference from the first row on the same luck; "=" if none is seen.
std::string difference(const std::vector<double>& row, const std::vector<double>& first,
                       const Say& say) {
    const std::size_t n = std::min(row.size(), first.size());
    const Estimate d = paired_difference(std::span(row).first(n), std::span(first).first(n));
    if (d.low <= 0 && d.high >= 0) return "=";
    const auto points = [](double x) { return fmt::format("{:+.3g}", 100 * x); };
    return say("number.interval"_t,
               {{"n", points(d.estimate)}, {"low", points(d.low)}, {"high", points(d.high)}});
}

double throughput(const Outcome& outcome) {
    std::vector<double> rates;
    for (const RunSummary& run : outcome.runs)
        if (run.workload.ns > 0)
            rates.push_back(1e9 * static_cast<double>(run.published) /
                            static_cast<double>(run.workload.ns));
    return mean_of(rates).estimate;
}

struct Column {
    std::string name;
    bool right = false;
    std::vector<std::string> cells;
};

/// Whether the column says anything: not all of its cells are alike.
bool says_something(const Column& column, std::size_t from) {
    for (std::size_t i = from; i < column.cells.size(); ++i)
        if (column.cells[i] != column.cells[from]) return true;
    return column.cells.size() > from && column.cells[from] != "=" && column.cells[from] != "0";
}

/// All columns that follow the axes. What is parked, rejections and
/// differences are left out where there are none.
std::vector<Column> columns_of(const Report& report, Level level, const Say& say) {
    const Outcome& first = report.results.front().outcome;
    const auto first_judged = judged_per_run(first, level);
    const auto first_lost = shares(lost_per_run(first, level), first_judged);
    const auto first_twice = shares(per_run(first, level, Fate::duplicated), first_judged);
    const auto left = [&](words::Text name) { return Column{say(name), false, {}}; };
    const auto right = [&](words::Text name) { return Column{say(name), true, {}}; };
    Column lost = left("compare.lost_silently"_t), twice = left("fate.duplicated"_t);
    Column parked = right("fate.parked"_t), rejected = right("compare.rejected"_t);
    Column word = left("compare.semantics"_t);
    Column p50 = right("compare.ack_p50"_t), p99 = right("compare.ack_p99"_t);
    Column rate_column = right("run.throughput"_t), lost_by = left("compare.lost_vs_first"_t);
    Column twice_by = left("compare.duplicated_vs_first"_t);
    for (const Result& result : report.results) {
        const Outcome& o = result.outcome;
        const bool is_first = &o == &first;
        const auto lost_here = lost_per_run(o, level);
        const auto twice_here = per_run(o, level, Fate::duplicated);
        const auto judged = judged_per_run(o, level);
        const Histogram& ack = o.latencies.ack;
        const bool timed = ack.count() > 0;
        lost.cells.push_back(share(rate(lost_here, judged), say));
        twice.cells.push_back(share(rate(twice_here, judged), say));
        parked.cells.push_back(share(rate_of(o, level, Fate::parked).estimate));
        rejected.cells.push_back(share(rate_of(o, level, Fate::lost_rejected).estimate));
        word.cells.push_back(say(semantics(o, level)));
        p50.cells.push_back(timed ? duration(ack.quantile({1, 2})) : "-");
        p99.cells.push_back(timed ? duration(ack.quantile({99, 100})) : "-");
        rate_column.cells.push_back(per_second(throughput(o)));
        lost_by.cells.push_back(is_first ? ""
                                         : difference(shares(lost_here, judged), first_lost, say));
        twice_by.cells.push_back(
            is_first ? "" : difference(shares(twice_here, judged), first_twice, say));
    }
    std::vector<Column> all{std::move(lost), std::move(twice)};
    if (says_something(parked, 0)) all.push_back(std::move(parked));
    if (says_something(rejected, 0)) all.push_back(std::move(rejected));
    for (Column* column : {&word, &p50, &p99, &rate_column}) all.push_back(std::move(*column));
    if (says_something(lost_by, 1)) all.push_back(std::move(lost_by));
    if (says_something(twice_by, 1)) all.push_back(std::move(twice_by));
    return all;
}

}  // namespace

std::string compare_text(const Report& report, const std::string& title, const words::Phrase& note,
                         const Say& say) {
    if (report.results.empty()) return title + "\n" + say("compare.nothing_left"_t) + "\n";
    const Result& first = report.results.front();
    const Level level = first.has_consumers ? Level::effect : Level::log;
    const std::vector<Column> columns = columns_of(report, level, say);
    std::vector<std::string> head;
    std::vector<bool> right;
    for (const auto& [axis, value] : first.set) {
        head.push_back(axis);
        right.push_back(false);
    }
    for (const Column& column : columns) {
        head.push_back(column.name);
        right.push_back(column.right);
    }
    Table table(head, right);
    for (std::size_t row = 0; row < report.results.size(); ++row) {
        std::vector<std::string> cells;
        for (const auto& [axis, value] : report.results[row].set) cells.push_back(value);
        for (const Column& column : columns) cells.push_back(column.cells[row]);
        table.row(std::move(cells));
    }
    std::string text = title + "\n\n" + table.text();
    text += "\n" +
            say("compare.how_to_read"_t, {{"runs", count(first.outcome.runs.size())},
                                          {"seed", report.seed},
                                          {"level", level_words(level)}}) +
            "\n";
    if (!note.empty()) text += say(note) + "\n";
    return text;
}

}  // namespace mqfate::reports
