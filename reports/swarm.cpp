#include "reports/swarm.hpp"

#include <fmt/format.h>

#include "reports/words.hpp"
#include "sim/run/sight.hpp"
#include "sim/run/tally.hpp"

namespace mqfate::reports {
namespace {

/// `strikes_of(run)`: what the fault did in it.
template <class StrikesOf> Swarm swarm_of(const Outcome& outcome, StrikesOf&& strikes_of) {
    Swarm swarm;
    for (const RunSummary& run : outcome.runs) ++(strikes_of(run).is_on ? swarm.on : swarm.off);
    for (const Fate fate : worst_first) {
        Swarm::Wrong wrong{fate};
        for (const RunSummary& run : outcome.runs)
            if (has_fate(run, fate)) ++(strikes_of(run).is_on ? wrong.on : wrong.off);
        if (wrong.on + wrong.off > 0) swarm.wrong.push_back(wrong);
    }
    return swarm;
}

}  // namespace

Swarm swarm_of_rule(const Outcome& outcome, std::size_t rule) {
    return swarm_of(outcome, [&](const RunSummary& run) { return run.rule_strikes[rule]; });
}
Swarm swarm_of_node_fault(const Outcome& outcome, std::size_t fault) {
    return swarm_of(outcome, [&](const RunSummary& run) { return run.node_strikes[fault]; });
}

std::string swarm_lines(const Swarm& swarm) {
    std::string text =
        fmt::format("    on in {} of {} runs", count(swarm.on), count(swarm.on + swarm.off));
    if (swarm.wrong.empty()) return text + ", and nothing went wrong in any\n";
    for (const Swarm::Wrong& wrong : swarm.wrong)
        text +=
            fmt::format("\n      {}: in {} of these, in {} of the other {}", fate_words(wrong.fate),
                        count(wrong.on), count(wrong.off), count(swarm.off));
    return text + "\n";
}

}  // namespace mqfate::reports
