#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::leading_test {

using Stage = BrokerStage;

TEST_CASE("leading: acks=1 is answered at the append, acks=0 never, acks=all when all have it") {
    LeaderStage leader;
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.answer(Stage::shop) == Error::none);
    CHECK(leader.noted(FactKind::appended) == 1);
    leader.produce(Stage::shop, Acks::none);
    CHECK_FALSE(leader.answered(Stage::shop));
    leader.produce(Stage::shop, Acks::all);
    CHECK_FALSE(leader.answered(Stage::shop));
    leader.fetch({1}, 3, {}, {0});
    CHECK(leader.high_watermark() == Offset{0});
    leader.fetch({2}, 3, {}, {0});
    CHECK(leader.high_watermark() == Offset{3});
    CHECK(leader.answer(Stage::shop) == Error::none);
    CHECK_FALSE(leader.is_armed(ProduceExpires{Stage::shop}));
}

TEST_CASE("leading: under min.insync.replicas acks=all is refused, acks=1 is appended") {
    LeaderStage leader;
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b001}));
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.answer(Stage::shop) == Error::not_enough_replicas);
    CHECK(leader.log().end == Offset{0});
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.answer(Stage::shop) == Error::none);
    // The high watermark stands still (KIP-966), though the leader is all that is in sync.
    CHECK(leader.log().end == Offset{1});
    CHECK(leader.high_watermark() == Offset{0});
}

TEST_CASE("leading: before KIP-966 the high watermark rises under min.insync.replicas") {
    LeaderStage leader;
    leader.settings.kafka.watermark_waits_for_min_isr = false;
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b001}));
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.high_watermark() == Offset{1});
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.answer(Stage::shop) == Error::not_enough_replicas);
}

TEST_CASE("leading: alone in sync with min.insync.replicas=1 it confirms at once") {
    LeaderStage leader;
    leader.settings.kafka.topics[0].min_insync_replicas = 1;
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b001}));
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.answer(Stage::shop) == Error::none);
    CHECK(leader.high_watermark() == Offset{1});
}

TEST_CASE("leading: what the followers do not get in time is answered with request_timed_out") {
    LeaderStage leader;
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.wait_of(ProduceExpires{Stage::shop}).fixed == seconds(30));
    leader.fire(ProduceExpires{Stage::shop});
    CHECK(leader.answer(Stage::shop) == Error::request_timed_out);
    CHECK(leader.log().end == Offset{1});
}

