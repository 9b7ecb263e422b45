// A JSON value as a text for people: what fits a line stands on it, the rest is indented by two.
// Members keep their order, numbers stay as they were written. Reading it again gives the same.
// Tested by: tests/scenarios/input/layout_test.cpp.
#pragma once

#include <cstddef>
#include <string>

#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

/// Lines have at most `columns` bytes where the value allows it. Ends with a line feed.
std::string laid_out(const Value& value, std::size_t columns = 100);

}  // namespace mqfate::scenarios
