#include "models/kafka/causes.hpp"
#include "tests/models/kafka/producer_stage.hpp"

#include <doctest/doctest.h>
#include <algorithm>

#include <concepts>
#include <cstdint>
#include <vector>

namespace mqfate::kafka::producer_test {

static_assert(std::regular<Producer>);

using Ids = std::vector<std::uint32_t>;

TEST_CASE("producer: a message is published, sent, confirmed and forgotten") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 1);
    CHECK(stage.messages_of(requests[0]) == Ids{0});
    CHECK_EQ(requests[0].acks, Acks::all);
    CHECK_EQ(stage.producer.held(), 1);
    CHECK_EQ(stage.count(FactKind::published), 1);
    stage.answer(requests[0]);
    CHECK_EQ(stage.count(FactKind::confirmed), 1);
    CHECK_EQ(stage.producer.held(), 0);
    CHECK_FALSE(stage.is_armed(RequestTimeout{{2}, requests[0].items[0].batch.value}));
    CHECK_FALSE(stage.is_armed(DeliveryTimeout{0}));
}

TEST_CASE("producer: its messages are those that its application publishes") {
    ProducerStage stage;
    stage.publisher().first = {107};
    stage.start();
    stage.publish(2);
    CHECK(stage.messages_of(stage.requests()) == Ids{107, 108});
}

TEST_CASE("producer: it is done when the last message is settled, and publishes no more") {
    ProducerStage stage;
    stage.publisher().messages = 2;
    stage.start();
    CHECK_FALSE(stage.producer.done(stage.settings.app, stage.self()));
    stage.publish(2);
    CHECK_FALSE(stage.is_armed(app::PublishNext{}));
    CHECK_FALSE(stage.producer.done(stage.settings.app, stage.self()));
    for (const auto& request : stage.requests()) stage.answer(request);
    CHECK(stage.producer.done(stage.settings.app, stage.self()));
}

TEST_CASE("producer: five requests in flight, the sixth waits for an answer") {
    ProducerStage stage;
    stage.start();
    stage.publish(7);
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 5);
    stage.answer(requests[0]);
    CHECK(stage.messages_of(stage.requests()) == Ids{5});
}

TEST_CASE("producer: what waits while requests are in flight leaves in larger batches") {
    ProducerStage stage;
    stage.config().batch_size = 500;  // four records take 497
    stage.start();
    stage.publish(10);
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 5);
    stage.answer(requests[0]);
    CHECK(stage.messages_of(stage.requests()) == Ids{5, 6, 7, 8});
}

TEST_CASE("producer: a batch waits for linger.ms or until it is full") {
    ProducerStage stage;
    stage.config().linger = milliseconds(5);
    stage.config().batch_size = 61 + 3 * 109;  // three records, and no byte left
    stage.start();
    stage.publish(2);
    CHECK(stage.requests().empty());
    CHECK(stage.wait_of(LingerOver{{0}, 0}).fixed == milliseconds(5));
    stage.fire(LingerOver{{0}, 0});
    CHECK(stage.messages_of(stage.requests()) == Ids{0, 1});
    stage.publish(3);
    CHECK(stage.messages_of(stage.requests()) == Ids{2, 3, 4});
}

TEST_CASE("producer: one request carries one batch of each partition of the leader") {
    ProducerStage stage(3);
    stage.config().partitioning = Partitioning::by_key;
    stage.config().keys = 10;
    stage.config().linger = milliseconds(5);
    stage.config().batch_size = 1000;
    stage.start();
    // murmur2 of "0", "1", ... modulo 3: 2 0 2 2 1.
    stage.publish(5);
    stage.fire(LingerOver{{2}, 0});
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 1);
    REQUIRE_EQ(requests[0].items.size(), 3);
    CHECK(stage.messages_of(requests[0]) == Ids{1, 4, 0, 2, 3});
}

TEST_CASE("producer: acks=0 lets go at the hand-over and awaits nothing") {
    ProducerStage stage;
    stage.config().acks = Acks::none;
    stage.start();
    stage.publish(20);
    CHECK_EQ(stage.requests().size(), 20);
    CHECK_EQ(stage.count(FactKind::let_go), 20);
    CHECK_EQ(stage.producer.held(), 0);
    stage.tell(Disconnected{{2}, true});
    CHECK(stage.requests().empty());
    CHECK_EQ(stage.count(FactKind::sent_again), 0);
}

TEST_CASE(
    "producer: nothing is handed to a connection whose first round trip is not over (acks=0)") {
    ProducerStage stage;
    stage.config().acks = Acks::none;
    stage.start();
    stage.tell(Disconnected{{2}, true});
    stage.sent.clear();
    stage.fire(app::PublishNext{});
    stage.fire(ReconnectBackoffOver{{2}});
    REQUIRE_FALSE(stage.sent.empty());
    for (const auto& [server, body] : stage.sent)
        CHECK(std::holds_alternative<MetadataRequest>(body));
    CHECK_EQ(stage.producer.held(), 1);
}

