// What a scenario may ask for, so that whatever is accepted ends within seconds and two gigabytes.
//
// Counted, not timed: the same file is refused everywhere. Messages, connections, and what nodes
// know of partitions are known before anything runs. Steps are not, so each run has its share of
// them, at least a thousand, and one that needs more is cut off and said to be. --no-limits lifts
// all of it. Tested by: tests/scenarios/reading/limits_test.cpp, tests/fuzz/exit_status_test.cpp.
#pragma once

#include <cstdint>

#include "scenarios/reading/scenario.hpp"

namespace mqfate::scenarios {

struct Allowance {
    std::uint64_t messages = 2'000'000;      ///< of one run: memory is some 100 bytes each
    std::uint64_t runs = 50'000;             ///< of all rows: a thousand steps for each
    std::uint64_t copies = 15'000'000;       ///< messages times replicas, in all runs of all rows
    std::uint64_t connections = 30'000'000;  ///< that a plan has, in all runs of all rows
    /// Nodes times partitions, in all runs of all rows: 170 bytes and a microsecond each, since a
    /// cluster tells each of its nodes of every partition.
    std::uint64_t views = 11'000'000;
    std::uint64_t steps = 50'000'000;  ///< in all runs of all rows
};

/// How often the plan is simulated: `rows` configurations, `runs` of each.
struct Amount {
    std::uint64_t runs = 1;
    std::uint64_t rows = 1;
};

/// What is too much about it, each with the limit and the flag that lifts it; empty: nothing.
Errors too_much(const Document& document, const Scenario& scenario, const Amount& amount,
                const Allowance& allowance = {});

/// Gives each run its share of the steps, unless its limit is lower already.
void ration(AnyPlan& plan, const Amount& amount, const Allowance& allowance = {});

}  // namespace mqfate::scenarios
