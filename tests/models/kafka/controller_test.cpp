#include "models/kafka/controller.hpp"

#include <doctest/doctest.h>

#include <type_traits>
#include <variant>
#include <vector>

namespace mqfate::kafka::controller_test {

static_assert(std::is_aggregate_v<Controller> && std::regular<Controller>);

constexpr ReplicaSet all{0b111};

/// Three brokers; partition 0 on 0, 1, 2 and partition 1 on 1, 2, 0. All have sent a heartbeat.
struct Controlled {
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    std::vector<Effect<Vocabulary>> effects;
    Controller controller;

    Controlled() {
        settings.kafka.brokers = 3;
        settings.kafka.partitions = {{.topic = 0, .number = 0, .replicas = {{0}, {1}, {2}}},
                                     {.topic = 0, .number = 1, .replicas = {{1}, {2}, {0}}}};
        show(Started{});
        for (std::uint16_t b = 0; b < 3; ++b) heartbeat({b});
    }
    RoleContext context() {
        effects.clear();
        return {settings.kafka.controller(), settings, store, effects};
    }
    template <class What> void show(const What& what) {
        RoleContext handed = context();
        controller.on(what, handed);
    }
    template <class Message> void say(const Message& message, NodeId from) {
        RoleContext handed = context();
        controller.on(message, from, handed);
    }
    /// The messages of one kind that the last step sent to `broker`.
    template <class Message> std::vector<Message> told(NodeId broker) const {
        std::vector<Message> found;
        for (const auto& effect : effects)
            if (const auto* reply = std::get_if<Reply<Vocabulary>>(&effect))
                if (const auto* m = std::get_if<Message>(&reply->body))
                    if (reply->client == broker) found.push_back(*m);
        return found;
    }
    /// How many checks the last step armed, each for the interval.
    int checks_armed() const {
        int n = 0;
        for (const auto& effect : effects)
            if (const auto* arm = std::get_if<Arm<Vocabulary>>(&effect))
                if (std::holds_alternative<LeaderImbalanceCheckDue>(arm->timer)) {
                    CHECK(arm->wait.fixed == seconds(300));
                    ++n;
                }
        return n;
    }
    BrokerEpoch epoch(NodeId b) const { return controller.durable.brokers[index(b)].epoch; }
    bool fenced(NodeId b) const { return controller.durable.brokers[index(b)].fenced; }
    const PartitionState& state(std::uint16_t p) const { return controller.durable.partitions[p]; }

    BrokerHeartbeatResponse heartbeat(NodeId broker) {
        say(BrokerHeartbeatRequest{epoch(broker)}, broker);
        return told<BrokerHeartbeatResponse>(broker).at(0);
    }
    BrokerRegistrationResponse register_again(NodeId broker) {
        say(BrokerRegistrationRequest{}, broker);
        return told<BrokerRegistrationResponse>(broker).at(0);
    }
    AlterPartitionResponse propose(NodeId leader, PartitionState proposed) {
        say(AlterPartitionRequest{epoch(leader), proposed}, leader);
        return told<AlterPartitionResponse>(leader).at(0);
    }
    PartitionState with_isr(std::uint16_t p, ReplicaSet isr) const {
        PartitionState proposed = state(p);
        proposed.isr = isr;
        return proposed;
    }
    void fall_silent(NodeId broker) { show(SessionExpires{broker}); }
};

TEST_CASE("controller: at the start the first replicas lead with everybody in sync") {
    Controlled cluster;
    CHECK(cluster.state(0).leader == NodeId{0});
    CHECK(cluster.state(1).leader == NodeId{1});
    CHECK(cluster.state(1).isr == all);
    CHECK(cluster.state(0).leader_epoch == LeaderEpoch{0});
}

TEST_CASE("controller: the first heartbeat of a connection brings all partitions, the next none") {
    Controlled cluster;
    cluster.heartbeat({0});
    CHECK(cluster.told<MetadataUpdate>({0}).empty());
    cluster.show(Disconnected{{0}, false});
    cluster.heartbeat({0});
    CHECK(cluster.told<MetadataUpdate>({0}).size() == 2);
}

TEST_CASE("controller: a lost connection fences nobody, a silent session does") {
    Controlled cluster;
    cluster.show(Disconnected{{0}, false});
    CHECK_FALSE(cluster.fenced({0}));
    cluster.fall_silent({0});
    CHECK(cluster.fenced({0}));
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.state(0).leader_epoch == LeaderEpoch{1});
    CHECK(cluster.state(0).isr == all.without(0));
    // It does not lead partition 1, where it has the third place: the ISR alone changes.
    CHECK(cluster.state(1).leader == NodeId{1});
    CHECK(cluster.state(1).leader_epoch == LeaderEpoch{0});
    CHECK(cluster.state(1).partition_epoch == PartitionEpoch{1});
    CHECK(cluster.told<MetadataUpdate>({0}).empty());
    CHECK(cluster.told<MetadataUpdate>({1}).size() == 2);
    CHECK(cluster.told<MetadataUpdate>({2}).size() == 2);
}

