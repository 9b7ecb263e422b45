// What the producer does when an answer is an error, does not come, or the connection breaks.
#include "models/kafka/causes.hpp"
#include "tests/models/kafka/producer_stage.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace mqfate::kafka::producer_failure_test {

using Ids = std::vector<std::uint32_t>;

std::uint32_t number_of(const ProduceRequest& request) { return request.items[0].batch.value; }

TEST_CASE("producer failure: a disconnect sends five in flight again in reverse (no idempotence)") {
    ProducerStage stage;
    stage.config().enable_idempotence = false;
    stage.start();
    stage.publish(5);
    stage.requests();
    stage.tell(Disconnected{{2}, true});
    CHECK_EQ(stage.count(FactKind::sent_again), 0);
    stage.end_backoffs();
    CHECK(stage.messages_of(stage.requests()) == Ids{4, 3, 2, 1, 0});
    CHECK_EQ(stage.count(FactKind::sent_again), 5);
    CHECK_EQ(stage.last_cause(FactKind::sent_again), Cause::connection_lost_then_retried);
}

// Selector.pollSelectionKeys reads before it writes; NetworkClient.handleCompletedSends.
TEST_CASE("producer failure: acks=0 fails what was not in the socket when its connection ended") {
    ProducerStage stage;
    stage.config().enable_idempotence = false;
    stage.config().acks = Acks::none;
    stage.config().retries = 0;
    stage.config().hand_over = DelayId{0};
    stage.start();
    stage.publish();
    CHECK(stage.requests().empty());
    CHECK_EQ(stage.count(FactKind::let_go), 0);
    CHECK(stage.wait_of(RequestWritten{stage.leader}).drawn == DelayId{0});
    SUBCASE("it ends first") {
        stage.tell(Disconnected{stage.leader, true});
        CHECK_FALSE(stage.is_armed(RequestWritten{stage.leader}));
        CHECK_EQ(stage.count(FactKind::rejected), 1);
        CHECK(stage.requests().empty());
    }
    SUBCASE("it was written first") {
        stage.fire(RequestWritten{stage.leader});
        CHECK_EQ(stage.requests().size(), 1);
        CHECK_EQ(stage.count(FactKind::let_go), 1);
        stage.tell(Disconnected{stage.leader, true});
        CHECK_EQ(stage.count(FactKind::rejected), 0);
    }
    CHECK_EQ(stage.producer.held(), 0);
    CHECK_EQ(stage.producer.memory.in_flight, 0);
}

// InFlightRequests.canSendMore: only when the newest request is in the socket.
TEST_CASE("producer failure: while a request is written the next ones join a batch") {
    ProducerStage stage;
    stage.config().enable_idempotence = false;
    stage.config().batch_size = 1'000;
    stage.config().hand_over = DelayId{0};
    stage.start();
    stage.publish(3);
    CHECK(stage.requests().empty());
    stage.fire(RequestWritten{stage.leader});
    CHECK(stage.messages_of(stage.requests()) == Ids{0});
    CHECK_EQ(stage.producer.memory.in_flight, 2);  // the next one is handed over
    stage.fire(RequestWritten{stage.leader});
    CHECK(stage.messages_of(stage.requests()) == Ids{1, 2});
}

TEST_CASE("producer failure: with idempotence they come again one by one, in order") {
    ProducerStage stage;
    stage.start();
    stage.publish(6);
    stage.requests();
    stage.tell(Disconnected{{2}, true});
    stage.end_backoffs();
    for (std::uint32_t i = 0; i < 4; ++i) {
        const auto requests = stage.requests();
        REQUIRE_EQ(requests.size(), 1);
        CHECK(stage.messages_of(requests) == Ids{i});
        CHECK_EQ(stage.batch(requests[0]).first_sequence, Sequence{i});
        CHECK_EQ(requests[0].attempt, 1);
        stage.answer(requests[0]);
    }
    // The last of them no longer holds up what is sent for the first time.
    CHECK(stage.messages_of(stage.requests()) == Ids{4, 5});
}

