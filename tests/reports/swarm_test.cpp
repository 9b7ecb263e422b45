#include "reports/swarm.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::swarm_test {

/// Two runs with the rule and without the crash, one the other way; the crash loses.
Outcome outcome() {
    RunSummary rule;
    rule.rule_strikes = {{.count = 3}};
    rule.node_strikes = {{.is_on = false}};
    RunSummary crash;
    crash.rule_strikes = {{.is_on = false}};
    crash.node_strikes = {{.count = 1}};
    crash.fates.at(Level::log, Fate::lost_confirmed) = 7;
    Outcome outcome;
    outcome.runs = {rule, rule, crash};
    outcome.asked = 3;
    return outcome;
}

TEST_CASE("swarm report: runs with a fault stand beside runs without it") {
    const Swarm rule = swarm_of_rule(outcome(), 0);
    CHECK(rule.on == 2);
    CHECK(rule.off == 1);
    CHECK(rule.wrong == std::vector<Swarm::Wrong>{{Fate::lost_confirmed, 0, 1}});
    const Swarm crash = swarm_of_node_fault(outcome(), 0);
    CHECK(crash.wrong == std::vector<Swarm::Wrong>{{Fate::lost_confirmed, 1, 0}});
    CHECK(swarm_lines(crash, {}) ==
          "    on in 1 of 3 runs\n      lost, confirmed: in 1 of these, in 0 of the other 2\n");
}

TEST_CASE("swarm report: where nothing went wrong it says so") {
    Outcome calm = outcome();
    calm.runs.pop_back();
    CHECK(swarm_lines(swarm_of_rule(calm, 0), {}) ==
          "    on in 2 of 2 runs, and nothing went wrong in any\n");
}

}  // namespace mqfate::reports::swarm_test
