#include "reports/comparison.hpp"

#include <algorithm>

#include "sim/run/tally.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

struct Measure {
    std::string_view key;
    words::Text name;
    FateSet fates;
    bool against_first = false;
};

// Every fate but exactly_once, which is the rest. Both losses of which nobody was told are one:
// what is lost silently.
constexpr std::array measures{
    Measure{"lost_silently", "compare.lost_silently"_t, silent_loss, true},
    Measure{"lost_rejected", "compare.rejected"_t, Fate::lost_rejected},
    Measure{"duplicated", "fate.duplicated"_t, Fate::duplicated, true},
    Measure{"reordered", "fate.reordered"_t, Fate::reordered, true},
    Measure{"phantom", "fate.phantom"_t, Fate::phantom},
    Measure{"absorbed", "fate.absorbed"_t, Fate::absorbed},
    Measure{"parked", "fate.parked"_t, Fate::parked},
};

bool is_judged(const Result& result, Level level) {
    return level == Level::log || result.has_consumers;
}

std::vector<Level> levels_of(const Report& report) {
    if (report.level) return {*report.level};
    const bool consumers = std::any_of(report.results.begin(), report.results.end(),
                                       [](const Result& result) { return result.has_consumers; });
    if (consumers) return {Level::log, Level::effect};
    return {Level::log};
}

std::vector<double> shares_by_run(const Outcome& outcome, Level level, FateSet fates) {
    const auto cases = per_run(outcome, level, fates);
    const auto judged = judged_per_run(outcome, level);
    std::vector<double> result;
    for (std::size_t i = 0; i < cases.size(); ++i)
        result.push_back(
            judged[i] == 0 ? 0 : static_cast<double>(cases[i]) / static_cast<double>(judged[i]));
    return result;
}

Cell difference(const Result& result, const Result& first, Level level, FateSet fates) {
    if (&result == &first || !is_judged(result, level) || !is_judged(first, level)) return {};
    const auto here = shares_by_run(result.outcome, level, fates);
    const auto there = shares_by_run(first.outcome, level, fates);
    const std::size_t n = std::min(here.size(), there.size());
    if (n < enough_runs) return {};
    return Difference{paired_difference(std::span(here).first(n), std::span(there).first(n))};
}

/// Nothing was seen in either; how far that bounds the share may differ.
bool both_are_none(const Cell& a, const Cell& b) {
    const auto* left = std::get_if<Share>(&a);
    const auto* right = std::get_if<Share>(&b);
    return left != nullptr && right != nullptr && left->cases == 0 && right->cases == 0;
}
bool same(const Cell& a, const Cell& b) { return a == b || both_are_none(a, b); }

template <class Value>
Column column_of(const Report& report, std::string_view key, std::vector<Level> levels,
                 words::Text name, Value&& value) {
    Column column{key, std::move(levels), name, false, {}, false};
    for (const Result& result : report.results) column.cells.push_back(value(result));
    column.is_alike = std::all_of(column.cells.begin(), column.cells.end(), [&](const Cell& cell) {
        return same(cell, column.cells.front());
    });
    return column;
}

/// The same column at each level; those that are equal throughout are one.
void add_at_levels(std::vector<Column>& columns, std::vector<Column> at_levels) {
    for (Column& column : at_levels) {
        const bool equal =
            column.levels != at_levels.front().levels && column.cells == at_levels.front().cells;
        if (equal)
            columns.back().levels.push_back(column.levels.front());
        else
            columns.push_back(column);
    }
}

void add_fates(std::vector<Column>& columns, const Report& report,
               const std::vector<Level>& levels) {
    for (const Measure& measure : measures) {
        std::vector<Column> found;
        for (const Level level : levels)
            found.push_back(
                column_of(report, measure.key, {level}, measure.name, [&](const Result& r) -> Cell {
                    if (!is_judged(r, level)) return {};
                    return share_of(r.outcome, level, measure.fates);
                }));
        const std::size_t before = columns.size();
        add_at_levels(columns, std::move(found));
        if (!measure.against_first) continue;
        for (std::size_t i = before; i < columns.size(); i += 2) {
            const std::vector<Level> at = columns[i].levels;
            Column by =
                column_of(report, measure.key, at, "compare.vs_first"_t, [&](const Result& r) {
                    return difference(r, report.results.front(), at.front(), measure.fates);
                });
            by.is_difference = true;
            by.is_alike = columns[i].is_alike;
            columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(by));
        }
    }
}

Cell quantile(const Histogram& histogram, Ratio ratio) {
    if (histogram.count() == 0) return {};
    return histogram.quantile(ratio);
}

Cell throughput(const Outcome& outcome) {
    std::vector<double> rates;
    for (const RunSummary& run : outcome.runs)
        if (run.workload.ns > 0)
            rates.push_back(1e9 * static_cast<double>(run.published) /
                            static_cast<double>(run.workload.ns));
    return PerSecond{mean_of(rates).estimate};
}

