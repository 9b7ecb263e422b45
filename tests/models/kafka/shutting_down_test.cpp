#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::shutting_down_test {

using Stage = BrokerStage;

BrokerHeartbeatRequest heartbeat(const Stage& broker) {
    return broker.told<BrokerHeartbeatRequest>(Stage::controller).at(0);
}
BrokerHeartbeatResponse may_end(bool yes) { return {.should_shut_down = yes}; }

TEST_CASE(
    "shutting down: a broker asks its controller at once, again after 50 ms, then as always") {
    LeaderStage broker;
    broker.tell(ShutDownAsked{});
    CHECK(heartbeat(broker).want_shut_down);
    CHECK_FALSE(broker.exits);
    broker.tell(may_end(false), Stage::controller);
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == milliseconds(50));
    broker.fire(HeartbeatDue{});
    CHECK(heartbeat(broker).want_shut_down);
    broker.tell(may_end(false), Stage::controller);
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == seconds(2));
    // Meanwhile it goes on.
    broker.produce(Stage::shop, Acks::leader);
    CHECK(broker.answer(Stage::shop) == Error::none);
}

TEST_CASE("shutting down: when it may, it flushes what is not on disk, and ends after that") {
    LeaderStage broker;
    broker.produce(Stage::shop, Acks::leader);
    broker.followers_have(1);
    broker.tell(ShutDownAsked{});
    broker.tell(may_end(true), Stage::controller);
    CHECK(broker.syncs.size() == 1);
    CHECK_FALSE(broker.exits);
    // It serves nobody any more.
    broker.produce(Stage::mill, Acks::leader);
    CHECK(broker.hung_up == std::vector<NodeId>{Stage::mill});
    broker.tell(Synced{FileId{0}, Position{1}});
    CHECK(broker.exits);
    CHECK(broker.broker.durable.recovery_points.at(0) == Offset{1});
    CHECK(broker.broker.durable.high_watermarks.at(0) == Offset{1});
}

TEST_CASE("shutting down: a broker that is put out of the set while it shuts down copies no more") {
    for (const bool shuts_down : {true, false}) {
        LeaderStage broker;
        if (shuts_down) broker.tell(ShutDownAsked{});
        broker.update(broker.state({1}, 1, 1, Stage::all.without(0)));
        CHECK_FALSE(broker.replica().leads);
        CHECK(broker.told<FetchRequest>({1}).size() == (shuts_down ? 0 : 1));
    }
}

TEST_CASE("shutting down: a flush that was under way comes before, and ends nothing") {
    LeaderStage broker;
    broker.settings.kafka.topics[0].flush_messages = 1;
    broker.produce(Stage::shop, Acks::leader);
    REQUIRE(broker.syncs.size() == 1);
    broker.tell(ShutDownAsked{});
    broker.tell(may_end(true), Stage::controller);
    broker.tell(Synced{FileId{0}, Position{1}});
    CHECK_FALSE(broker.exits);
    broker.tell(Synced{FileId{0}, Position{1}});
    CHECK(broker.exits);
}

TEST_CASE("shutting down: with nothing to flush it ends with the answer") {
    LeaderStage broker;
    broker.tell(ShutDownAsked{});
    broker.tell(may_end(true), Stage::controller);
    CHECK(broker.exits);
}

TEST_CASE("shutting down: without controlled.shutdown.enable, or unregistered, it asks nobody") {
    LeaderStage broker;
    broker.settings.kafka.broker.controlled_shutdown_enable = false;
    broker.tell(ShutDownAsked{});
    CHECK(broker.exits);
    Stage restarted;
    restarted.start().restart();
    restarted.tell(ShutDownAsked{});
    CHECK(restarted.exits);
}

TEST_CASE(
    "shutting down: a broker tells in its heartbeats of the last shutdown that it has read of") {
    Stage broker;
    broker.start();
    CHECK(heartbeat(broker).read_shutdown == 0);
    broker.tell(BrokerRegistrationChange{{1}, true, 3}, Stage::controller);
    broker.tell(BrokerHeartbeatResponse{}, Stage::controller);
    broker.fire(HeartbeatDue{});
    CHECK(heartbeat(broker).read_shutdown == 3);
}

/// It leads, b1 waits for data, and b2 is out of the set.
struct TwoInSync : BrokerStage {
    TwoInSync() {
        start();
        fetch({1}, 0);
        update(state({0}, 0, 1, all.without(2)));
    }
    void hear(bool gone) { tell(BrokerRegistrationChange{{2}, gone, 1}, controller); }
    bool proposes() const { return !told<AlterPartitionRequest>(controller).empty(); }
};

TEST_CASE("shutting down: a leader neither waits for a broker that shuts down nor takes it in") {
    for (const bool known : {true, false}) {
        TwoInSync leader;
        if (known) leader.hear(true);
        leader.fetch({2}, 0);  // it was under way; and b2 has all there is
        CHECK(leader.proposes() != known);
        leader.produce(Stage::shop, Acks::all);
        leader.fetch({1}, 1, {}, {0});
        CHECK(leader.high_watermark() == Offset{known ? 1U : 0U});
    }
}

TEST_CASE("shutting down: when it is back, it may join") {
    TwoInSync leader;
    leader.hear(true);
    leader.hear(false);
    leader.fetch({2}, 0);
    CHECK(leader.proposes());
}

}  // namespace mqfate::kafka::shutting_down_test
