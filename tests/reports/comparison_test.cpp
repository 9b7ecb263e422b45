#include "reports/comparison.hpp"

#include <algorithm>

#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::comparison_test {

using Set = std::vector<std::pair<std::string, std::string>>;

std::vector<RunSummary> ten(const RunSummary& run) { return std::vector<RunSummary>(10, run); }
RunSummary with(Level level, Fate fate, std::uint64_t n) {
    RunSummary run = run_with(0, 0);
    run.fates.at(level, fate) = n;
    if (fate != Fate::reordered) run.fates.at(level, Fate::exactly_once) -= n;
    return run;
}
Result row(const Set& set, const RunSummary& run, bool consumers = false) {
    Result result = result_of(ten(run), set);
    result.has_consumers = consumers;
    return result;
}
std::vector<Column> called(const Comparison& comparison, std::string_view key) {
    std::vector<Column> found;
    for (const Column& column : comparison.columns)
        if (column.key == key && !column.is_difference) found.push_back(column);
    return found;
}
std::uint64_t cases(const Cell& cell) { return std::get<Share>(cell).cases; }

TEST_CASE("comparison: what the queue lost and what the business lost are two columns") {
    // The log loses 10 of 100 a run; all had their effect before.
    const RunSummary lost_later = with(Level::log, Fate::lost_confirmed, 10);
    const Report report =
        report_of({row({{"a", "1"}}, run_with(0, 0), true), row({{"a", "2"}}, lost_later, true)});
    const Comparison found = comparison_of(report);
    CHECK(found.levels == std::vector{Level::log, Level::effect});
    const std::vector<Column> lost = called(found, "lost_silently");
    REQUIRE(lost.size() == 2);
    CHECK(lost[0].levels == std::vector{Level::log});
    CHECK(cases(lost[0].cells[1]) == 100);
    CHECK_FALSE(lost[0].is_alike);
    CHECK(lost[1].levels == std::vector{Level::effect});
    CHECK(cases(lost[1].cells[1]) == 0);
    CHECK(lost[1].is_alike);
    const std::vector<Column> words = called(found, "semantics");
    REQUIRE(words.size() == 2);
    CHECK(std::get<words::Text>(words[0].cells[1]).en == "at-most-once");
    CHECK(std::get<words::Text>(words[1].cells[1]).en == "exactly-once");
}

TEST_CASE("comparison: equal at both levels throughout is one column of both") {
    const Comparison found = comparison_of(report_of(
        {row({{"a", "1"}}, run_with(0, 0), true), row({{"a", "2"}}, run_with(10, 0), true)}));
    const std::vector<Column> lost = called(found, "lost_silently");
    REQUIRE(lost.size() == 1);
    CHECK(lost[0].levels == std::vector{Level::log, Level::effect});
}

TEST_CASE("comparison: one level is asked for, or there is but one") {
    Report report = report_of({row({{"a", "1"}}, run_with(0, 0), true)});
    report.level = Level::effect;
    CHECK(comparison_of(report).levels == std::vector{Level::effect});
    CHECK(comparison_of(report_of({row({}, run_with(0, 0))})).levels == std::vector{Level::log});
}

TEST_CASE("comparison: every fate that may differ has a column, and says whether it does") {
    for (const auto& [fate, key] : {std::pair{Fate::lost_confirmed, "lost_silently"},
                                    {Fate::lost_unknown, "lost_silently"},
                                    {Fate::lost_rejected, "lost_rejected"},
                                    {Fate::duplicated, "duplicated"},
                                    {Fate::reordered, "reordered"},
                                    {Fate::phantom, "phantom"},
                                    {Fate::absorbed, "absorbed"},
                                    {Fate::parked, "parked"}}) {
        CAPTURE(key);
        const Comparison found = comparison_of(report_of(
            {row({{"a", "1"}}, run_with(0, 0)), row({{"a", "2"}}, with(Level::log, fate, 3))}));
        CHECK(found.rows.size() == 2);
        for (const Column& column : found.columns)
            if (std::holds_alternative<Share>(column.cells[1]))
                CHECK(column.is_alike == (column.key != key));
    }
}

