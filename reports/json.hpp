// The result as JSON: a contract (schema_version 1). Numbers of a rate are shares, times are
// seconds. Tested by: tests/reports/json_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

/// One object, indented, with a line feed at its end.
std::string to_json(const Report& report);

}  // namespace mqfate::reports