TEST_CASE("leading: a batch sent twice is appended once, and both are confirmed") {
    LeaderStage leader;
    Batch batch{.partition = Stage::p0, .producer = ProducerId{7}, .records = {{}, 1}};
    leader.store.records.append(MessageId{0});
    const BatchId id = leader.store.kafka.batches.append(batch);
    leader.produce(Stage::shop, Acks::all, id);
    leader.tell(Disconnected{Stage::shop});
    leader.produce(Stage::shop, Acks::all, id);
    CHECK(leader.noted(FactKind::appended) == 0);
    CHECK(leader.log().end == Offset{1});
    CHECK_FALSE(leader.answered(Stage::shop));  // a duplicate waits like the first
    leader.followers_have(1);
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("leading: a broker that does not lead refuses") {
    Stage follower(NodeId{1});
    follower.start();
    follower.produce(Stage::shop, Acks::all);
    CHECK(follower.answer(Stage::shop) == Error::not_leader_or_follower);
    SUBCASE("and closes the connection if there is no other way to tell (acks=0)") {
        follower.produce(Stage::mill, Acks::none);
        CHECK(follower.hung_up == std::vector<NodeId>{Stage::mill});
        CHECK(follower.noted(FactKind::never_arrived, Cause::refused_by_broker) == 1);
    }
}

TEST_CASE("leading: who waits when the leadership is lost is told") {
    LeaderStage leader;
    leader.produce(Stage::shop, Acks::all);
    leader.fetch({2}, 1, {}, {0});
    leader.update(leader.state({1}, 1, 1));
    CHECK(leader.answer(Stage::shop) == Error::not_leader_or_follower);
    CHECK_FALSE(leader.is_armed(ProduceExpires{Stage::shop}));
    CHECK(leader.fetched({2}).at(0).items[0].error == Error::fenced_leader_epoch);
}

TEST_CASE("leading: when the set falls below the minimum after the append, the request times out") {
    LeaderStage leader;
    leader.settings.kafka.topics[0].min_insync_replicas = 3;
    leader.produce(Stage::shop, Acks::all);
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
    leader.followers_have(1);
    CHECK_FALSE(leader.answered(Stage::shop));  // the high watermark stands still
    CHECK(leader.high_watermark() == Offset{0});
    leader.fire(ProduceExpires{Stage::shop});
    CHECK(leader.answer(Stage::shop) == Error::request_timed_out);
}

TEST_CASE("leading: a new leader keeps its whole log and knows nothing of the others' ends") {
    Stage broker(NodeId{1});
    broker.start();
    broker.bring({0}, {.partition = {}, .entries = broker.entry(0)});
    broker.update(broker.state({1}, 1, 1, ReplicaSet{0b110}));
    CHECK(broker.replica().leads);
    CHECK(broker.log().end == Offset{1});
    CHECK(broker.log().epochs.back() == ReplicaLog::EpochStart{{1}, {1}});
    CHECK(broker.high_watermark() == Offset{0});
    // The uncommitted tail is committed when the other in-sync replica has it.
    broker.fetch({2}, 1, {1}, {0});
    CHECK(broker.high_watermark() == Offset{1});
}

TEST_CASE("leading: partitions of one request are answered together, each with its own error") {
    LeaderStage leader(2);
    PartitionState lost = leader.state({1}, 1, 1);
    lost.partition = Stage::p1;
    leader.update(lost);
    ProduceRequest request{.acks = Acks::all, .attempt = 3, .items = {}};
    request.items.push_back({Stage::p1, leader.batch(1, Stage::p1)});
    request.items.push_back({Stage::p0, leader.batch(1)});
    leader.tell(request, Stage::shop);
    CHECK_FALSE(leader.answered(Stage::shop));
    leader.followers_have(1);
    const ProduceResponse answer = leader.told<ProduceResponse>(Stage::shop).at(0);
    CHECK(answer.attempt == 3);
    CHECK(answer.items.at(0).error == Error::not_leader_or_follower);
    CHECK(answer.items.at(1).error == Error::none);
}

TEST_CASE("leading: a batch above max.message.bytes is refused, one of that size is appended") {
    LeaderStage leader;
    leader.settings.kafka.topics[0].max_message_bytes = 500;
    leader.store.records.append(MessageId{0});
    Batch batch{.partition = Stage::p0, .records = {{}, 1}, .size = 501};
    leader.produce(Stage::shop, Acks::leader, leader.store.kafka.batches.append(batch));
    CHECK(leader.answer(Stage::shop) == Error::message_too_large);
    CHECK(leader.log().end == Offset{0});
    batch.size = 500;
    leader.produce(Stage::shop, Acks::leader, leader.store.kafka.batches.append(batch));
    CHECK(leader.answer(Stage::shop) == Error::none);
    // Above log.segment.bytes it would not fit into a file, whatever the topic takes.
    leader.settings.kafka.topics[0].max_message_bytes = 0x7fffffff;
    batch.size = (1U << 30) + 1;
    leader.produce(Stage::shop, Acks::leader, leader.store.kafka.batches.append(batch));
    CHECK(leader.answer(Stage::shop) == Error::record_list_too_large);
}

TEST_CASE("leading: a topic with fewer replicas than min.insync.replicas needs them all") {
    LeaderStage leader;
    leader.settings.kafka.topics[0].min_insync_replicas = 9;
    leader.produce(Stage::shop, Acks::all);
    leader.fetch({1}, 1, {}, {0});
    leader.fetch({2}, 1, {}, {0});
    CHECK(leader.answer(Stage::shop) == Error::none);
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
    leader.produce(Stage::shop, Acks::all);
    CHECK(leader.answer(Stage::shop) == Error::not_enough_replicas);
}

}  // namespace mqfate::kafka::leading_test