TEST_CASE("controller: a partition goes back to its preferred replica, an interval after it left") {
    Controlled cluster;
    CHECK(cluster.checks_armed() == 0);
    cluster.fall_silent({0});
    CHECK(cluster.checks_armed() == 1);
    // Nothing while it is out of sync; as it is not led by it still, the next check is armed.
    cluster.show(LeaderImbalanceCheckDue{});
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.checks_armed() == 1);
    cluster.register_again({0});
    cluster.heartbeat({0});
    cluster.propose({1}, cluster.with_isr(0, all));
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.checks_armed() == 0);  // one is under way
    cluster.show(LeaderImbalanceCheckDue{});
    CHECK(cluster.state(0).leader == NodeId{0});
    CHECK(cluster.state(0).leader_epoch == LeaderEpoch{2});
    CHECK(cluster.told<MetadataUpdate>({1}).size() == 1);
    CHECK(cluster.checks_armed() == 0);
}

TEST_CASE("controller: one check gives all partitions back, and no other follows") {
    Controlled cluster;
    for (const NodeId b : {NodeId{0}, NodeId{1}}) cluster.fall_silent(b);
    CHECK(cluster.state(0).leader == NodeId{2});
    CHECK(cluster.state(1).leader == NodeId{2});
    for (const NodeId b : {NodeId{0}, NodeId{1}}) {
        cluster.register_again(b);
        cluster.heartbeat(b);
    }
    for (std::uint16_t p = 0; p < 2; ++p) cluster.propose({2}, cluster.with_isr(p, all));
    cluster.show(LeaderImbalanceCheckDue{});
    CHECK(cluster.state(0).leader == NodeId{0});
    CHECK(cluster.state(1).leader == NodeId{1});
    CHECK(cluster.checks_armed() == 0);
}

TEST_CASE("controller: without auto.leader.rebalance.enable nobody looks for preferred leaders") {
    Controlled cluster;
    cluster.settings.kafka.broker.auto_leader_rebalance_enable = false;
    cluster.fall_silent({0});
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.checks_armed() == 0);
}

TEST_CASE("controller: each heartbeat renews the session, for 1.01 to 1.12 times its time-out") {
    Controlled cluster;
    cluster.heartbeat({2});
    const auto& armed = std::get<Arm<Vocabulary>>(cluster.effects.at(0));
    CHECK(std::get<SessionExpires>(armed.timer) == SessionExpires{{2}});
    // 9 s * 17/16 = 9.5625 s, give or take 5 %: 9.08 s to 10.04 s, and 9 s * 1.125 = 10.125 s.
    CHECK(armed.wait.fixed == milliseconds(9562) + microseconds(500));
    CHECK(armed.wait.jitter_percent == 5);
}

TEST_CASE("controller: a fenced broker's heartbeat unfences it and returns it to no ISR") {
    Controlled cluster;
    cluster.fall_silent({0});
    CHECK_FALSE(cluster.heartbeat({0}).fenced);
    CHECK_FALSE(cluster.fenced({0}));
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.state(0).isr == all.without(0));
}

TEST_CASE("controller: the last in-sync replica leads again when it is back") {
    Controlled cluster;
    for (const NodeId broker : {NodeId{0}, NodeId{2}, NodeId{1}}) cluster.fall_silent(broker);
    CHECK(cluster.state(0).leader == no_node);
    CHECK(cluster.state(0).isr == ReplicaSet{}.with(1));
    cluster.heartbeat({0});
    CHECK(cluster.state(0).leader == no_node);
    cluster.heartbeat({1});
    CHECK(cluster.state(0).leader == NodeId{1});
    // To 1, to nobody, to 1 again.
    CHECK(cluster.state(0).leader_epoch == LeaderEpoch{3});
}