TEST_CASE("producer: send() blocks until the topic is known") {
    ProducerStage stage;
    stage.tell(Started{});
    stage.fire(app::PublishNext{});
    CHECK_EQ(stage.count(FactKind::published), 1);
    CHECK_FALSE(stage.is_armed(app::PublishNext{}));
    CHECK_EQ(stage.producer.held(), 1);
    stage.settle();
    CHECK(stage.messages_of(stage.requests()) == Ids{0});
    CHECK(stage.is_armed(app::PublishNext{}));
    CHECK_FALSE(stage.is_armed(MaxBlockOver{}));
}

TEST_CASE("producer: send() gives up after max.block.ms and the application goes on") {
    ProducerStage stage;
    stage.tell(Started{});
    stage.fire(app::PublishNext{});
    CHECK(stage.wait_of(MaxBlockOver{}).fixed == seconds(60));
    stage.fire(MaxBlockOver{});
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    CHECK_EQ(stage.last_cause(FactKind::rejected), causes::send_blocked_too_long);
    CHECK_EQ(stage.producer.held(), 0);
    stage.fire(app::PublishNext{});
    stage.settle();
    CHECK(stage.messages_of(stage.requests()) == Ids{1});
}

TEST_CASE("producer: a topic without a leader does not block, its messages wait") {
    ProducerStage stage;
    stage.leader = no_node;
    stage.start();
    stage.publish(3);
    CHECK(stage.requests().empty());
    CHECK_EQ(stage.producer.held(), 3);
    stage.leader = {1};
    stage.epoch = {1};
    stage.end_backoffs();
    CHECK(stage.messages_of(stage.requests()) == Ids{0, 1, 2});
}

TEST_CASE("producer: without keys only partitions that have a leader are chosen") {
    ProducerStage stage(3);
    stage.config().partitioning = Partitioning::sticky;
    stage.tell(Started{});
    MetadataResponse response = stage.metadata();
    response.items[0].leader = response.items[2].leader = no_node;
    stage.sent.clear();
    stage.tell(response, NodeId{2});
    for (int i = 0; i < 20; ++i) stage.fire(app::PublishNext{});
    for (const Fact& fact : stage.facts) CHECK_EQ(fact.scope, 1);
}

TEST_CASE("producer: a send() that waits for memory makes lingering batches leave (acks=0)") {
    ProducerStage stage;
    stage.config().acks = Acks::none;
    stage.config().linger = seconds(1);
    stage.config().batch_size = 400;  // three records
    stage.config().buffer_memory = 400;
    stage.start();
    stage.publish(4);
    CHECK(stage.messages_of(stage.requests()) == Ids{0, 1, 2});
    CHECK(stage.is_armed(app::PublishNext{}));
    CHECK_FALSE(stage.is_armed(MaxBlockOver{}));
}

TEST_CASE("producer: a full buffer.memory blocks until a batch is settled") {
    ProducerStage stage;
    stage.config().buffer_memory = 400;  // two batches of 186, the upper bound of one record
    stage.start();
    stage.publish(3);
    CHECK_FALSE(stage.is_armed(app::PublishNext{}));
    CHECK_EQ(stage.producer.held(), 3);
    stage.answer(stage.requests()[0]);
    CHECK(stage.messages_of(stage.requests()) == Ids{2});
    CHECK(stage.is_armed(app::PublishNext{}));
}

TEST_CASE("producer: after a crash it goes on with the next message, the held ones are gone") {
    ProducerStage stage;
    stage.start();
    stage.publish(3);
    stage.crash();
    stage.start();
    CHECK_EQ(stage.producer.held(), 0);
    CHECK_EQ(stage.wait_of(app::PublishNext{}).subject, 3);
    stage.publish();
    CHECK(stage.messages_of(stage.requests()) == Ids{3});
}

TEST_CASE("producer: idempotent batches carry id, epoch and the sequence of their first record") {
    ProducerStage stage;
    stage.config().batch_size = 300;  // two records take 279
    stage.start();
    stage.publish(8);
    auto requests = stage.requests();
    stage.answer(requests[0]);
    requests.push_back(stage.requests().at(0));
    CHECK_EQ(stage.batch(requests[0]).producer, ProducerId{7});
    CHECK_EQ(stage.batch(requests[4]).first_sequence, Sequence{4});
    CHECK_EQ(stage.batch(requests[5]).first_sequence, Sequence{5});
    CHECK_EQ(stage.batch(requests[5]).records.count, 2);
}

TEST_CASE("producer: without idempotence batches have no producer id") {
    ProducerStage stage;
    stage.config().enable_idempotence = false;
    stage.start();
    stage.publish();
    CHECK_EQ(stage.batch(stage.requests()[0]).producer, no_producer_id);
}

