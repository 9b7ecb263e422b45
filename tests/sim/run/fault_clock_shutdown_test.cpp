// Shutdowns in runs: the end in good order, the restart after it, the end of patience, one by one.
#include <optional>
#include <vector>

#include "tests/sim/run/told.hpp"

#include <doctest/doctest.h>

namespace mqfate::fault_clock_shutdown_test {

using tests::at_ms;
using tests::Told;
using tests::ToyPlan;

/// A server that answers from its disk, where a sync takes `sync`; it is shut down at 55 ms.
ToyPlan shut_down(Duration sync, std::optional<Duration> restart = {}) {
    ToyPlan plan = toy::calm_plan(10);
    plan.settings.syncs = true;
    plan.disks[0].sync_latency = Delay::constant(sync);
    plan.settings.ask_again = seconds(1);
    NodeFault fault;
    fault.kind = NodeFault::Kind::shutdown;
    fault.target.nodes = {toy::server};
    fault.when.from = at_ms(55);
    fault.lasts = restart;
    plan.faults.nodes = {fault};
    return plan;
}

TEST_CASE("shutdown: the process ends when it has done what it must, and starts so long after") {
    // The question of 50 ms arrives at 51 and is on disk, and answered, at 58.
    const Told told(shut_down(milliseconds(7), milliseconds(30)));
    CHECK(told.when(Happening::shut_down) == std::vector{at_ms(55)});
    CHECK(told.when(Happening::exited) == std::vector{at_ms(58)});
    CHECK(told.restarts() == std::vector{at_ms(88)});
    CHECK(told.when(Happening::crashed).empty());
    CHECK(told.summary.node_strikes[0] == Strikes{1, at_ms(55)});
    // What was asked meanwhile is asked again, behind later ones.
    CHECK(told.summary.confirmed == 10);
    CHECK(told.summary.fates.at(Level::log, Fate::lost_confirmed) == 0);
}

TEST_CASE("shutdown: without an end it lasts until the drain, which starts the process again") {
    const Told told(shut_down(milliseconds(7)));
    CHECK(told.restarts().size() == 1);
    CHECK(told.summary.drained);
}

TEST_CASE("shutdown: a process that ends during the drain starts again at once") {
    // The last message is confirmed at 109 ms; the server is asked then, and a sync takes long.
    ToyPlan plan = shut_down(milliseconds(7));
    plan.faults.nodes[0].target.nodes = {toy::client};
    plan.faults.nodes[0].when.from = at_ms(20);
    const Told told(plan);
    CHECK(told.when(Happening::exited) == std::vector{at_ms(20)});
    CHECK(told.summary.drained);
}

TEST_CASE("shutdown: who does not end is killed, and starts so long after that") {
    ToyPlan plan = shut_down(milliseconds(500), milliseconds(30));
    plan.faults.nodes[0].patience = milliseconds(100);
    const Told told(plan);
    CHECK(told.when(Happening::exited).empty());
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(155)});
    CHECK(told.restarts().front() == at_ms(185));
}

TEST_CASE("shutdown: who has ended in time is not killed, nor is its next process") {
    ToyPlan plan = shut_down(milliseconds(7), milliseconds(30));
    plan.faults.nodes[0].patience = milliseconds(50);
    CHECK(Told(plan).when(Happening::crashed).empty());
}

TEST_CASE("shutdown: it strikes nobody who does not run, stands still, or was asked before") {
    ToyPlan plan = shut_down(milliseconds(50), milliseconds(30));
    plan.faults.nodes.push_back(plan.faults.nodes[0]);
    plan.faults.nodes[1].when.from = at_ms(56);
    const Told told(plan);
    CHECK(told.summary.node_strikes[0].count == 1);
    CHECK(told.summary.node_strikes[1].count == 0);
}

TEST_CASE("shutdown: a crash meanwhile ends it, and the restart comes after that") {
    ToyPlan plan = shut_down(milliseconds(500), milliseconds(30));
    NodeFault crash;
    crash.target.nodes = {toy::server};
    crash.when.from = at_ms(60);
    plan.faults.nodes.push_back(crash);
    const Told told(plan);
    CHECK(told.when(Happening::exited).empty());
    CHECK(told.when(Happening::crashed) == std::vector{at_ms(60)});
    CHECK(told.restarts().front() == at_ms(90));
}

TEST_CASE("shutdown: one by one, the next one's turn comes when the one before is back") {
    ToyPlan plan = shut_down(milliseconds(7), milliseconds(1'500));
    plan.faults.nodes[0].one_by_one = true;
    plan.faults.nodes[0].target.nodes = {toy::server, toy::client};
    const Told told(plan);
    // The server ends at 58 ms and is back at 1558; it is looked for every second. After the last
    // turn nothing is left to wait for: the drain starts the client.
    CHECK(told.when(Happening::shut_down) == std::vector{at_ms(55), at_ms(2'055)});
    CHECK(told.restarts() == std::vector{at_ms(1'558), at_ms(2'055)});
    CHECK(told.summary.node_strikes[0].count == 2);
    // All at once, where nobody says one by one.
    plan.faults.nodes[0].one_by_one = false;
    CHECK(Told(plan).when(Happening::shut_down) == std::vector{at_ms(55), at_ms(55)});
}

}  // namespace mqfate::fault_clock_shutdown_test