TEST_CASE("producer failure: a request time-out closes the connection and fails what is on it") {
    ProducerStage stage;
    stage.config().enable_idempotence = false;
    stage.start();
    stage.publish(3);
    const auto requests = stage.requests();
    // 30 s and a millisecond that is not over.
    const Wait wait = stage.wait_of(RequestTimeout{{2}, number_of(requests[0])});
    CHECK(wait.fixed - wait.jitter == seconds(30));
    CHECK(wait.fixed + wait.jitter == milliseconds(30'001));
    stage.fire(RequestTimeout{{2}, number_of(requests[0])});
    CHECK(stage.closed.empty());  // late, but the thread sleeps
    stage.fire(ClientWakes{});
    CHECK(stage.closed == std::vector<NodeId>{{2}});
    CHECK_FALSE(stage.is_armed(RequestTimeout{{2}, number_of(requests[2])}));
    stage.end_backoffs();
    CHECK(stage.messages_of(stage.requests()) == Ids{2, 1, 0});
    CHECK_EQ(stage.last_cause(FactKind::sent_again), Cause::ack_lost_then_retried);
}

// InFlightRequests.hasExpiredRequest, NetworkClient.poll.
TEST_CASE("producer failure: whatever wakes the client's thread lets it see a late answer") {
    ProducerStage stage;
    stage.start();
    stage.publish(2);
    const auto requests = stage.requests();
    stage.fire(RequestTimeout{{2}, number_of(requests[0])});
    CHECK(stage.closed.empty());
    SUBCASE("a new batch") { stage.publish(); }
    SUBCASE("the expiry of a batch") { stage.fire(DeliveryTimeout{1}); }
    SUBCASE("request.timeout.ms without anything else") { stage.fire(ClientWakes{}); }
    CHECK(stage.closed == std::vector<NodeId>{{2}});
}

TEST_CASE("producer failure: the end of a pause of metadata wakes the thread if it wants to ask") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    stage.fire(RequestTimeout{{2}, number_of(stage.requests().at(0))});
    SUBCASE("it does") { stage.producer.memory.metadata.request_update(); }
    const bool wants = stage.producer.memory.metadata.wanted;
    stage.fire(MetadataBackoffOver{});
    CHECK_EQ(stage.closed.size(), wants ? 1 : 0);
}

TEST_CASE("producer failure: a second answer that is late wakes nobody") {
    ProducerStage stage;
    stage.start();
    stage.publish(2);
    const auto requests = stage.requests();
    for (const auto& request : requests) stage.fire(RequestTimeout{{2}, number_of(request)});
    CHECK(stage.closed.empty());
    stage.answer(requests[0]);  // this does, and the other one is late all the same
    CHECK(stage.closed == std::vector<NodeId>{{2}});
}

TEST_CASE("producer failure: the thread sleeps for request.timeout.ms from when it last woke") {
    ProducerStage stage;
    stage.config().batch_size = 1000;
    stage.config().linger = seconds(1);
    stage.start();
    CHECK_FALSE(stage.is_armed(ClientWakes{}));  // nothing is in flight
    stage.publish();
    stage.fire(LingerOver{{0}, 0});
    const Wait sleep = stage.wait_of(ClientWakes{});
    CHECK(sleep.fixed >= seconds(30));
    CHECK(sleep.fixed <= milliseconds(30'001));
    // What is armed anew stands last.
    const auto wakes = [&] { return stage.armed.back().first == Vocabulary::Timer{ClientWakes{}}; };
    stage.publish();
    CHECK(wakes());  // a new batch
    stage.publish();
    CHECK_FALSE(wakes());  // a message that joins it: only the application's timer moved
}

TEST_CASE("producer failure: an answer that comes before the thread has woken is in time") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    const auto requests = stage.requests();
    stage.fire(RequestTimeout{{2}, number_of(requests[0])});
    stage.answer(requests[0]);
    CHECK(stage.closed.empty());
    CHECK_EQ(stage.count(FactKind::confirmed), 1);
    CHECK_FALSE(stage.is_armed(ClientWakes{}));
}

// Metadata.timeToAllowUpdate, NetworkClient.poll.
TEST_CASE("producer failure: whatever wakes the thread makes it look at its metadata again") {
    ProducerStage stage;
    stage.start();
    stage.tell(Disconnected{{2}, true});  // the pause of the first metadata is not over
    const Wait wait = stage.wait_of(MetadataBackoffOver{});
    CHECK(wait.drawn_at_each_look);
    CHECK(wait.looks_again);
    CHECK(wait.fixed == milliseconds(100));
}

TEST_CASE("producer failure: a retriable error backs off, longer each time") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    for (const int expected : {100, 200, 400, 800, 1000}) {
        const auto requests = stage.requests();
        REQUIRE_EQ(requests.size(), 1);
        stage.answer(requests[0], Error::not_enough_replicas);
        CHECK(stage.wait_of(RetryBackoffOver{0}).fixed == milliseconds(expected));
        stage.fire(RetryBackoffOver{0});
    }
    CHECK_EQ(stage.last_cause(FactKind::sent_again), Cause::error_then_retried);
    CHECK_EQ(stage.count(FactKind::rejected), 0);
}

TEST_CASE("producer failure: retries is a limit (2)") {
    ProducerStage stage;
    stage.config().retries = 2;
    stage.start();
    stage.publish();
    for (int i = 0; i < 3; ++i) {
        CHECK_EQ(stage.count(FactKind::rejected), 0);
        stage.answer(stage.requests().at(0), Error::not_enough_replicas);
        stage.end_backoffs();
    }
    CHECK(stage.requests().empty());
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    CHECK_EQ(stage.last_cause(FactKind::rejected), Cause::refused_by_broker);
}

TEST_CASE("producer failure: a leader that moved is found and asked without back-off") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    const auto requests = stage.requests();
    stage.end_backoffs();  // the pause of the first metadata
    stage.leader = {1};
    stage.epoch = {1};
    ProduceResponse refusal;
    refusal.items.push_back({{0}, Error::not_leader_or_follower, requests[0].items[0].batch});
    stage.tell(refusal, NodeId{2});
    CHECK(stage.is_armed(RetryBackoffOver{0}));
    stage.settle();
    CHECK_FALSE(stage.is_armed(RetryBackoffOver{0}));
    REQUIRE_EQ(stage.sent.size(), 1);
    CHECK_EQ(stage.sent[0].first, NodeId{1});
}

