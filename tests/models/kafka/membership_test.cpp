#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::membership_test {

using Stage = BrokerStage;

TEST_CASE("membership: at the very start a broker is registered, knows all, and heartbeats") {
    Stage broker;
    broker.start();
    CHECK(broker.replica().leads);
    CHECK(broker.told<BrokerHeartbeatRequest>(Stage::controller).size() == 1);
}

TEST_CASE("membership: the next heartbeat leaves an interval after the answer to the last") {
    Stage broker;
    broker.start();
    CHECK_FALSE(broker.is_armed(HeartbeatDue{}));
    broker.tell(BrokerHeartbeatResponse{}, Stage::controller);
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == seconds(2));
    broker.fire(HeartbeatDue{});
    CHECK(broker.told<BrokerHeartbeatRequest>(Stage::controller).size() == 1);
}

TEST_CASE("membership: a heartbeat without an answer costs two intervals of silence") {
    Stage broker;
    broker.start();
    CHECK(broker.wait_of(ControllerTimeout{}).fixed == seconds(2));
    broker.fire(ControllerTimeout{});
    CHECK(broker.closed == std::vector<NodeId>{Stage::controller});
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == seconds(2));
}

TEST_CASE("membership: a broken connection is opened again after 50 ms") {
    Stage broker;
    broker.start().tell(Disconnected{Stage::controller, true});
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == milliseconds(50));
}

TEST_CASE("membership: a restarted broker registers until its old session is over") {
    Stage broker;
    broker.start().restart();
    broker.tell(
        BrokerRegistrationResponse{.error = Error::duplicate_broker_registration, .epoch = {}},
        Stage::controller);
    CHECK(broker.wait_of(HeartbeatDue{}).fixed == seconds(2));
    broker.fire(HeartbeatDue{});
    CHECK(broker.told<BrokerRegistrationRequest>(Stage::controller).size() == 1);
    broker.tell(BrokerRegistrationResponse{.epoch = {4}}, Stage::controller);
    CHECK(broker.told<BrokerHeartbeatRequest>(Stage::controller).at(0).epoch == BrokerEpoch{4});
}

TEST_CASE("membership: older news than what is known is ignored") {
    Stage broker;
    broker.start().update(broker.state({1}, 1, 2));
    broker.update(broker.state({0}, 0, 1));
    CHECK_FALSE(broker.replica().leads);
    broker.tell(MetadataRequest{}, Stage::shop);
    const MetadataResponse answer = broker.told<MetadataResponse>(Stage::shop).at(0);
    CHECK(answer.items.at(0).leader == NodeId{1});
    CHECK(answer.items.at(0).epoch == LeaderEpoch{1});
}

TEST_CASE("membership: one AlterPartition is under way at a time") {
    Stage broker({0}, 2);
    broker.start();
    for (const PartitionId p : {Stage::p0, Stage::p1})
        broker.produce(Stage::shop, Acks::leader, broker.batch(1, p));
    for (int i = 0; i < 3; ++i) broker.fire(IsrCheckDue{});
    REQUIRE(broker.told<AlterPartitionRequest>(Stage::controller).size() == 1);
    PartitionState agreed = broker.told<AlterPartitionRequest>(Stage::controller)[0].proposed;
    CHECK(agreed.partition == Stage::p0);
    agreed.partition_epoch = {1};
    broker.tell(AlterPartitionResponse{.state = agreed}, Stage::controller);
    CHECK(broker.told<AlterPartitionRequest>(Stage::controller).at(0).proposed.partition ==
          Stage::p1);
}

TEST_CASE("membership: a refused proposal stays until the controller's news override it") {
    Stage broker;
    broker.start().produce(Stage::shop, Acks::leader);
    for (int i = 0; i < 3; ++i) broker.fire(IsrCheckDue{});
    broker.tell(AlterPartitionResponse{.error = Error::invalid_update_version,
                                       .state = broker.state({0}, 0, 1, ReplicaSet{0b101})},
                Stage::controller);
    CHECK(broker.replica().proposed == ReplicaSet{0b001});
    broker.update(broker.state({0}, 0, 1, ReplicaSet{0b101}));
    CHECK_FALSE(broker.replica().proposed);
    CHECK(broker.replica().isr == ReplicaSet{0b101});
}

}  // namespace mqfate::kafka::membership_test
