// What `compare` prints for people: one aligned table, a row a configuration.
// Tested by: tests/reports/compare_text_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"

namespace mqfate::reports {

/// `note`: a last line, such as how much was finished; may be empty.
std::string compare_text(const Report& report, const std::string& title, const words::Phrase& note,
                         const words::Say& say);

}  // namespace mqfate::reports
