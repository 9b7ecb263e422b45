// A table for people: columns aligned by what a terminal shows, quiet rules, no colour.
// Tested by: tests/reports/table_test.cpp.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "reports/words.hpp"

namespace mqfate::reports {

class Table {
public:
    /// `right`: for each column, whether it is set flush right (numbers).
    Table(std::vector<std::string> head, std::vector<bool> right)
        : right_(std::move(right)), rows_{std::move(head)} {}

    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

    /// Each line begins with `indent` spaces and ends with a line feed.
    std::string text(std::size_t indent = 2) const {
        std::vector<std::size_t> widths(rows_.front().size(), 0);
        for (const auto& cells : rows_)
            for (std::size_t i = 0; i < cells.size(); ++i)
                widths[i] = std::max(widths[i], columns(cells[i]));
        std::string text;
        for (const auto& cells : rows_) {
            std::string line(indent, ' ');
            for (std::size_t i = 0; i < cells.size(); ++i)
                line += padded(cells[i], widths[i], right_[i]) + (i + 1 < cells.size() ? "  " : "");
            line.erase(line.find_last_not_of(' ') + 1);
            text += line + "\n";
        }
        return text;
    }

private:
    std::vector<bool> right_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace mqfate::reports
