// The result as CSV (RFC 4180): a line a configuration, level and fate, for spreadsheets. The last
// columns are of the configuration, alike on all of its lines: how many expectations are met,
// failed and undecided, and which are not met and what was found.
// Tested by: tests/reports/csv_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

std::string to_csv(const Report& report);

}  // namespace mqfate::reports