TEST_CASE("controller: a restarted broker is refused while its old session lasts") {
    Controlled cluster;
    cluster.show(Disconnected{{0}, false});
    CHECK(cluster.register_again({0}).error == Error::duplicate_broker_registration);
    CHECK(cluster.told<MetadataUpdate>({0}).empty());
    cluster.fall_silent({0});
    const BrokerRegistrationResponse accepted = cluster.register_again({0});
    CHECK(accepted.error == Error::none);
    CHECK(accepted.epoch == BrokerEpoch{1});
    CHECK(cluster.fenced({0}));
    CHECK(cluster.told<MetadataUpdate>({0}).size() == 2);
    SUBCASE("and is unfenced by its first heartbeat") {
        CHECK_FALSE(cluster.heartbeat({0}).fenced);
        CHECK_FALSE(cluster.fenced({0}));
    }
    SUBCASE("and is refused again if it restarts before that") {
        CHECK(cluster.register_again({0}).error == Error::duplicate_broker_registration);
    }
    SUBCASE("and a heartbeat of its former life counts for nothing") {
        cluster.say(BrokerHeartbeatRequest{{0}}, {0});
        const auto answer = cluster.told<BrokerHeartbeatResponse>({0}).at(0);
        CHECK(answer.error == Error::stale_broker_epoch);
        CHECK(cluster.fenced({0}));
    }
}

TEST_CASE("controller: a leader's smaller ISR is written down and reaches the others") {
    Controlled cluster;
    const AlterPartitionResponse answer = cluster.propose({0}, cluster.with_isr(0, all.without(2)));
    CHECK(answer.error == Error::none);
    CHECK(answer.state == cluster.state(0));
    CHECK(answer.state.isr == all.without(2));
    CHECK(answer.state.partition_epoch == PartitionEpoch{1});
    CHECK(cluster.told<MetadataUpdate>({0}).empty());
    CHECK(cluster.told<MetadataUpdate>({1}).at(0).state == answer.state);
    CHECK(cluster.told<MetadataUpdate>({2}).size() == 1);
}

TEST_CASE("controller: an unchanged ISR is answered and not written down") {
    Controlled cluster;
    const AlterPartitionResponse answer = cluster.propose({0}, cluster.with_isr(0, all));
    CHECK(answer.error == Error::none);
    CHECK(answer.state.partition_epoch == PartitionEpoch{0});
    CHECK(cluster.told<MetadataUpdate>({1}).empty());
}

TEST_CASE("controller: what a deposed leader proposes is refused") {
    Controlled cluster;
    const PartitionState old = cluster.with_isr(0, all.without(1));
    cluster.fall_silent({0});
    cluster.heartbeat({0});
    const AlterPartitionResponse answer = cluster.propose({0}, old);
    CHECK(answer.error == Error::fenced_leader_epoch);
    CHECK(answer.state == cluster.state(0));
}

TEST_CASE("controller: proposals are checked in Kafka's order") {
    Controlled cluster;
    SUBCASE("the broker epoch first") {
        PartitionState proposed = cluster.with_isr(0, all);
        cluster.say(AlterPartitionRequest{{7}, proposed}, {1});
        CHECK(cluster.told<AlterPartitionResponse>({1}).at(0).error == Error::stale_broker_epoch);
    }
    SUBCASE("then who leads") {
        CHECK(cluster.propose({1}, cluster.with_isr(0, all)).error == Error::invalid_request);
    }
    SUBCASE("then the partition epoch") {
        const PartitionState old = cluster.with_isr(0, all.without(1));
        cluster.fall_silent({2});
        CHECK(cluster.propose({0}, old).error == Error::invalid_update_version);
    }
    SUBCASE("then that the leader is in its own ISR") {
        CHECK(cluster.propose({0}, cluster.with_isr(0, all.without(0))).error ==
              Error::invalid_request);
    }
    SUBCASE("then that nobody in it is fenced") {
        cluster.fall_silent({2});
        CHECK(cluster.propose({0}, cluster.with_isr(0, all)).error == Error::ineligible_replica);
        cluster.heartbeat({2});
        CHECK(cluster.propose({0}, cluster.with_isr(0, all)).error == Error::none);
    }
}

// ---- controlled shutdown

/// A heartbeat that wants to shut down; whether the answer is that it shall.
bool wants_to_end(Controlled& cluster, NodeId broker) {
    cluster.say(BrokerHeartbeatRequest{cluster.epoch(broker), true, 0}, broker);
    return cluster.told<BrokerHeartbeatResponse>(broker).at(0).should_shut_down;
}
void has_read(Controlled& cluster, NodeId broker, std::uint32_t shutdown) {
    cluster.say(BrokerHeartbeatRequest{cluster.epoch(broker), false, shutdown}, broker);
}

