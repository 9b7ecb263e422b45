// Two connections of one pair, a server that sends unasked and is pushed back, and what disks do
// beside appending: through the whole engine.
#include "sim/run/sampler.hpp"

#include "tests/sim/run/two_lanes.hpp"

#include <doctest/doctest.h>

namespace mqfate::sampler_lanes_test {

using two_lanes::Client;
using two_lanes::client;
using two_lanes::Server;
using two_lanes::server;
using LaneSampler = Sampler<two_lanes::Model>;

const Client& client_of(const LaneSampler& sampler) {
    return std::get<Client>(sampler.world().roles[index(client)]);
}
const Server& server_of(const LaneSampler& sampler) {
    return std::get<Server>(sampler.world().roles[index(server)]);
}

TEST_CASE("lanes: an answer goes out on the connection that its question came in on") {
    const auto plan = two_lanes::plan();
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(client_of(sampler).memory.came == std::vector<std::uint32_t>{1, 1});
}

TEST_CASE("lanes: a server sends unasked, on the lane that it names") {
    auto plan = two_lanes::plan();
    plan.settings.items = 5;
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(client_of(sampler).memory.came == std::vector<std::uint32_t>{1, 6});
}

TEST_CASE("lanes: one of two connections ends, and the other stays") {
    auto plan = two_lanes::plan();
    plan.settings.items = 5;
    MessageRule reset;
    reset.verdict = Verdict::reset;
    reset.body = two_lanes::Item::kind.code;
    reset.nth = 4;  // two answers, then the second item
    plan.faults.rules = {reset};
    // The drain would stop the fault before it strikes: messages to come keep the workload going.
    plan.messages = 1;
    plan.limits.workload = seconds(1);
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(client_of(sampler).memory.ended == std::vector<Lane>{1});
    CHECK(sampler.world().connections[0].client_open);
    CHECK_FALSE(sampler.world().connections[1].client_open);
}

TEST_CASE(
    "lanes: a pushing server whose socket is full is told, and told again when there is "
    "room") {
    auto plan = two_lanes::plan(4'000);
    plan.settings.items = 20;  // of 1,000 bytes each, at once
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(server_of(sampler).memory.full == 1);
    CHECK(server_of(sampler).memory.room == 1);
    CHECK(client_of(sampler).memory.came[1] == 21);
    // Its neighbour: a buffer that takes all of it never pushes back.
    auto roomy = two_lanes::plan(1'000'000);
    roomy.settings.items = 20;
    LaneSampler calm(roomy);
    calm.run(1, 0);
    CHECK(server_of(calm).memory.full == 0);
}

/// The file as a loss of power at `at` leaves it.
std::uint32_t kept_after_power_loss(Plan<two_lanes::Vocabulary> plan, Instant at) {
    NodeFault loss;
    loss.crash = CrashKind::power;
    loss.target.nodes = {server};
    loss.when.from = at;
    plan.faults.nodes = {loss};
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    return server_of(sampler).durable.kept;
}

TEST_CASE("disk: a file is replaced as one, with the sync that was asked for") {
    auto plan = two_lanes::plan();
    plan.settings.writes = plan.settings.replaces = true;
    // Greeted at 3 ms (the handshake, and 1 ms); written then, synced at 5, replaced at 7.
    CHECK(kept_after_power_loss(plan, Instant{} + milliseconds(4)) == 0);
    CHECK(kept_after_power_loss(plan, Instant{} + milliseconds(6)) == 10);
    CHECK(kept_after_power_loss(plan, Instant{} + milliseconds(8)) == 1);
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(server_of(sampler).memory.replaced);
}

TEST_CASE("disk: a sync that fails is told, and makes nothing durable") {
    auto plan = two_lanes::plan();
    plan.settings.writes = true;
    plan.disks[index(server)].sync_fails = Ratio::one();
    CHECK(kept_after_power_loss(plan, Instant{} + milliseconds(6)) == 0);
    LaneSampler sampler(plan);
    sampler.run(1, 0);
    CHECK(server_of(sampler).memory.failed == 1);
    CHECK(server_of(sampler).memory.synced == 0);
}

}  // namespace mqfate::sampler_lanes_test
