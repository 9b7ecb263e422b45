#include "reports/compare_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/comparison.hpp"
#include "reports/table.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

/// "+1.2 (0.9 to 1.5)", in points; "=" if the runs show none.
std::string in_points(const Difference& difference, const Say& say) {
    if (!difference.is_seen()) return "=";
    const auto points = [](double x) { return fmt::format("{:+.3g}", 100 * x); };
    return say("number.interval"_t, {{"n", points(difference.by.estimate)},
                                     {"low", points(difference.by.low)},
                                     {"high", points(difference.by.high)}});
}

std::string cell_text(const Cell& cell, const Say& say) {
    struct Render {
        const Say& say;
        std::string operator()(std::monostate) const { return "-"; }
        std::string operator()(const Share& found) const { return share(found, say); }
        std::string operator()(const Difference& by) const { return in_points(by, say); }
        std::string operator()(const words::Text& text) const { return say(text); }
        std::string operator()(Duration time) const { return duration(time); }
        std::string operator()(PerSecond rate) const { return per_second(rate.rate); }
    };
    return std::visit(Render{say}, cell);
}

bool is_none(const Cell& cell) {
    const auto* found = std::get_if<Share>(&cell);
    return found != nullptr && found->cases == 0;
}
bool is_all_none(const Column& column) {
    return std::all_of(column.cells.begin(), column.cells.end(), is_none);
}

/// Loss and duplicates are what everybody looks for.
bool is_headline(const Column& column) {
    return column.key == "lost_silently" || column.key == "duplicated";
}

words::Text level_said(Level level) {
    switch (level) {
        case Level::log: return "compare.level_log"_t;
        case Level::delivery: return "compare.level_delivery"_t;
        case Level::effect: break;
    }
    return "compare.level_effect"_t;
}

/// The table, and what is said below it instead of in it.
class CompareText {
public:
    CompareText(const Report& report, const Say& say)
        : report_(report), comparison_(comparison_of(report)), say_(say) {
        bool with_difference = false;
        for (const Column& column : comparison_.columns) {
            const bool shown =
                column.is_difference ? with_difference && shows_any(column) : is_in_table(column);
            with_difference = shown;
            if (shown)
                in_table_.push_back(&column);
            else if (!column.is_difference)
                below_.push_back(&column);
        }
    }

    std::string text() const {
        std::string text = table() + "\n";
        for (const std::string& line : {none(), alike(), folded(), expectations(), how_to_read()})
            if (!line.empty()) text += line + "\n";
        return text;
    }

private:
    /// What differs; and of one row what it has.
    bool is_in_table(const Column& column) const {
        if (comparison_.rows.size() > 1) return !column.is_alike;
        return is_headline(column) ||
               (!is_all_none(column) &&
                !std::holds_alternative<std::monostate>(column.cells.front()));
    }
    static bool shows_any(const Column& column) {
        return std::any_of(column.cells.begin(), column.cells.end(), [](const Cell& cell) {
            const auto* by = std::get_if<Difference>(&cell);
            return by != nullptr && by->is_seen();
        });
    }

    std::string name_of(const Column& column) const {
        const bool everywhere = column.levels.size() == comparison_.levels.size();
        if (column.levels.empty() || everywhere || column.is_difference) return say_(column.name);
        return say_("compare.at_level"_t,
                    {{"level", level_words(column.levels.front())}, {"what", column.name}});
    }

    std::vector<std::size_t> shown_axes() const {
        std::vector<std::size_t> shown;
        for (std::size_t axis = 0; axis < comparison_.axes.size(); ++axis) {
            const auto& values = comparison_.rows.front().values[axis];
            const bool is_one =
                std::all_of(comparison_.rows.begin(), comparison_.rows.end(),
                            [&](const ComparedRow& row) { return row.values[axis] == values; });
            if (!is_one || values.size() == 1) shown.push_back(axis);
        }
        return shown;
    }

    /// "1, 2"; values with commas of their own are parted by semicolons.
    static std::string joined(const std::vector<std::string>& all) {
        const bool commas = std::any_of(all.begin(), all.end(), [](const std::string& one) {
            return one.find(',') != std::string::npos;
        });
        std::string text;
        for (const std::string& one : all) text += (text.empty() ? "" : commas ? "; " : ", ") + one;
        return text;
    }

