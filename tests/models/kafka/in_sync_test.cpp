#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::in_sync_test {

using Stage = BrokerStage;

struct CheckedLeader : LeaderStage {
    void check() { fire(IsrCheckDue{}); }
    /// What the last step proposed to the controller, if anything.
    std::vector<AlterPartitionRequest> proposed() const {
        return told<AlterPartitionRequest>(controller);
    }
    /// The controller agrees with what was proposed.
    void agree(ReplicaSet isr, std::uint16_t partition_epoch) {
        tell(AlterPartitionResponse{.state = state({0}, 0, partition_epoch, isr)}, controller);
    }
};

TEST_CASE("in sync: the set is looked at every half of replica.lag.time.max.ms") {
    CheckedLeader leader;
    CHECK(leader.wait_of(IsrCheckDue{}).fixed == seconds(15));
}

TEST_CASE("in sync: a follower that hangs leaves the set at the third check after it was level") {
    CheckedLeader leader;
    leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 1, {}, {0});  // broker 2 never asks again
    leader.check();
    leader.check();
    CHECK(leader.proposed().empty());
    leader.check();
    CHECK(leader.proposed().at(0).proposed.isr == ReplicaSet{0b011});
    SUBCASE("until the controller agrees it counts for the high watermark") {
        CHECK(leader.high_watermark() == Offset{0});
        leader.agree(ReplicaSet{0b011}, 1);
        CHECK(leader.high_watermark() == Offset{1});
    }
    SUBCASE("and nothing else is proposed meanwhile") {
        leader.check();
        CHECK(leader.proposed().empty());
    }
}

TEST_CASE("in sync: the leader itself and who has all of a quiet log never leave") {
    CheckedLeader leader;
    for (int i = 0; i < 10; ++i) {
        leader.check();
        CHECK(leader.proposed().empty());
    }
    // Nobody has asked for 150 s: what is written now puts both out at the next check.
    leader.produce(Stage::shop, Acks::leader);
    leader.check();
    CHECK(leader.proposed().at(0).proposed.isr == ReplicaSet{0b001});
}

TEST_CASE("in sync: to have what was there at the last request is to be caught up") {
    CheckedLeader leader;
    leader.produce(Stage::mill, Acks::leader);
    for (std::uint32_t i = 1; i < 20; ++i) {  // always one behind, never level
        leader.produce(Stage::mill, Acks::leader);
        leader.fetch({1}, i, {}, {0});
        leader.fetch({2}, i, {}, {0});
        leader.check();
        CHECK(leader.proposed().empty());
    }
}

TEST_CASE("in sync: whom the controller puts out no longer holds up the high watermark") {
    CheckedLeader leader;
    leader.produce(Stage::shop, Acks::all);
    leader.fetch({1}, 1, {}, {0});
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
    CHECK(leader.high_watermark() == Offset{1});
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("in sync: a replica comes back when it reaches the high watermark") {
    CheckedLeader leader;
    for (int i = 0; i < 3; ++i) leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 3, {}, {0});
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
    leader.tell(Disconnected{{2}});
    leader.fetch({2}, 2, {}, {0});
    CHECK(leader.proposed().empty());  // 2 < 3
    leader.fetch({2}, 3, {}, {0});
    CHECK(leader.proposed().at(0).proposed.isr == Stage::all);
    CHECK(leader.proposed().at(0).proposed.partition_epoch == PartitionEpoch{1});
    SUBCASE("from the proposal on the high watermark waits for it") {
        leader.produce(Stage::shop, Acks::leader);
        leader.fetch({1}, 4, {}, {0});
        CHECK(leader.high_watermark() == Offset{3});
        leader.agree(Stage::all, 2);
        CHECK(leader.replica().isr == Stage::all);
        CHECK(leader.high_watermark() == Offset{3});
    }
    SUBCASE("unless its broker is fenced: the controller refuses") {
        leader.tell(AlterPartitionResponse{.error = Error::ineligible_replica,
                                           .state = leader.state({0}, 0, 1, ReplicaSet{0b011})},
                    Stage::controller);
        CHECK_FALSE(leader.replica().proposed);
        CHECK(leader.is_armed(ControllerRetryDue{}));
    }
}

// Else a replica outside the set could never join while messages keep coming.
TEST_CASE("in sync: the high watermark waits for a caught-up replica outside the set") {
    CheckedLeader leader;
    leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
    leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 1, {}, {0});
    CHECK(leader.high_watermark() == Offset{1});
    leader.produce(Stage::shop, Acks::leader);  // broker 2's fetch is parked: it gets both
    leader.fetch({2}, 1, {}, {0});              // and had all when it asked before
    leader.fetch({1}, 2, {}, {0});
    CHECK(leader.high_watermark() == Offset{1});
    leader.fetch({2}, 2, {}, {0});
    CHECK(leader.high_watermark() == Offset{2});
}

TEST_CASE("in sync: a lost answer is no reason to forget what was proposed") {
    CheckedLeader leader;
    leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 1, {}, {0});
    for (int i = 0; i < 3; ++i) leader.check();
    REQUIRE(leader.proposed().size() == 1);
    leader.tell(Disconnected{Stage::controller, true});
    leader.fire(ControllerRetryDue{});
    CHECK(leader.proposed().at(0).proposed.isr == ReplicaSet{0b011});
    SUBCASE("when the controller shows the state that both know, the proposal stands") {
        leader.update(leader.state({0}, 0, 0));
        CHECK(leader.replica().proposed == ReplicaSet{0b011});
    }
    SUBCASE("when it shows that it had agreed, that counts") {
        leader.update(leader.state({0}, 0, 1, ReplicaSet{0b011}));
        CHECK_FALSE(leader.replica().proposed);
        CHECK(leader.replica().isr == ReplicaSet{0b011});
    }
}

}  // namespace mqfate::kafka::in_sync_test