TEST_CASE("producer: in steady state its memory does not grow") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    stage.answer(stage.requests()[0]);
    const Producer::Volatile before = stage.producer.memory;
    for (int i = 0; i < 10; ++i) {
        stage.publish();
        stage.answer(stage.requests()[0]);
    }
    CHECK_EQ(stage.producer.memory.accumulator, before.accumulator);
    CHECK_EQ(stage.producer.memory.connections, before.connections);
}

// ---- what a crash takes with it

/// The messages that were let go of because the producer crashed, in order.
Ids let_go(const ProducerStage& stage) {
    Ids all;
    for (const Fact& fact : stage.facts) {
        if (fact.kind != FactKind::let_go) continue;
        CHECK(fact.cause == Cause::producer_crashed);
        if (fact.records.count == 0) all.push_back(fact.message.value);
        for (const MessageId m : stage.store.records.span(fact.records.first, fact.records.count))
            all.push_back(m.value);
    }
    std::sort(all.begin(), all.end());
    return all;
}

TEST_CASE("producer: a crash lets go of open batches, of those in flight, and of no settled one") {
    ProducerStage stage;
    stage.config().batch_size = 300;  // two records take 279
    stage.config().linger = seconds(1);
    stage.start();
    stage.publish(5);  // two full batches in flight, and one that is open
    const auto requests = stage.requests();
    REQUIRE(stage.messages_of(requests) == Ids{0, 1, 2, 3});
    stage.answer(requests[0]);
    REQUIRE_EQ(stage.count(FactKind::confirmed), 2);
    stage.crash();
    CHECK(let_go(stage) == Ids{2, 3, 4});
}

TEST_CASE("producer: a crash lets go of a batch that failed and waits to be sent again") {
    ProducerStage stage;
    stage.start();
    stage.publish(2);
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 2);
    stage.answer(requests[0], Error::not_leader_or_follower);
    stage.answer(requests[1]);
    stage.crash();
    CHECK_EQ(let_go(stage).size() + stage.count(FactKind::confirmed), 2);
    CHECK(let_go(stage).front() == 0);
}

TEST_CASE("producer: a crash lets go of the message that send() blocks with, and of what is full") {
    ProducerStage stage;
    stage.config().buffer_memory = 400;  // two batches of 186, the upper bound of one record
    stage.start();
    stage.publish(3);
    REQUIRE_FALSE(stage.is_armed(app::PublishNext{}));
    stage.crash();
    CHECK(let_go(stage) == Ids{0, 1, 2});
}

TEST_CASE("producer: a crash lets go of nothing when all is settled, and of nothing twice") {
    ProducerStage stage;
    stage.start();
    stage.publish(1);
    stage.answer(stage.requests()[0]);
    stage.crash();
    CHECK(let_go(stage).empty());
    stage.start();
    stage.publish(1);
    stage.crash();
    stage.start();
    stage.crash();
    CHECK(let_go(stage) == Ids{1});
}

// ---- close()

TEST_CASE("producer: asked to end, it sends what lingers at once, and ends with the last answer") {
    ProducerStage stage;
    stage.config().linger = seconds(1);
    stage.config().batch_size = 1'000;
    stage.start();
    stage.publish(2);
    CHECK(stage.requests().empty());
    stage.tell(ShutDownAsked{});
    CHECK_FALSE(stage.is_armed(app::PublishNext{}));
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 1);
    CHECK(stage.messages_of(requests[0]) == Ids{0, 1});
    CHECK_FALSE(stage.exited);
    stage.answer(requests[0]);
    CHECK_EQ(stage.count(FactKind::confirmed), 2);
    CHECK(stage.exited);
}

TEST_CASE("producer: with nothing held and nothing in flight it ends at once") {
    ProducerStage stage;
    stage.start();
    stage.tell(ShutDownAsked{});
    CHECK(stage.exited);
}

TEST_CASE("producer: a send() that blocks fails when it is asked to end") {
    ProducerStage stage;
    stage.config().buffer_memory = 200;  // one batch of 186, the upper bound of one record
    stage.start();
    stage.publish(2);
    REQUIRE(stage.is_armed(MaxBlockOver{}));
    stage.tell(ShutDownAsked{});
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    CHECK_FALSE(stage.is_armed(MaxBlockOver{}));
    stage.answer(stage.requests()[0]);
    CHECK(stage.exited);
}

TEST_CASE("producer: a batch that is sent again keeps it until it is settled") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    stage.tell(ShutDownAsked{});
    stage.answer(stage.requests()[0], Error::not_enough_replicas);
    CHECK_FALSE(stage.exited);
    stage.end_backoffs();
    stage.answer(stage.requests()[0]);
    CHECK(stage.exited);
}

}  // namespace mqfate::kafka::producer_test