    std::string table() const {
        const std::vector<std::size_t> axes = shown_axes();
        const bool with_expectations = count_expectations(report_).met < all_expectations();
        std::vector<std::string> head;
        std::vector<bool> right(axes.size(), false);
        for (const std::size_t axis : axes) head.push_back(comparison_.axes[axis]);
        for (const Column* column : in_table_) {
            head.push_back(name_of(*column));
            right.push_back(column->levels.empty());
        }
        if (with_expectations) {
            head.push_back(say_("compare.not_met"_t));
            right.push_back(false);
        }
        Table table(head, right);
        for (const ComparedRow& row : comparison_.rows) {
            std::vector<std::string> cells;
            for (const std::size_t axis : axes) cells.push_back(joined(row.values[axis]));
            const std::size_t first = row.results.front();
            for (const Column* column : in_table_)
                cells.push_back(column->is_difference && first == 0
                                    ? ""
                                    : cell_text(column->cells[first], say_));
            if (with_expectations) cells.push_back(not_met(report_.results[first]));
            table.row(std::move(cells));
        }
        return table.text();
    }

    std::size_t all_expectations() const { return count_expectations(report_).all(); }

    /// "failed: log.duplicated == 0, found 3".
    std::string not_met(const Result& result) const {
        std::vector<words::Phrase> all;
        for (const Expected& expected : result.expected)
            if (expected.judgement != Judgement::met)
                all.emplace_back(
                    "compare.judged"_t,
                    std::vector<words::Param>{{"judgement", judgement_words(expected.judgement)},
                                              {"expectation", expected.text},
                                              {"found", expected.found}});
        return say_("list"_t, {{"all", std::move(all), "list.semicolon"_t}});
    }

    std::string none() const {
        std::vector<words::Phrase> names;
        double high = 0;
        bool few = false;
        for (const Column* column : below_) {
            if (!is_all_none(*column)) continue;
            names.emplace_back(name_of(*column));
            for (const Cell& cell : column->cells) {
                const auto& found = std::get<Share>(cell);
                high = std::max(high, found.rate.high);
                few = few || found.in_few_runs();
            }
        }
        if (names.empty()) return {};
        return say_(few ? "compare.none"_t : "compare.none_below"_t,
                    {{"all", std::move(names), "list.comma"_t}, {"high", share(high)}});
    }

    std::string alike() const {
        std::vector<words::Phrase> all;
        for (const Column* column : below_) {
            if (is_all_none(*column)) continue;
            if (std::holds_alternative<std::monostate>(column->cells.front())) continue;
            all.emplace_back(
                "compare.value"_t,
                std::vector<words::Param>{{"what", name_of(*column)},
                                          {"value", cell_text(column->cells.front(), say_)}});
        }
        if (all.empty()) return {};
        return say_("compare.alike"_t, {{"all", std::move(all), "list.semicolon"_t}});
    }

    std::string folded() const {
        std::string text;
        for (const std::string& axis : comparison_.idle_axes)
            text += (text.empty() ? "" : "\n") + say_("compare.no_difference"_t, {{"axis", axis}});
        const auto has_several = [&](const ComparedRow& row) {
            for (std::size_t axis = 0; axis < row.values.size(); ++axis)
                if (row.values[axis].size() > 1 && !is_idle(axis)) return true;
            return false;
        };
        if (std::any_of(comparison_.rows.begin(), comparison_.rows.end(), has_several))
            text += (text.empty() ? "" : "\n") + say_("compare.several_values"_t);
        return text;
    }
    bool is_idle(std::size_t axis) const {
        const auto& idle = comparison_.idle_axes;
        return std::find(idle.begin(), idle.end(), comparison_.axes[axis]) != idle.end();
    }

    std::string expectations() const {
        const Expectations found = count_expectations(report_);
        if (found.all() == 0) return {};
        return say_("compare.expectations"_t, {{"met", count(found.met)},
                                               {"failed", count(found.failed)},
                                               {"undecided", count(found.undecided)},
                                               {"n", count(found.failed_in)},
                                               {"all", count(report_.results.size())}});
    }

    std::string how_to_read() const {
        const std::size_t runs = report_.results.front().outcome.runs.size();
        std::string text = say_(runs < enough_runs ? "compare.few_runs"_t : "compare.how_to_read"_t,
                                {{"runs", count(runs)}, {"seed", report_.seed}});
        const bool one = comparison_.levels.size() == 1;
        text += "\n" + say_(one ? level_said(comparison_.levels.front()) : "compare.two_levels"_t);
        if (std::any_of(in_table_.begin(), in_table_.end(),
                        [](const Column* column) { return column->is_difference; }))
            text += "\n" + say_("compare.how_it_differs"_t);
        return text;
    }

    const Report& report_;
    Comparison comparison_;
    const Say& say_;
    std::vector<const Column*> in_table_;
    std::vector<const Column*> below_;
};

}  // namespace

std::string compare_text(const Report& report, const std::string& title, const words::Phrase& note,
                         const Say& say) {
    if (report.results.empty()) return title + "\n" + say("compare.nothing_left"_t) + "\n";
    std::string text = title + "\n\n" + CompareText(report, say).text();
    if (!note.empty()) text += say(note) + "\n";
    return text;
}

}  // namespace mqfate::reports
