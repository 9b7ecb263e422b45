// What a comparison shows, as a value: text and JSON render it, and neither decides anything.
//
// A column is one thing of every configuration: a fate at a level, a time, a rate. All that may
// differ has one, so whatever differs between rows is shown; where no row differs, the column says
// so and is told once. Configurations that are equal in every column and in what became of the
// expectations are one row.
// Tested by: tests/reports/comparison_test.cpp.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/share.hpp"

namespace mqfate::reports {

/// A share minus that of the first row on the same luck; 0.01 is one percentage point.
struct Difference {
    Estimate by;
    bool is_seen() const { return by.low > 0 || by.high < 0; }
    friend bool operator==(const Difference&, const Difference&) = default;
};
struct PerSecond {
    double rate = 0;
    friend bool operator==(const PerSecond&, const PerSecond&) = default;
};
/// Nothing: the configuration has no such thing, such as an effect without a consumer.
using Cell = std::variant<std::monostate, Share, Difference, words::Text, Duration, PerSecond>;

struct Column {
    std::string_view key;       ///< "lost_silently", "ack_p99": the same in all languages
    std::vector<Level> levels;  ///< none: of the run; both: equal at both in every configuration
    words::Text name;
    bool is_difference = false;  ///< from the first row, of the column before this one
    std::vector<Cell> cells;     ///< one a configuration
    bool is_alike = false;       ///< no configuration differs from another
};

/// Configurations that are equal in all that is shown.
struct ComparedRow {
    std::vector<std::vector<std::string>> values;  ///< for each axis, those that come to the same
    std::vector<std::size_t> results;  ///< indices in Report::results, in their order; never empty
};

struct Expectations {
    std::size_t met = 0;
    std::size_t failed = 0;
    std::size_t undecided = 0;
    std::size_t failed_in = 0;  ///< configurations
    std::size_t all() const { return met + failed + undecided; }
};
/// Counted over all configurations.
Expectations count_expectations(const Report& report);

struct Comparison {
    std::vector<std::string> axes;
    std::vector<Level> levels;  ///< those shown
    std::vector<Column> columns;
    std::vector<ComparedRow> rows;
    /// Axes whose every value comes to the same wherever the others are the same.
    std::vector<std::string> idle_axes;
};

/// At the levels log and effect if there is a consumer, else log; or at `report.level` alone.
Comparison comparison_of(const Report& report);

}  // namespace mqfate::reports
