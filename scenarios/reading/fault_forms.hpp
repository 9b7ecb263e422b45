// Simpler forms of one fault: it strikes once instead of by chance, at a moment or an instant
// instead of within a window, fewer nodes, and without what only says how.
//
// A moment is 1us after a fact (chosen: before anything else happens, mostly), or inside the
// handler of the node that dies. A form is a proposal: whether it still shows what it must is tried
// elsewhere. What is proposed is never itself simplified back into what it came from, so that
// trying ends. Tested by: tests/scenarios/reading/fault_forms_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/input/value.hpp"
#include "sim/run/summary.hpp"

namespace mqfate::scenarios {

struct FaultContext {
    Strikes strikes;             ///< of this fault, in a run that shows it
    std::uint64_t messages = 0;  ///< of the scenario: moments about one of them if they are few
    /// A window becomes the instant at which it struck. That ties it to what else there is, so it
    /// comes last.
    bool narrow = false;
};

/// Whether it is a rule on messages; else it strikes nodes or links. A plan has them apart.
bool is_rule(const Value& fault);

/// In the order in which they are worth trying.
std::vector<Value> simpler_forms(const Value& fault, const FaultContext& context);

/// The fault at half its time ("at", "between"); the fault itself if that has no times that can be
/// halved to a microsecond at least.
Value at_half_time(const Value& fault);

}  // namespace mqfate::scenarios