TEST_CASE("producer failure: an answer that comes twice, or too late, is ignored") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    const auto first = stage.requests();
    stage.answer(first[0], Error::request_timed_out);
    stage.answer(first[0]);
    CHECK_EQ(stage.count(FactKind::confirmed), 0);
    stage.end_backoffs();
    const auto second = stage.requests();
    stage.answer(first[0]);  // of the first attempt
    CHECK_EQ(stage.count(FactKind::confirmed), 0);
    stage.answer(second[0]);
    stage.answer(second[0]);
    CHECK_EQ(stage.count(FactKind::confirmed), 1);
}

TEST_CASE("producer failure: max.in.flight=1 holds the partition until the answer is there") {
    ProducerStage stage;
    stage.config().max_in_flight_requests_per_connection = 1;
    stage.config().enable_idempotence = false;
    stage.start();
    stage.publish(2);
    const auto requests = stage.requests();
    REQUIRE_EQ(requests.size(), 1);
    stage.answer(requests[0], Error::not_enough_replicas);
    CHECK(stage.requests().empty());
    stage.end_backoffs();
    const auto again = stage.requests();
    CHECK(stage.messages_of(again) == Ids{0});
    stage.answer(again[0]);
    CHECK(stage.messages_of(stage.requests()) == Ids{1});
}

TEST_CASE("producer failure: delivery.timeout.ms rejects what waits at once") {
    ProducerStage stage;
    stage.leader = no_node;
    stage.start();
    stage.publish();
    CHECK(stage.wait_of(DeliveryTimeout{0}).fixed == seconds(120));
    stage.fire(DeliveryTimeout{0});
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    CHECK_EQ(stage.producer.held(), 0);
}

TEST_CASE("producer failure: it rejects what is in flight, and a late success changes nothing") {
    ProducerStage stage;
    stage.start();
    stage.publish();
    const auto requests = stage.requests();
    stage.fire(DeliveryTimeout{0});
    CHECK_EQ(stage.count(FactKind::rejected), 0);
    stage.fire(DeliveryTimeout{0});
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    stage.answer(requests[0]);
    CHECK_EQ(stage.count(FactKind::confirmed), 0);
    stage.publish();
    CHECK_EQ(stage.batch(stage.requests().at(0)).first_sequence, Sequence{1});
}

