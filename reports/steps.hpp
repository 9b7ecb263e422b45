// Every step of one run, a line each: what `run --steps` prints, for looking closely and for
// finding the first difference between two runs that should be the same.
// Tested by: tests/reports/steps_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

std::string steps(const Trace& trace, const Labels& labels);

}  // namespace mqfate::reports
