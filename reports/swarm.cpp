#include "reports/swarm.hpp"

#include "reports/words.hpp"
#include "sim/run/sight.hpp"
#include "sim/run/tally.hpp"

namespace mqfate::reports {

using namespace words::literals;

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

std::string swarm_lines(const Swarm& swarm, const Say& say) {
    const std::vector<words::Param> on{{"on", count(swarm.on)},
                                       {"all", count(swarm.on + swarm.off)}};
    if (swarm.wrong.empty()) return "    " + say("run.swarm_nothing"_t, on) + "\n";
    std::string text = "    " + say("run.swarm_on"_t, on);
    for (const Swarm::Wrong& wrong : swarm.wrong)
        text += "\n      " + say("run.swarm_wrong"_t, {{"fate", fate_words(wrong.fate)},
                                                       {"on", count(wrong.on)},
                                                       {"off", count(wrong.off)},
                                                       {"others", count(swarm.off)}});
    return text + "\n";
}

}  // namespace mqfate::reports
