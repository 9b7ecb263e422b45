// The result as CSV (RFC 4180): a line a configuration, level and fate, for spreadsheets.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

std::string to_csv(const Report& report);

}  // namespace mqfate::reports
