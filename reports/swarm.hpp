// What a fault has to do with what went wrong, where each run draws which faults are on
// (sim/run/swarm.hpp): runs with it beside runs without it.
// Tested by: tests/reports/swarm_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/experiment.hpp"
#include "words/phrase.hpp"

namespace mqfate::reports {

struct Swarm {
    std::uint64_t on = 0;   ///< runs
    std::uint64_t off = 0;  ///< runs
    /// Runs in which a message had this fate at any level; only fates that some run has.
    struct Wrong {
        Fate fate = Fate::lost_confirmed;
        std::uint64_t on = 0;
        std::uint64_t off = 0;
        friend bool operator==(const Wrong&, const Wrong&) = default;
    };
    std::vector<Wrong> wrong;
};

Swarm swarm_of_rule(const Outcome& outcome, std::size_t rule);
Swarm swarm_of_node_fault(const Outcome& outcome, std::size_t fault);

/// "    on in 52 of 100 runs: lost, confirmed in 31 of them, in 0 of the others"
std::string swarm_lines(const Swarm& swarm, const words::Say& say);

}  // namespace mqfate::reports
