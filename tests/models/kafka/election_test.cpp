#include "models/kafka/election.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::election_test {

// Replicas on brokers 4, 7 and 2: the places 0, 1 and 2.
const PartitionConfig partition{.topic = 0, .number = 0, .replicas = {{4}, {7}, {2}}};
constexpr ReplicaSet nobody{};
constexpr ReplicaSet all{0b111};

PartitionState led_by(NodeId leader, ReplicaSet isr) {
    return {.partition = {0},
            .leader = leader,
            .leader_epoch = {5},
            .partition_epoch = {9},
            .isr = isr};
}

TEST_CASE("election: a broker has the place of its replica, or none") {
    CHECK(place_of({7}, partition) == 1U);
    CHECK_FALSE(place_of({3}, partition));
}

TEST_CASE("election: a leader that is alive and in sync stays, preferred or not") {
    CHECK(elect_leader(led_by({2}, all), partition, {all, all}) == NodeId{2});
}

TEST_CASE("election: the preferred replica takes over when it is looked for, alive and in sync") {
    const PartitionState now = led_by({2}, all);
    CHECK_FALSE(has_preferred_leader(now, partition));
    const PartitionState next = changed(now, partition, {all, all, true});
    CHECK(next.leader == NodeId{4});
    CHECK(has_preferred_leader(next, partition));
    CHECK(next.leader_epoch == LeaderEpoch{6});
    CHECK(next.isr == all);
    // Fenced, or out of sync: the leader stays, and nothing is written.
    CHECK(changed(now, partition, {all, all.without(0), true}) == now);
    const PartitionState behind = led_by({2}, all.without(0));
    CHECK(changed(behind, partition, {behind.isr, all, true}) == behind);
}

TEST_CASE("election: after a leader the first in-sync replica of the assignment leads") {
    const PartitionState now = led_by({4}, all);
    const PartitionState next = changed(now, partition, {all.without(0), all.without(0)});
    CHECK(next.leader == NodeId{7});
    CHECK(next.isr == all.without(0));
    CHECK(next.leader_epoch == LeaderEpoch{6});
    CHECK(next.partition_epoch == PartitionEpoch{10});
}

TEST_CASE("election: a replica out of sync does not lead (clean election)") {
    const ReplicaSet first_and_last = ReplicaSet{}.with(0).with(2);
    const PartitionState now = led_by({4}, first_and_last);
    const PartitionState next =
        changed(now, partition, {first_and_last.without(0), all.without(0)});
    CHECK(next.leader == NodeId{2});
}

TEST_CASE("election: the last in-sync replica stays in sync when it goes, and nobody leads") {
    const PartitionState now = led_by({7}, ReplicaSet{}.with(1));
    const PartitionState next = changed(now, partition, {nobody, all.without(1)});
    CHECK(next.leader == no_node);
    CHECK(next.isr == now.isr);
    CHECK(next.leader_epoch == LeaderEpoch{6});
    SUBCASE("and leads again when it is back, in a new epoch") {
        const PartitionState back = changed(next, partition, {next.isr, all});
        CHECK(back.leader == NodeId{7});
        CHECK(back.leader_epoch == LeaderEpoch{7});
        CHECK(back.partition_epoch == PartitionEpoch{11});
    }
    SUBCASE("and nothing is written while it is away") {
        CHECK(changed(next, partition, {nobody, all.without(1)}) == next);
    }
}

TEST_CASE("election: a smaller ISR leaves the leader epoch alone") {
    const PartitionState now = led_by({4}, all);
    const PartitionState next = changed(now, partition, {all.without(2), all});
    CHECK(next.leader_epoch == now.leader_epoch);
    CHECK(next.partition_epoch == PartitionEpoch{10});
}

}  // namespace mqfate::kafka::election_test
