#include "models/kafka/renaming.hpp"

#include <set>
#include <string>

#include "models/kafka/producer_ids.hpp"
#include "sim/explore/reduction/renamings.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/models/kafka/settled.hpp"

namespace mqfate::kafka::renaming_test {

TEST_CASE("rename: the names of two producers exchanged twice are those of before") {
    const std::string each = R"({"messages": 3, "config": {"linger.ms": 0,
        "max.in.flight.requests.per.connection": 1}})";
    const auto scenario = tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}},
            "producers": {"p": )" +
        each + R"(, "q": )" + each + "}}}");
    const auto renamings = Renamings<Model>(kafka_plan(scenario))
                               .all(interchangeable<Model>(kafka_plan(scenario), Scope{}));
    REQUIRE(renamings.size() == 2);
    World<Model> world = tests::settled(kafka_plan(scenario));
    rename(world, kafka_plan(scenario).settings.kafka, renamings[0]);  // batches in one order
    const World<Model> before = world;
    rename(world, kafka_plan(scenario).settings.kafka, renamings[1]);
    CHECK_FALSE(world == before);
    const auto& p = std::get<Producer>(world.roles[3]);
    const auto& q = std::get<Producer>(world.roles[4]);
    CHECK(p.memory.idempotence.id < q.memory.idempotence.id);
    const auto& channels = std::get<Broker>(world.roles[0]).memory.inbox.channels;
    for (std::size_t i = 1; i < channels.size(); ++i)
        CHECK(channels[i - 1].client < channels[i].client);
    rename(world, kafka_plan(scenario).settings.kafka, renamings[1]);
    CHECK(world == before);
}

// b1 leads, b2 is down and out of the set, b3 is in it.
TEST_CASE("rename: followers take each other's places, in lists and in sets") {
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 3,
        "topics": {"t": {"replication.factor": 3}}, "producers": {"p": {"messages": 3}}}})");
    const Settings& settings = kafka_plan(scenario).settings.kafka;
    const auto renamings = Renamings<Model>(kafka_plan(scenario)).all({{{1}, {2}}});
    REQUIRE(renamings.size() == 2);
    World<Model> world = tests::settled(kafka_plan(scenario));
    rename(world, settings, renamings[0]);
    world.nodes[1].process = false;
    auto& deciding = std::get<Controller>(world.roles[3]).durable;
    deciding.brokers[1].fenced = true;
    deciding.partitions[0].isr = {0b101};
    auto& leading = std::get<Broker>(world.roles[0]).memory.replicas[0];
    leading.isr = {0b101};
    leading.proposed = ReplicaSet{0b111};
    leading.remotes[1].end = {1};
    const World<Model> before = world;
    rename(world, settings, renamings[1]);

    const auto& leader = std::get<Broker>(world.roles[0]).memory.replicas[0];
    const auto& led = std::get<Broker>(before.roles[0]).memory.replicas[0];
    CHECK(leader.isr == ReplicaSet{0b011});
    CHECK(leader.proposed == ReplicaSet{0b111});
    CHECK(leader.remotes[2].end == Offset{1});
    CHECK(leader.remotes[1] == led.remotes[2]);
    CHECK(leader.remotes[2] == led.remotes[1]);
    const auto& decided = std::get<Controller>(world.roles[3]);
    CHECK(decided.durable.partitions[0].isr == ReplicaSet{0b011});
    CHECK_FALSE(decided.durable.brokers[1].fenced);
    CHECK(decided.durable.brokers[2].fenced);
    CHECK(world.nodes[1].process);
    CHECK_FALSE(world.nodes[2].process);
    // The first to be asked, and whoever gave the id.
    const auto& was = std::get<Producer>(before.roles[5]).memory;
    const auto& is = std::get<Producer>(world.roles[5]).memory;
    CHECK(was.metadata.next == NodeId{2});
    CHECK(is.metadata.next == NodeId{1});
    CHECK(is.connections[1] == was.connections[2]);
    const ProducerIds ids(3);
    CHECK(ids.giver(was.idempotence.id) == NodeId{2});
    CHECK(is.idempotence.id == ids.of_another(was.idempotence.id, {1}));

    rename(world, settings, renamings[1]);
    CHECK(world == before);
}

TEST_CASE("producer ids: whose an id is can be told, and no two brokers give the same") {
    const ProducerIds ids(3);
    std::set<std::uint32_t> given;
    for (const NodeId broker : {NodeId{0}, NodeId{1}, NodeId{2}})
        for (const BrokerEpoch start : {BrokerEpoch{0}, BrokerEpoch{1}, BrokerEpoch{7}})
            for (const std::uint32_t n : {0U, 1U, 999U, 1'000U}) {
                const ProducerId id = ids.nth(n, broker, start);
                CHECK(ids.giver(id) == broker);
                CHECK(ids.of_another(id, {2}) == ids.nth(n, {2}, start));
                CHECK(given.insert(id.value).second);
            }
}

}  // namespace mqfate::kafka::renaming_test
