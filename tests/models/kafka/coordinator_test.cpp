#include "models/kafka/coordinator.hpp"

#include <doctest/doctest.h>

#include <variant>
#include <vector>

namespace mqfate::kafka::coordinator_test {

/// One consumer, of partitions 0 and 2 out of three.
struct Bench {
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    std::vector<Effect<Vocabulary>> effects;
    Coordinator coordinator;
    NodeId consumer;

    Bench() {
        settings.kafka.brokers = 1;
        settings.kafka.partitions.resize(3);
        settings.kafka.consumers.resize(1);
        settings.kafka.consumers[0].partitions = {{0}, {2}};
        consumer = settings.kafka.consumer_node(0);
        show(Started{});
    }
    template <class What> void show(const What& what) {
        RoleContext context{settings.kafka.coordinator(), settings, store, effects};
        coordinator.on(what, context);
    }
    template <class Answer, class Message> Answer ask(const Message& message) {
        effects.clear();
        RoleContext context{settings.kafka.coordinator(), settings, store, effects};
        coordinator.on(message, consumer, context);
        REQUIRE(effects.size() == 1);
        const auto& reply = std::get<Reply<Vocabulary>>(effects[0]);
        CHECK(reply.client == consumer);
        return std::get<Answer>(reply.body);
    }
};

TEST_CASE("coordinator: a partition without a commit has no offset") {
    Bench bench;
    CHECK(bench.ask<OffsetFetchResponse>(OffsetFetchRequest{}).items.empty());
}

TEST_CASE("coordinator: the last commit wins, also if it goes back") {
    Bench bench;
    bench.ask<OffsetCommitResponse>(OffsetCommitRequest{{{{0}, {1}, {20}}, {{2}, {1}, {5}}}});
    bench.ask<OffsetCommitResponse>(OffsetCommitRequest{{{{0}, {1}, {10}}}});
    const auto answer = bench.ask<OffsetFetchResponse>(OffsetFetchRequest{});
    REQUIRE(answer.items.size() == 2);
    CHECK(answer.items[0] == OffsetOf{{0}, {1}, {10}});
    CHECK(answer.items[1] == OffsetOf{{2}, {1}, {5}});
}

TEST_CASE("coordinator: a consumer is told of its own partitions only") {
    Bench bench;
    bench.ask<OffsetCommitResponse>(OffsetCommitRequest{{{{1}, {1}, {20}}}});
    CHECK(bench.ask<OffsetFetchResponse>(OffsetFetchRequest{}).items.empty());
}

}  // namespace mqfate::kafka::coordinator_test