std::vector<Column> columns_of(const Report& report, const std::vector<Level>& levels) {
    std::vector<Column> columns;
    add_fates(columns, report, levels);
    std::vector<Column> words;
    for (const Level level : levels)
        words.push_back(column_of(report, "semantics", {level}, "compare.semantics"_t,
                                  [&](const Result& r) -> Cell {
                                      if (!is_judged(r, level)) return {};
                                      return semantics(r.outcome, level);
                                  }));
    add_at_levels(columns, std::move(words));
    const auto add = [&](std::string_view key, words::Text name, auto&& value) {
        columns.push_back(column_of(report, key, {}, name, value));
    };
    const auto& latencies = [](const Result& r) -> const Latencies& { return r.outcome.latencies; };
    add("ack_p50", "compare.ack_p50"_t,
        [&](const Result& r) { return quantile(latencies(r).ack, {1, 2}); });
    add("ack_p99", "compare.ack_p99"_t,
        [&](const Result& r) { return quantile(latencies(r).ack, {99, 100}); });
    add("end_to_end_p99", "compare.end_to_end_p99"_t,
        [&](const Result& r) { return quantile(latencies(r).end_to_end, {99, 100}); });
    add("throughput", "run.throughput"_t, [](const Result& r) { return throughput(r.outcome); });
    return columns;
}

bool same_expectations(const Result& a, const Result& b) {
    return std::equal(a.expected.begin(), a.expected.end(), b.expected.begin(), b.expected.end(),
                      [](const Expected& x, const Expected& y) {
                          return x.text == y.text && x.judgement == y.judgement &&
                                 x.found == y.found;
                      });
}

class Folding {
public:
    Folding(const Report& report, const std::vector<Column>& columns)
        : report_(report), columns_(columns) {}

    bool equal(std::size_t a, std::size_t b) const {
        return same_expectations(report_.results[a], report_.results[b]) &&
               std::all_of(columns_.begin(), columns_.end(), [&](const Column& column) {
                   return column.is_difference || column.cells[a] == column.cells[b];
               });
    }

    /// Rows that differ in this axis alone and are equal come to one.
    std::vector<ComparedRow> folded(const std::vector<ComparedRow>& rows, std::size_t axis) const {
        std::vector<ComparedRow> fewer;
        for (const ComparedRow& row : rows) {
            const auto into = std::find_if(fewer.begin(), fewer.end(), [&](const ComparedRow& f) {
                return neighbours(f, row, axis) && equal(f.results.front(), row.results.front());
            });
            if (into == fewer.end()) {
                fewer.push_back(row);
                continue;
            }
            auto& values = into->values[axis];
            values.insert(values.end(), row.values[axis].begin(), row.values[axis].end());
            into->results.insert(into->results.end(), row.results.begin(), row.results.end());
        }
        for (ComparedRow& row : fewer) std::sort(row.results.begin(), row.results.end());
        return fewer;
    }

    /// Whether the axis has two values to compare somewhere, and makes no difference anywhere.
    bool is_idle(const std::vector<ComparedRow>& rows, std::size_t axis) const {
        bool compared = false;
        for (std::size_t a = 0; a < rows.size(); ++a)
            for (std::size_t b = a + 1; b < rows.size(); ++b) {
                if (!neighbours(rows[a], rows[b], axis)) continue;
                compared = true;
                if (!equal(a, b)) return false;
            }
        return compared;
    }

private:
    static bool neighbours(const ComparedRow& a, const ComparedRow& b, std::size_t axis) {
        for (std::size_t i = 0; i < a.values.size(); ++i)
            if (i != axis && a.values[i] != b.values[i]) return false;
        return true;
    }

    const Report& report_;
    const std::vector<Column>& columns_;
};

}  // namespace

Expectations count_expectations(const Report& report) {
    Expectations all;
    for (const Result& result : report.results) {
        const std::size_t before = all.failed;
        for (const Expected& expected : result.expected) switch (expected.judgement) {
                case Judgement::met: ++all.met; break;
                case Judgement::failed: ++all.failed; break;
                case Judgement::undecided: ++all.undecided; break;
            }
        if (all.failed > before) ++all.failed_in;
    }
    return all;
}

Comparison comparison_of(const Report& report) {
    Comparison comparison;
    comparison.levels = levels_of(report);
    if (report.results.empty()) return comparison;
    for (const auto& [axis, value] : report.results.front().set) comparison.axes.push_back(axis);
    comparison.columns = columns_of(report, comparison.levels);
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        ComparedRow row{{}, {i}};
        for (const auto& [axis, value] : report.results[i].set) row.values.push_back({value});
        comparison.rows.push_back(std::move(row));
    }
    const Folding folding(report, comparison.columns);
    const std::vector<ComparedRow> single = comparison.rows;
    for (std::size_t axis = 0; axis < comparison.axes.size(); ++axis) {
        if (folding.is_idle(single, axis)) comparison.idle_axes.push_back(comparison.axes[axis]);
        comparison.rows = folding.folded(comparison.rows, axis);
    }
    return comparison;
}

}  // namespace mqfate::reports
