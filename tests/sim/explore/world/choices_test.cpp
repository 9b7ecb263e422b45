#include "sim/explore/world/choices.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::choices_test {

using Kind = Packet<toy::Vocabulary::Body>::Kind;

/// Both processes run; the question and its answer are under way at once.
struct Stage {
    Plan<toy::Vocabulary> plan = toy::calm_plan(1);
    World<toy::Model> world = empty_world<toy::Model>(plan, toy::Model::roles(plan));
    Scope scope;
    std::vector<std::uint8_t> strikes_left;

    Stage() {
        for (NodeStatus& node : world.nodes) node.process = true;
        auto& connection = world.connections[0];
        connection.client_open = connection.server_open = true;
        connection.flow(Way::to_server).push_back({Kind::data, toy::Ask{}});
        connection.flow(Way::to_client).push_back({Kind::data, toy::Answer{}});
        world.disks.resize(2);
    }
    Stage& fault(NodeFault::Kind kind, CrashKind crash = CrashKind::process) {
        NodeFault fault;
        fault.kind = kind;
        fault.crash = crash;
        fault.target.nodes = {toy::server};
        plan.faults.nodes.push_back(fault);
        plan.faults.cuts.push_back({{toy::client, toy::server}});
        strikes_left.push_back(1);
        world.cuts.resize(plan.faults.cuts.size());
        return *this;
    }
    std::vector<Choice> all() const {
        std::vector<Choice> out;
        Choices<toy::Model>(world, plan, scope, scope.budget, strikes_left, out).all();
        return out;
    }
    template <class What> std::size_t count() const {
        const auto out = all();
        return static_cast<std::size_t>(
            std::count_if(out.begin(), out.end(), [](const Choice& choice) {
                if constexpr (std::is_same_v<What, Strike> || std::is_same_v<What, Inside>) {
                    return std::holds_alternative<What>(choice.what);
                } else {
                    const auto* step = std::get_if<Step>(&choice.what);
                    return step != nullptr && std::holds_alternative<What>(*step);
                }
            }));
    }
};

TEST_CASE(
    "choices: the oldest packet of each way arrives, unless the way is cut or its end pauses") {
    Stage stage;
    CHECK(stage.count<Deliver>() == 2);
    stage.world.connections[0].cuts[0] = 1;
    CHECK(stage.count<Deliver>() == 1);
    stage.world.nodes[1].paused = true;
    CHECK(stage.count<Deliver>() == 0);
    CHECK(stage.count<Resume>() == 1);
}

TEST_CASE("choices: faults strike while their budget and their limit last") {
    Stage stage;
    stage.fault(NodeFault::Kind::crash).fault(NodeFault::Kind::cut);
    CHECK(stage.count<Strike>() == 0);
    stage.scope.budget.crashes = 1;
    CHECK(stage.count<Strike>() == 1);
    stage.scope.budget.losses = 1;
    CHECK(stage.count<Strike>() == 2);
    stage.strikes_left[0] = 0;
    CHECK(stage.count<Strike>() == 1);
}

TEST_CASE(
    "choices: a process may die while it handles what arrives, before any message in its bound") {
    Stage stage;
    stage.fault(NodeFault::Kind::crash);
    stage.scope.budget.crashes = 1;
    CHECK(stage.count<Inside>() == toy::Model::most_sends);  // the question arrives at the server
    stage.plan.faults.nodes[0].target.nodes = {toy::server, toy::client};
    CHECK(stage.count<Inside>() == 2 * toy::Model::most_sends);  // and the answer at the client
    stage.plan.faults.nodes[0].kind = NodeFault::Kind::pause;
    CHECK(stage.count<Inside>() == 0);
}

TEST_CASE("choices: what is down, paused or cut may come back at any time") {
    Stage stage;
    stage.fault(NodeFault::Kind::cut);
    stage.world.nodes[0].process = false;
    stage.world.cuts[0] = 1;
    CHECK(stage.count<Start>() == 1);
    CHECK(stage.count<Heal>() == 1);
}