TEST_CASE("controller: who wants to end leaves its ISRs, others lead, and all are told") {
    Controlled cluster;
    CHECK_FALSE(wants_to_end(cluster, {0}));
    CHECK(cluster.state(0).leader == NodeId{1});
    CHECK(cluster.state(0).isr == all.without(0));
    CHECK(cluster.state(1).isr == all.without(2));  // it is the third replica there
    CHECK(cluster.state(1).leader == NodeId{1});
    for (std::uint16_t b = 0; b < 3; ++b) {
        CHECK(cluster.told<MetadataUpdate>({b}).size() == 2);
        CHECK(cluster.told<BrokerRegistrationChange>({b}).at(0) ==
              BrokerRegistrationChange{{0}, true, 1});
    }
    CHECK_FALSE(cluster.fenced({0}));
    // It may neither be in sync nor lead any more.
    CHECK(cluster.propose({1}, cluster.with_isr(0, all)).error == Error::ineligible_replica);
}

TEST_CASE("controller: it ends when all that may lead have read of it, and is fenced then") {
    Controlled cluster;
    CHECK_FALSE(wants_to_end(cluster, {0}));
    has_read(cluster, {1}, 1);
    CHECK_FALSE(wants_to_end(cluster, {0}));
    has_read(cluster, {2}, 1);
    CHECK(wants_to_end(cluster, {0}));
    CHECK(cluster.fenced({0}));
    // Its session is over with that: the next start need not wait.
    CHECK(cluster.register_again({0}).error == Error::none);
}

TEST_CASE("controller: it waits for nobody who is fenced, or ends itself") {
    Controlled cluster;
    cluster.fall_silent({1});
    CHECK_FALSE(wants_to_end(cluster, {0}));
    has_read(cluster, {2}, 1);
    CHECK(wants_to_end(cluster, {0}));
}

TEST_CASE("controller: who leads nothing, or is fenced, ends at once") {
    Controlled cluster;
    CHECK(wants_to_end(cluster, {2}));
    CHECK(cluster.fenced({2}));
    CHECK(cluster.state(0).isr == all.without(2));
    CHECK(wants_to_end(cluster, {2}));
}

TEST_CASE("controller: the last of an ISR stays in it and leads no more, when it wants to end") {
    Controlled cluster;
    CHECK(wants_to_end(cluster, {2}));
    CHECK_FALSE(wants_to_end(cluster, {0}));
    CHECK_FALSE(wants_to_end(cluster, {1}));
    CHECK(cluster.state(0).leader == no_node);
    CHECK(cluster.state(0).isr == ReplicaSet{0b010});
    CHECK(wants_to_end(cluster, {0}));  // nobody is left who could read of it
    CHECK(wants_to_end(cluster, {1}));
}

TEST_CASE("controller: with ZooKeeper nobody waits for the others to read of it") {
    Controlled cluster;
    cluster.settings.kafka.versions.brokers = {3, 2};
    CHECK(wants_to_end(cluster, {0}));
    CHECK(cluster.state(0).leader == NodeId{1});
}

TEST_CASE("controller: a session that ends ends a controlled shutdown, and so does a new start") {
    Controlled cluster;
    CHECK_FALSE(wants_to_end(cluster, {0}));
    cluster.fall_silent({0});
    CHECK(cluster.fenced({0}));
    CHECK(cluster.register_again({0}).error == Error::none);
    cluster.heartbeat({0});
    CHECK_FALSE(cluster.fenced({0}));
    CHECK(cluster.propose({1}, cluster.with_isr(0, all)).error == Error::none);
}

TEST_CASE("controller: that a broker shuts down, and is back, is told; to those who connect, too") {
    Controlled cluster;
    CHECK(wants_to_end(cluster, {2}));  // at once, without a number
    CHECK(cluster.told<BrokerRegistrationChange>({0}).at(0) ==
          BrokerRegistrationChange{{2}, true, 0});
    cluster.show(Disconnected{{1}});
    cluster.heartbeat({1});
    CHECK(cluster.told<BrokerRegistrationChange>({1}).size() == 1);
    cluster.register_again({2});
    CHECK(cluster.told<BrokerRegistrationChange>({0}).empty());  // it is fenced
    cluster.heartbeat({2});
    CHECK(cluster.told<BrokerRegistrationChange>({0}).at(0) ==
          BrokerRegistrationChange{{2}, false, 0});
    // Who connects later learns of the last number.
    CHECK_FALSE(wants_to_end(cluster, {0}));
    cluster.show(Disconnected{{1}});
    cluster.heartbeat({1});
    CHECK(cluster.told<BrokerRegistrationChange>({1}).size() == 2);  // of 0, and its own
    CHECK(cluster.told<BrokerRegistrationChange>({1}).at(1).shutdown == 1);
}

}  // namespace mqfate::kafka::controller_test
