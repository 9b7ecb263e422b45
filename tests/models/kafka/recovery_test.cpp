#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::recovery_test {

using Stage = BrokerStage;

/// Broker 1 has copied five entries of two records and knows that four records are committed.
struct Copied : Stage {
    Copied() : Stage({1}) {
        start();
        for (std::uint32_t i = 0; i < 5; ++i)
            bring({0}, {.partition = {}, .high_watermark = {4}, .entries = entry(2 * i, 0, 2)});
    }
};

TEST_CASE("recovery: a killed process finds its whole log again, nothing is cut to the watermark") {
    Copied broker;
    broker.fire(CheckpointDue{});
    broker.survive({10}, Cause::unsynced_on_power_loss);
    broker.restart();
    CHECK(broker.log().end == Offset{10});
    CHECK(broker.high_watermark() == Offset{4});
}

TEST_CASE("recovery: without a checkpoint the high watermark starts at 0") {
    Copied broker;
    broker.restart();
    CHECK(broker.high_watermark() == Offset{0});
}

TEST_CASE("recovery: a power loss takes what was not synced, a torn entry goes whole") {
    Copied broker;
    broker.fire(CheckpointDue{});
    broker.survive({3}, Cause::unsynced_on_power_loss);
    CHECK(broker.noted(FactKind::removed, Cause::unsynced_on_power_loss) == 8);
    broker.restart();
    CHECK(broker.log().end == Offset{2});
    CHECK(broker.high_watermark() == Offset{2});  // 4 was written down, the log ends before
}

TEST_CASE("recovery: a lost disk is a cause of its own") {
    Copied broker;
    broker.survive({0}, Cause::disk_lost);
    CHECK(broker.noted(FactKind::removed, Cause::disk_lost) == 10);
    CHECK(broker.log() == ReplicaLog{});
}

TEST_CASE("recovery: what the log says of producers is known again") {
    Stage leader;
    leader.start();
    leader.store.records.append(MessageId{0});
    const BatchId id = leader.store.kafka.batches.append(
        {.partition = {}, .producer = ProducerId{7}, .records = {{}, 1}});
    leader.produce(Stage::shop, Acks::leader, id);
    const ProducerStates before = leader.replica().producers;
    leader.restart();
    CHECK(leader.replica().producers == before);
    CHECK(before.producers.size() == 1);
}

TEST_CASE("recovery: a restarted broker leads nothing and lets nobody in before it has news") {
    Stage broker;
    broker.start();
    broker.restart();
    CHECK(broker.told<BrokerRegistrationRequest>(Stage::controller).size() == 1);
    broker.produce(Stage::shop, Acks::all);
    CHECK(broker.hung_up == std::vector<NodeId>{Stage::shop});
    broker.tell(BrokerRegistrationResponse{.epoch = {1}}, Stage::controller);
    broker.update(broker.state({1}, 1, 1, ReplicaSet{0b110}));
    CHECK(broker.told<FetchRequest>({1}).size() == 1);
    broker.produce(Stage::shop, Acks::all);
    CHECK(broker.answer(Stage::shop) == Error::not_leader_or_follower);
}

}  // namespace mqfate::kafka::recovery_test
