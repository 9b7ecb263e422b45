// The result as JSON: a contract (schema_version 1). Numbers of a rate are shares, times are
// seconds.
//
// "configurations": each with its fates at all levels. "expectations": counted over all of them,
// and in how many one failed. Of a comparison also "comparison": which columns differ and which are
// alike; which axes make no difference; and the rows, each of configurations (by index) that come
// to the same. Tested by: tests/reports/json_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

/// One object, indented, with a line feed at its end.
std::string to_json(const Report& report);

}  // namespace mqfate::reports
