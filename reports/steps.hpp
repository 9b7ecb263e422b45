// Every step of one run, a line each: what `run --steps` prints, for looking closely and for
// finding the first difference between two runs that should be the same.
// Tested by: tests/reports/steps_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

/// Names of facts, causes, messages and timers are codes in any language.
std::string steps(const Trace& trace, const Labels& labels, const words::Say& say);

}  // namespace mqfate::reports
