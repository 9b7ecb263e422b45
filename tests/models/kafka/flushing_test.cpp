#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::flushing_test {

using Stage = BrokerStage;

struct FlushingBroker : Stage {
    explicit FlushingBroker(std::uint64_t messages, NodeId self_ = {0}) : Stage(self_) {
        settings.kafka.topics[0].flush_messages = messages;
        start();
    }
    void synced(std::uint32_t upto) { tell(Synced{{0}, {upto}}); }
};

TEST_CASE("flushing: with flush.messages=1 each append waits for its sync (acks=1)") {
    FlushingBroker leader(1);
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.syncs.size() == 1);
    CHECK_FALSE(leader.answered(Stage::shop));
    leader.synced(1);
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("flushing: by count, only the append that reaches it waits") {
    FlushingBroker leader(3);
    leader.produce(Stage::shop, Acks::leader);
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.answer(Stage::shop) == Error::none);
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.syncs.size() == 1);
    leader.synced(3);
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.syncs.empty());
}

TEST_CASE("flushing: meanwhile a fetch that arrives reads the records, a parked one waits") {
    FlushingBroker leader(1);
    leader.fetch({1}, 0);
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.fetched({1}).empty());
    leader.fetch({2}, 0);
    CHECK(leader.fetched({2}).at(0).items[0].entries.count == 1);
    leader.synced(1);
    CHECK(leader.fetched({1}).at(0).items[0].entries.count == 1);
}

TEST_CASE("flushing: nothing is confirmed before the leader's own sync has ended") {
    FlushingBroker leader(1);
    leader.produce(Stage::shop, Acks::all);
    leader.fetch({1}, 0);
    leader.fetch({2}, 0);
    leader.fetch({1}, 1, {}, {0});
    leader.fetch({2}, 1, {}, {0});
    CHECK(leader.high_watermark() == Offset{0});
    leader.synced(1);
    CHECK(leader.high_watermark() == Offset{1});
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("flushing: one sync at a time for a log, the next append waits for the lock") {
    FlushingBroker leader(1);
    leader.produce(Stage::shop, Acks::leader);
    leader.produce(Stage::mill, Acks::leader);
    CHECK(leader.log().end == Offset{1});
    CHECK(leader.syncs.empty());
    leader.synced(1);
    CHECK(leader.answer(Stage::shop) == Error::none);
    CHECK(leader.log().end == Offset{2});
    CHECK(leader.syncs.size() == 1);
    leader.synced(2);
    CHECK(leader.answer(Stage::mill) == Error::none);
}

TEST_CASE("flushing: a follower asks for the next when what it has is synced") {
    FlushingBroker follower(1, {1});
    follower.bring({0}, {.partition = {}, .entries = follower.entry(0)});
    CHECK(follower.told<FetchRequest>({0}).empty());
    follower.synced(1);
    CHECK(follower.asked({0}).offset == Offset{1});
}

TEST_CASE("flushing: flush.ms alone never flushes, since the scheduler's interval is for ever") {
    Stage leader;
    leader.settings.kafka.topics[0].flush = seconds(1);
    leader.start();
    CHECK_FALSE(leader.is_armed(FlushCheckDue{}));
}

TEST_CASE("flushing: by time, from log.initial.task.delay.ms on, without holding anybody up") {
    Stage leader;
    leader.settings.kafka.broker.log_flush_scheduler_interval = milliseconds(20);
    leader.settings.kafka.topics[0].flush = seconds(1);
    leader.start();
    CHECK(leader.wait_of(FlushCheckDue{}).fixed == seconds(30));
    CHECK(leader.wait_of(FlushIntervalOver{Stage::p0}).fixed == seconds(1));
    leader.produce(Stage::shop, Acks::leader);
    leader.fire(FlushCheckDue{});
    CHECK(leader.syncs.empty());  // flush.ms is not over
    leader.fire(FlushIntervalOver{Stage::p0});
    CHECK(leader.wait_of(FlushCheckDue{}).fixed == milliseconds(20));
    leader.fire(FlushCheckDue{});
    CHECK(leader.syncs.size() == 1);
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("flushing: the high watermark is written down every five seconds") {
    Stage leader;
    leader.settings.kafka.topics[0].min_insync_replicas = 1;
    leader.start().update(leader.state({0}, 0, 1, ReplicaSet{0b001}));
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.broker.durable.high_watermarks.at(0) == Offset{0});
    CHECK(leader.wait_of(CheckpointDue{}).fixed == seconds(5));
    leader.fire(CheckpointDue{});
    CHECK(leader.broker.durable.high_watermarks.at(0) == Offset{1});
}

}  // namespace mqfate::kafka::flushing_test
