// What each audience got, where there are several: consumer groups, or the readers of each queue.
// Tested by: tests/reports/audiences_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "reports/result.hpp"

namespace mqfate::reports {

struct AudienceFates {
    std::string name;
    FateCounts counts;  ///< of all runs; nothing at the level of the log
};

/// By name, in the order in which they are first named. Empty where there are fewer than two.
std::vector<AudienceFates> audience_fates(const Result& result);

}  // namespace mqfate::reports
