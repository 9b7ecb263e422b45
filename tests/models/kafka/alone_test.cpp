#include "models/kafka/alone.hpp"

#include <string>

#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/models/kafka/settled.hpp"

namespace mqfate::kafka::alone_test {

/// One broker (node 0), the producer at node 3, the consumer at node 4, when all is done.
struct Calm {
    scenarios::Scenario scenario;
    World<Model> world;

    explicit Calm(const std::string& config = "", const std::string& other = "")
        : scenario(tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1,
              "topics": {"t": {}}, "producers": {"p": {"messages": 1, "config": {"linger.ms": 0)" +
                                      config + "}}" + other +
                                      R"(}, "consumers": {"c": {"topic": "t"}}}})")) {
        world = tests::settled(kafka_plan(scenario));
    }
    Broker& broker() { return std::get<Broker>(world.roles[0]); }
    bool alone(std::uint16_t node) const { return acts_alone(kafka_plan(scenario), world, {node}); }
    /// The last message is still to be published.
    void begin() { std::get<Producer>(world.roles[3]).durable.application.published = 0; }
};

TEST_CASE("alone: the only producer, until it is done; nobody who serves others") {
    Calm calm;
    CHECK_FALSE(calm.alone(3));
    calm.begin();
    CHECK(calm.alone(3));
    for (std::uint16_t node = 0; node < 3; ++node) CHECK_FALSE(calm.alone(node));
}

TEST_CASE("alone: not one of two producers, nor one that a broker may hang up on") {
    Calm two("", R"(, "q": {"messages": 1})");
    two.begin();
    CHECK_FALSE(two.alone(3));
    Calm careless(R"(, "acks": "0", "enable.idempotence": false)");
    careless.begin();
    CHECK_FALSE(careless.alone(3));
    Calm starting;
    starting.begin();
    starting.broker().memory.membership.up = false;
    CHECK_FALSE(starting.alone(3));
}

TEST_CASE("alone: not a producer that may send again what fails or waits for it") {
    Calm late;
    late.begin();
    std::get<Producer>(late.world.roles[3]).memory.late = 1;
    CHECK_FALSE(late.alone(3));

    Calm refused;
    refused.begin();
    const ChannelId channel = kafka_plan(refused.scenario).wiring.channel({3}, {0});
    auto& answers = refused.world.connections[index(channel)].flow(Way::to_client);
    ProduceResponse response;
    response.items.push_back({{0}, Error::none, {0}});
    answers.push_back({{}, response});
    CHECK(refused.alone(3));
    response.items[0].error = Error::not_enough_replicas;
    answers.clear();
    answers.push_back({{}, response});
    CHECK_FALSE(refused.alone(3));

    Calm waiting;
    waiting.begin();
    Accumulator& accumulator = std::get<Producer>(waiting.world.roles[3]).memory.accumulator;
    const Slot slot = accumulator.open_batch({0});
    CHECK(waiting.alone(3));
    accumulator[slot].id = {0};
    CHECK_FALSE(waiting.alone(3));
}

TEST_CASE("alone: a consumer that has something to do before the end") {
    Calm calm;
    CHECK_FALSE(calm.alone(4));
    std::get<Consumer>(calm.world.roles[4]).memory.phase = Consumer::Phase::committing;
    CHECK(calm.alone(4));
}

TEST_CASE("may answer: a broker with a parked or waiting request; the coordinator keeps none") {
    Calm calm;
    auto& channels = calm.broker().memory.inbox.channels;
    for (ClientChannel& channel : channels) {
        channel.fetch.reset();
        channel.waiting.clear();
    }
    CHECK_FALSE(may_answer(calm.world, {0}, {4}));
    for (ClientChannel& channel : channels)
        if (channel.client == NodeId{4}) channel.fetch = FetchRequest{};
    CHECK(may_answer(calm.world, {0}, {4}));
    CHECK_FALSE(may_answer(calm.world, {0}, {3}));
    for (ClientChannel& channel : channels)
        if (channel.client == NodeId{3}) channel.waiting.push_back(MetadataRequest{});
    CHECK(may_answer(calm.world, {0}, {3}));
    CHECK_FALSE(may_answer(calm.world, {2}, {4}));
}

}  // namespace mqfate::kafka::alone_test