TEST_CASE("producer failure: an error after the delivery time-out raises the epoch and renumbers") {
    // KAFKA: failBatch(adjustSequenceNumbers) -> bumpIdempotentProducerEpoch. Messages 1 and 2 may
    // be in the log under epoch 0; under epoch 1 no broker recognises them.
    ProducerStage stage;
    stage.start();
    stage.publish(3);
    const auto requests = stage.requests();
    stage.fire(DeliveryTimeout{0});
    stage.fire(RequestTimeout{{2}, number_of(requests[0])});
    stage.fire(ClientWakes{});
    CHECK_EQ(stage.count(FactKind::rejected), 1);
    stage.end_backoffs();
    const auto again = stage.requests();
    REQUIRE_EQ(again.size(), 1);
    CHECK(stage.messages_of(again) == Ids{1});
    CHECK_EQ(stage.batch(again[0]).epoch, ProducerEpoch{1});
    CHECK_EQ(stage.batch(again[0]).first_sequence, Sequence{0});
    CHECK_EQ(stage.last_cause(FactKind::sent_again), causes::renumbered_after_epoch_bump);
}

TEST_CASE("producer failure: the same without a delivery time-out keeps epoch and sequence") {
    ProducerStage stage;
    stage.start();
    stage.publish(3);
    const auto requests = stage.requests();
    stage.fire(RequestTimeout{{2}, number_of(requests[0])});
    stage.fire(ClientWakes{});
    stage.end_backoffs();
    CHECK_EQ(stage.requests().at(0).items[0].batch, requests[0].items[0].batch);
}

TEST_CASE("producer failure: when the producer id does not come it is asked for again") {
    ProducerStage stage;
    stage.tell(Started{});
    const NodeId server = stage.sent.at(0).first;
    stage.sent.clear();
    stage.tell(stage.metadata(), server);
    REQUIRE(stage.is_armed(RequestTimeout{server, 0xfffffffe}));
    stage.fire(app::PublishNext{});
    CHECK_EQ(stage.producer.held(), 1);
    stage.sent.clear();
    stage.fire(RequestTimeout{server, 0xfffffffe});
    stage.fire(ClientWakes{});
    stage.end_backoffs();
    stage.settle();
    CHECK(stage.messages_of(stage.requests()) == Ids{0});
}

// NetworkClient.handleTimedOutConnections looks at those that are connecting only.
TEST_CASE("producer failure: an attempt has the set-up time-out until the host accepts it") {
    ProducerStage stage;
    stage.tell(Started{});
    REQUIRE(stage.sent.size() == 1);
    const NodeId first = stage.sent[0].first;
    const ClientConnection& connection = stage.producer.memory.connections[index(first)];
    const RequestTimeout timeout{first, connection.requests.front().number()};
    CHECK(stage.wait_of(timeout).fixed == seconds(10));
    stage.tell(Connected{first});
    const Wait wait = stage.wait_of(timeout);
    CHECK(wait.fixed >= seconds(30));
    CHECK(wait.fixed <= milliseconds(30'001));
    // It was connected, so the next attempt has the first set-up time-out again.
    CHECK(connection.attempts.failed_connect == 0);
    stage.fire(timeout);
    CHECK(stage.closed == std::vector<NodeId>{first});
    CHECK(connection.attempts.failed_connect == 0);
    CHECK(connection.attempts.failed == 1);
}

TEST_CASE("producer failure: an attempt that no host accepts makes the next one longer") {
    ProducerStage stage;
    stage.tell(Started{});
    const NodeId first = stage.sent.at(0).first;
    const ClientConnection& connection = stage.producer.memory.connections[index(first)];
    stage.fire(RequestTimeout{first, connection.requests.front().number()});
    CHECK(connection.attempts.failed_connect == 1);
}

TEST_CASE("producer failure: when nobody can be reached send() blocks again") {
    ProducerStage stage;
    stage.start();
    stage.tell(Disconnected{{2}, true});
    while (stage.is_armed(MetadataBackoffOver{})) {
        stage.fire(MetadataBackoffOver{});
        for (const auto& [server, body] : std::exchange(stage.sent, {}))
            stage.tell(Disconnected{server, true});
    }
    stage.fire(app::PublishNext{});
    CHECK(stage.is_armed(MaxBlockOver{}));
    stage.end_backoffs();
    CHECK_FALSE(stage.is_armed(MaxBlockOver{}));
    CHECK(stage.messages_of(stage.requests()) == Ids{0});
}

}  // namespace mqfate::kafka::producer_failure_test
