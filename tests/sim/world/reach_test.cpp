#include "sim/world/reach.hpp"

#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::reach_test {

using toy::client;
using toy::server;

/// A client that has asked, and a server that has not heard of it yet.
struct Asked {
    Plan<toy::Vocabulary> plan = toy::calm_plan(1);
    World<toy::Model> world = empty_world<toy::Model>(plan, toy::Model::roles(plan));
    Connection<toy::Vocabulary::Body>& connection = world.connections[0];

    Asked() {
        for (NodeStatus& node : world.nodes) node.process = true;
        connection.client_open = true;
        connection.flow(Way::to_server).push_back({Packet<toy::Vocabulary::Body>::Kind::opens, {}});
        connection.turns[0] = 1;
    }
    bool can_answer() const { return reach().can_answer(server, client); }
    Reach<toy::Model> reach() const { return {world, plan, false}; }
};

TEST_CASE("reach: an answer can come while both run and nothing is cut or withheld") {
    Asked asked;
    CHECK(asked.can_answer());
    CHECK(asked.reach().all_is_well());
}

TEST_CASE("reach: no answer comes from a paused server, or across a cut, or where it is withheld") {
    Asked paused;
    paused.world.nodes[0].paused = true;
    CHECK_FALSE(paused.can_answer());
    CHECK_FALSE(paused.reach().runs(server));
    for (const std::size_t way : {0U, 1U}) {
        Asked cut;
        cut.connection.cuts[way] = 1;
        CHECK_FALSE(cut.can_answer());
        CHECK_FALSE(cut.reach().all_is_well());
        Asked withheld;
        withheld.connection.withheld[way] = true;
        CHECK_FALSE(withheld.can_answer());
    }
}

TEST_CASE(
    "reach: a host without the process refuses, and that is an answer; a dead host is silent") {
    Asked refused;
    refused.world.nodes[0].process = false;
    CHECK(refused.can_answer());
    Asked silent;
    silent.world.nodes[0].process = silent.world.nodes[0].host = false;
    CHECK_FALSE(silent.can_answer());
}

TEST_CASE("reach: a server that has lost the connection does not answer, unless the end is told") {
    Asked forgotten;
    forgotten.connection.flow(Way::to_server).clear();
    forgotten.connection.turns[0] = 0;
    CHECK_FALSE(forgotten.can_answer());
    forgotten.connection.turns[1] = 1;  // an end marker is under way to the client
    CHECK(forgotten.can_answer());
}

}  // namespace mqfate::reach_test
