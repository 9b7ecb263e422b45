// The order in which a scenario is made smaller, again and again until a round changes nothing.
//
// Faults that strike by chance become faults that strike once before messages go, since a rare
// fault would need many of them; windows keep their width until all else is done, since the
// instant that strikes moves whenever something else goes.
// Tested by: tests/scenarios/shrinking/shrink_test.cpp.
#pragma once

#include "scenarios/shrinking/trials.hpp"

namespace mqfate::scenarios {

/// `root` without what no run depends on: texts, expectations, comparisons, runs and seed.
/// Requires: `log` is that of reading it.
Value bare(const Value& root, const ReadingLog& log);

/// Leaves the smallest in `trials`.
void run_passes(Trials& trials);

}  // namespace mqfate::scenarios