TEST_CASE("choices: a rule hits any packet that matches and is of the present connection") {
    Stage stage;
    stage.plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind)};
    stage.scope.budget.losses = 1;
    CHECK(stage.count<Withhold>() == 1);
    auto& flow = stage.world.connections[0].flow(Way::to_server);
    flow.push_back({Kind::data, toy::Ask{}});
    CHECK(stage.count<Withhold>() == 2);
    // Behind the end of the connection comes another one: the older packets are out of reach.
    flow.push_back({Kind::end, {}});
    CHECK(stage.count<Withhold>() == 0);
    flow.push_back({Kind::opens, toy::Ask{}});
    CHECK(stage.count<Withhold>() == 1);
}

TEST_CASE("choices: a reset comes behind any packet that matches, as if when that was sent") {
    Stage stage;
    stage.plan.faults.rules = {toy::rule(Verdict::reset, toy::ask_kind)};
    stage.scope.budget.losses = 1;
    stage.world.connections[0].flow(Way::to_server).push_back({Kind::data, toy::Ask{}});
    CHECK(stage.count<Break>() == 2);
}

TEST_CASE("choices: what had passed a cut arrives after the news only as a deviation") {
    Stage stage;  // a question is under way, and an answer
    stage.plan.faults.rules = {toy::rule(Verdict::reset, toy::ask_kind)};
    stage.scope.budget.losses = 1;
    CHECK(stage.count<Break>() == 1);
    stage.scope.budget.deviations = 1;
    CHECK(stage.count<Break>() == 2);
    stage.world.connections[0].flow(Way::to_client).clear();  // nothing but what is hit
    CHECK(stage.count<Break>() == 1);
}

TEST_CASE("choices: what was written is written back only where the power may go") {
    Stage stage;
    stage.world.disks[0].file({0}).written = Position{1};
    stage.fault(NodeFault::Kind::crash, CrashKind::process);
    stage.scope.budget.crashes = 1;
    CHECK(stage.count<WriteBack>() == 0);
    stage.fault(NodeFault::Kind::crash, CrashKind::power);
    CHECK(stage.count<WriteBack>() == 1);
    stage.plan.faults.nodes.back().crash = CrashKind::page_cache;
    CHECK(stage.count<WriteBack>() == 1);
    stage.scope.budget.crashes = 0;
    CHECK(stage.count<WriteBack>() == 0);
}

TEST_CASE("choices: while news of an ended connection is under way, all else deviates") {
    Stage stage;
    stage.world.connections[0].flow(Way::to_client).clear();
    stage.world.connections[0].flow(Way::to_client).push_back({Kind::end, {}});
    CHECK(stage.all().size() == 1);
    stage.scope.budget.deviations = 1;
    const auto out = stage.all();
    CHECK(out.size() == 2);
    CHECK(std::count_if(out.begin(), out.end(), [](const Choice& c) { return c.deviates; }) == 1);
    stage.scope.budget.deviations = Budget::all;
    CHECK(stage.all().size() == 2);
}

TEST_CASE(
    "choices: a shutdown strikes as a crash does, and who takes long is killed out of order") {
    Stage stage;
    stage.fault(NodeFault::Kind::shutdown);
    CHECK(stage.count<Strike>() == 0);
    stage.scope.budget.crashes = 1;
    CHECK(stage.count<Strike>() == 1);
    CHECK(stage.count<Inside>() == 0);
    stage.world.nodes[0].stopping = true;
    CHECK(stage.count<Crash>() == 0);
    stage.scope.budget.deviations = 1;
    CHECK(stage.count<Crash>() == 1);
    const auto all = stage.all();
    CHECK(std::all_of(all.begin(), all.end(), [](const Choice& choice) {
        const auto* step = std::get_if<Step>(&choice.what);
        return step == nullptr || !std::holds_alternative<Crash>(*step) || choice.deviates;
    }));
}

TEST_CASE("choices: one by one, the next one's turn comes when the one before is back") {
    Stage stage;
    stage.fault(NodeFault::Kind::shutdown);
    stage.scope.budget.crashes = 2;
    stage.plan.faults.nodes[0].one_by_one = true;
    stage.plan.faults.nodes[0].target.nodes = {toy::server, toy::client};
    stage.strikes_left[0] = 2;
    CHECK(stage.count<Strike>() == 1);
    stage.strikes_left[0] = 1;  // the server has had its turn
    CHECK(stage.count<Strike>() == 1);
    stage.world.nodes[0].stopping = true;
    CHECK(stage.count<Strike>() == 0);
    stage.world.nodes[0] = {};
    CHECK(stage.count<Strike>() == 0);
}

}  // namespace mqfate::choices_test