TEST_CASE("comparison: a difference from the first row is seen where its interval leaves out 0") {
    const Comparison found = comparison_of(
        report_of({row({{"a", "1"}}, run_with(0, 0)), row({{"a", "2"}}, run_with(10, 0))}));
    const auto by = std::find_if(found.columns.begin(), found.columns.end(),
                                 [](const Column& c) { return c.is_difference; });
    REQUIRE(by != found.columns.end());
    CHECK(std::get<Difference>(by->cells[1]).by.estimate == doctest::Approx(0.1));
    CHECK(std::get<Difference>(by->cells[1]).is_seen());
    CHECK(std::holds_alternative<std::monostate>(by->cells[0]));
}

TEST_CASE("comparison: rows equal in everything are one, and the axis makes no difference") {
    const RunSummary good = run_with(0, 0);
    const RunSummary bad = run_with(10, 0);
    const Comparison found = comparison_of(report_of(
        {row({{"acks", "1"}, {"isr", "1"}}, bad), row({{"acks", "1"}, {"isr", "2"}}, bad),
         row({{"acks", "all"}, {"isr", "1"}}, good), row({{"acks", "all"}, {"isr", "2"}}, good)}));
    CHECK(found.idle_axes == std::vector<std::string>{"isr"});
    REQUIRE(found.rows.size() == 2);
    CHECK(found.rows[0].values == std::vector<std::vector<std::string>>{{"1"}, {"1", "2"}});
    CHECK(found.rows[0].results == std::vector<std::size_t>{0, 1});
    CHECK(found.rows[1].results == std::vector<std::size_t>{2, 3});
}

TEST_CASE("comparison: an axis that matters anywhere is not idle, though some rows are one") {
    const RunSummary good = run_with(0, 0);
    const RunSummary bad = run_with(10, 0);
    const Comparison found = comparison_of(report_of(
        {row({{"acks", "1"}, {"isr", "1"}}, bad), row({{"acks", "1"}, {"isr", "2"}}, bad),
         row({{"acks", "all"}, {"isr", "1"}}, bad), row({{"acks", "all"}, {"isr", "2"}}, good)}));
    CHECK(found.idle_axes.empty());
    // Three are equal, and no product of values: two of them are one row.
    REQUIRE(found.rows.size() == 3);
    CHECK(found.rows[0].values == std::vector<std::vector<std::string>>{{"1", "all"}, {"1"}});
    CHECK(found.rows[0].results == std::vector<std::size_t>{0, 2});
}

TEST_CASE("comparison: equal fates with another judgement are two rows") {
    Result first = row({{"a", "1"}}, run_with(0, 0));
    Result second = row({{"a", "2"}}, run_with(0, 0));
    first.expected = {{"cause.disk_lost > 0", "3", Judgement::met}};
    second.expected = {{"cause.disk_lost > 0", "0", Judgement::failed}};
    const Report report = report_of({first, second});
    CHECK(comparison_of(report).rows.size() == 2);
    const Expectations counted = count_expectations(report);
    CHECK(counted.met == 1);
    CHECK(counted.failed == 1);
    CHECK(counted.failed_in == 1);
}

TEST_CASE("comparison: who has no consumer has nothing at the level of the effect") {
    const Comparison found = comparison_of(report_of(
        {row({{"a", "with"}}, run_with(0, 0), true), row({{"a", "without"}}, run_with(0, 0))}));
    const std::vector<Column> lost = called(found, "lost_silently");
    REQUIRE(lost.size() == 2);
    CHECK(std::holds_alternative<std::monostate>(lost[1].cells[1]));
    CHECK_FALSE(lost[1].is_alike);
}

}  // namespace mqfate::reports::comparison_test
