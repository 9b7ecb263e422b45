// What `shrink` found: what the small scenario shows, how much smaller it is, and the scenario.
// Tested by: tests/reports/shrink_text_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "sim/run/sight.hpp"
#include "sim/world/dialect.hpp"

namespace mqfate::reports {

struct ShrinkSize {
    std::uint64_t messages = 0;
    std::uint64_t faults = 0;
    std::uint64_t settings = 0;  ///< off their default
};

struct ShrinkResult {
    std::string title;
    Sight sight;
    ShrinkSize from;
    ShrinkSize to;
    std::uint64_t runs = 0;
    std::uint64_t candidates = 0;
    bool interrupted = false;
    std::string scenario;  ///< a JSON text that ends with a line feed
    std::string saved;     ///< the file that has it; empty: none
    Dialect dialect{};     ///< of the system
};

std::string shrink_text(const ShrinkResult& result, const words::Say& say);

/// {"shows": {"level", "fate", "cause" or null}, "from": {"messages", "faults", "settings"}, "to",
/// "runs", "interrupted", "scenario"}.
std::string shrink_json(const ShrinkResult& result);

}  // namespace mqfate::reports
