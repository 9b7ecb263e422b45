// The result as CSV (RFC 4180): a line a configuration, level and fate, for spreadsheets.
// Tested by: tests/reports/csv_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

std::string to_csv(const Report& report);

}  // namespace mqfate::reports
