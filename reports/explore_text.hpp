// What `explore` prints for people: the verdict, the bounds it is true within, each property, what
// was not tried, and the shortest way to whatever was found.
// Tested by: tests/reports/explore_text_test.cpp.
#pragma once

#include <string>

#include "reports/explored.hpp"

namespace mqfate::reports {

std::string explore_text(const Explored& report, const words::Say& say);

}  // namespace mqfate::reports
