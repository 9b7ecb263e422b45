#include "models/kafka/renaming.hpp"

#include <string>

#include "sim/explore/interchangeable.hpp"
#include "sim/run/sampler.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::kafka {
namespace {

/// Producers p and q, the second with `other` as well.
scenarios::Scenario two(const std::string& messages, const std::string& config,
                        const std::string& other = "", const std::string& topic = "",
                        const std::string& more = "") {
    const auto producer = [&](const std::string& extra) {
        return R"({"messages": )" + messages + R"(, "config": {"linger.ms": 0)" + config + extra +
               "}}";
    };
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {)" +
                              topic + R"(}}, "producers": {"p": )" + producer("") + R"(, "q": )" +
                              producer(other) + "}}" + more + "}");
}
bool are_alike(const scenarios::Scenario& scenario) { return alike(scenario.plan, {3}, {4}); }
const std::string acks_1 = R"(, "acks": "1", "enable.idempotence": false)";

TEST_CASE("alike: producers with the same settings, not with others") {
    CHECK(are_alike(two("1", "")));
    CHECK(are_alike(two("2", acks_1)));
    CHECK_FALSE(are_alike(two("1", "", R"(, "retries": 3)")));
    const auto scenario = two("1", "");
    CHECK_FALSE(alike(scenario.plan, {0}, {3}));
    CHECK_FALSE(alike(scenario.plan, {1}, {2}));
}

// Since the first in the assignment leads next (election_test.cpp).
TEST_CASE("alike: never followers") {
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 3,
        "topics": {"t": {"replication.factor": 3}}, "producers": {"p": {"messages": 1}}}})");
    CHECK_FALSE(alike(scenario.plan, {1}, {2}));
}

TEST_CASE("alike: not where several batches of a producer wait while others are answered") {
    CHECK_FALSE(are_alike(two("2", "")));
    CHECK(are_alike(two("2", R"(, "max.in.flight.requests.per.connection": 1)")));
    const std::string flush = R"("flush.messages": 1)";
    CHECK_FALSE(are_alike(two("1", acks_1, "", flush)));
    const std::string datagrams = R"(, "network": {"transport": "datagram"})";
    CHECK_FALSE(are_alike(two("1", acks_1, "", "", datagrams)));
}

TEST_CASE("alike: not where the choice of a partition goes by who chooses") {
    const std::string partitions = R"("partitions": 2)";
    CHECK_FALSE(are_alike(two("1", "", "", partitions)));
}

TEST_CASE("alike: not where they look for the cluster at different brokers first") {
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
        "topics": {"t": {}}, "producers": {"p": {"messages": 1}, "q": {"messages": 1},
                                           "r": {"messages": 1}}}})");
    CHECK_FALSE(alike(scenario.plan, {4}, {5}));
    CHECK(alike(scenario.plan, {4}, {6}));
}

TEST_CASE("alike: not where a crash leaves the first of several answers, or an id without owner") {
    const auto crash = [](const std::string& who) {
        return R"(, "faults": [{"crash": )" + who + R"(, "at": "1s"}])";
    };
    CHECK(are_alike(two("1", "", "", "", crash("\"b1\""))));  // one replica: answered at once
    CHECK_FALSE(are_alike(two("1", "", "", "", crash(R"(["p", "q"])"))));
    CHECK(are_alike(two("1", acks_1, "", "", crash(R"(["p", "q"])"))));
    const auto replicated = [&](const std::string& config, const std::string& fault) {
        const std::string each = R"(: {"messages": 1, "config": {"linger.ms": 0)" + config + "}}";
        return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
            "topics": {"t": {"replication.factor": 2}}, "producers": {"p")" +
                                  each + R"(, "x")" + each + R"(, "q")" + each + "}}" + fault +
                                  "}");
    };
    CHECK(alike(replicated("", "").plan, {4}, {6}));
    CHECK_FALSE(alike(replicated("", crash("\"b1\"")).plan, {4}, {6}));
    CHECK(alike(replicated(acks_1, crash("\"b1\"")).plan, {4}, {6}));
}

TEST_CASE("alike: not where somebody else has an id and may crash") {
    const std::string none = R"({"messages": 1, "config": {"linger.ms": 0)" + acks_1 + "}}";
    const auto with = [&](const std::string& other) {
        return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1,
            "topics": {"t": {}}, "producers": {"p": )" +
                                  none + R"(, "q": )" + none + R"(, "x": )" + other +
                                  R"(}}, "faults": [{"crash": "x", "at": "1s"}]})");
    };
    CHECK(are_alike(with(none)));
    CHECK_FALSE(are_alike(with(R"({"messages": 1})")));
}

TEST_CASE("rename: the names of two producers exchanged twice are those of before") {
    const auto scenario = two("3", R"(, "max.in.flight.requests.per.connection": 1)");
    const auto renamings =
        Renamings<Model>(scenario.plan).all(interchangeable<Model>(scenario.plan));
    REQUIRE(renamings.size() == 2);
    Sampler<Model> sampler(scenario.plan);
    REQUIRE(sampler.run(1, 0).drained);
    World<Model> world = sampler.world();
    rename(world, renamings[0]);  // batches in one order
    const World<Model> before = world;
    rename(world, renamings[1]);
    CHECK_FALSE(world == before);
    const auto& p = std::get<Producer>(world.roles[3]);
    const auto& q = std::get<Producer>(world.roles[4]);
    CHECK(p.memory.idempotence.id < q.memory.idempotence.id);
    const auto& channels = std::get<Broker>(world.roles[0]).memory.channels;
    for (std::size_t i = 1; i < channels.size(); ++i)
        CHECK(channels[i - 1].client < channels[i].client);
    rename(world, renamings[1]);
    CHECK(world == before);
}

}  // namespace
}  // namespace mqfate::kafka
