#include "models/kafka/causes.hpp"
#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::following_test {

using Stage = BrokerStage;

/// Broker 1 follows broker 0.
struct FollowerStage : Stage {
    explicit FollowerStage(std::uint32_t partitions = 1) : Stage({1}, partitions) { start(); }
    /// Entries of one record each, of `epoch`, at the offsets from .. upto - 1.
    void has(std::uint32_t from, std::uint32_t upto, std::uint16_t epoch = 0, NodeId leader = {0}) {
        for (std::uint32_t i = from; i < upto; ++i)
            bring(leader, {.partition = {}, .entries = entry(i, epoch)});
    }
};

TEST_CASE("following: at the start one request asks for all partitions of a leader") {
    FollowerStage follower(3);
    REQUIRE(follower.told<FetchRequest>({0}).size() == 1);
    const FetchRequest request = follower.told<FetchRequest>({0})[0];
    CHECK(request.follower);
    CHECK(request.items.size() == 3);
    CHECK(request.items[0].offset == Offset{0});
    CHECK(request.items[0].last_fetched_epoch == no_epoch);
}

TEST_CASE("following: it appends what comes and asks for the next, one request at a time") {
    FollowerStage follower;
    follower.bring({0}, {.partition = {}, .entries = follower.entry(0, 0, 3)});
    CHECK(follower.noted(FactKind::copied) == 3);
    CHECK(follower.asked({0}).offset == Offset{3});
    CHECK(follower.asked({0}).last_fetched_epoch == LeaderEpoch{0});
    CHECK(follower.wait_of(FetchTimeout{{0}}).fixed == seconds(30));
}

TEST_CASE("following: it learns of a commit one fetch late, and its high watermark can fall") {
    FollowerStage follower;
    follower.bring({0}, {.partition = {}, .high_watermark = {9}, .entries = follower.entry(0)});
    CHECK(follower.high_watermark() == Offset{1});  // not above its own end
    follower.bring({0}, {.partition = {}, .high_watermark = {0}, .entries = follower.entry(1)});
    CHECK(follower.high_watermark() == Offset{0});
    follower.bring({0}, {.partition = {}, .high_watermark = {2}});
    CHECK(follower.high_watermark() == Offset{2});
}

TEST_CASE("following: nothing is truncated when the leader changes, only on a divergence") {
    FollowerStage follower;
    follower.has(0, 4);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.closed == std::vector<NodeId>{NodeId{0}});
    CHECK(follower.asked({2}).offset == Offset{4});
    CHECK(follower.asked({2}).current_epoch == LeaderEpoch{1});
    follower.bring(
        {2}, {.partition = {}, .diverging = true, .diverging_epoch = {0}, .diverging_end = {2}});
    CHECK(follower.log().end == Offset{2});
    CHECK(follower.noted(FactKind::removed, causes::truncated_by_new_leader) == 2);
    CHECK(follower.asked({2}).offset == Offset{2});
}

// KIP-279: the leader has no epoch 3, so the two step down together until they agree.
TEST_CASE("following: with epochs that the leader does not know it truncates step by step") {
    FollowerStage follower;
    follower.has(0, 2, 0);
    follower.has(2, 4, 2);
    follower.has(4, 6, 3);
    follower.update(follower.state({2}, 4, 4));
    // The leader has epoch 0 up to 3, then 1.
    follower.bring(
        {2}, {.partition = {}, .diverging = true, .diverging_epoch = {1}, .diverging_end = {5}});
    CHECK(follower.log().end == Offset{2});  // its own end of "1 or below": 2
    CHECK(follower.asked({2}).last_fetched_epoch == LeaderEpoch{0});
}

// UnifiedLog.truncateTo: else it would ask about that reign, and be told of the end, for ever.
TEST_CASE("following: one that led without writing asks about the reign before next time") {
    FollowerStage follower;
    follower.has(0, 4);
    follower.broker.durable.logs[0].assign({3}, {4});
    follower.update(follower.state({2}, 4, 4));
    CHECK(follower.asked({2}).last_fetched_epoch == LeaderEpoch{3});
    follower.bring(
        {2}, {.partition = {}, .diverging = true, .diverging_epoch = {0}, .diverging_end = {4}});
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.asked({2}).last_fetched_epoch == LeaderEpoch{0});
    CHECK(follower.noted(FactKind::removed, causes::truncated_by_new_leader) == 0);
}

TEST_CASE("following: a truncation takes the memory of producers back as well") {
    FollowerStage follower;
    const auto add = [&](std::uint32_t at) {
        const BatchId batch = follower.store.kafka.batches.append({.partition = {},
                                                                   .producer = ProducerId{7},
                                                                   .first_sequence = {at},
                                                                   .records = {{}, 1}});
        const EntryId id = follower.store.kafka.entries.append(Stage::p0, {batch, {at}, 1, {0}});
        follower.bring({0}, {.partition = {}, .entries = {id, 1}});
    };
    follower.store.records.append(MessageId{0});
    add(0);
    add(1);
    CHECK(follower.replica().producers.producers.at(0).count == 2);
    follower.bring(
        {0}, {.partition = {}, .diverging = true, .diverging_epoch = {0}, .diverging_end = {1}});
    CHECK(follower.replica().producers.producers.at(0).count == 1);
}

TEST_CASE("following: after an error a partition rests for replica.fetch.backoff.ms") {
    FollowerStage follower;
    follower.bring({0}, {.partition = {}, .error = Error::not_leader_or_follower});
    CHECK(follower.told<FetchRequest>({0}).empty());
    CHECK(follower.wait_of(FetchBackoffOver{{0}}).fixed == seconds(1));
    follower.fire(FetchBackoffOver{{0}});
    CHECK(follower.asked({0}).offset == Offset{0});
}

TEST_CASE("following: fenced, it asks no more until the controller names a new reign") {
    FollowerStage follower;
    follower.bring({0}, {.partition = {}, .error = Error::fenced_leader_epoch});
    CHECK(follower.told<FetchRequest>({0}).empty());
    CHECK_FALSE(follower.is_armed(FetchBackoffOver{{0}}));
    follower.update(follower.state({0}, 1, 1));
    CHECK(follower.asked({0}).current_epoch == LeaderEpoch{1});
}

TEST_CASE("following: an answer from before a new reign of the same leader is not used") {
    FollowerStage follower;
    follower.update(follower.state({0}, 1, 1));
    CHECK(follower.told<FetchRequest>({0}).empty());  // one is under way
    follower.bring({0}, {.partition = {}, .entries = follower.entry(0)});
    CHECK(follower.log().end == Offset{0});
    CHECK(follower.asked({0}).current_epoch == LeaderEpoch{1});
}

TEST_CASE("following: a broken connection and a silent leader cost the back-off") {
    FollowerStage follower;
    SUBCASE("broken") { follower.tell(Disconnected{{0}, true}); }
    SUBCASE("silent for replica.socket.timeout.ms") {
        follower.fire(FetchTimeout{{0}});
        CHECK(follower.closed == std::vector<NodeId>{NodeId{0}});
    }
    CHECK_FALSE(follower.is_armed(FetchTimeout{{0}}));
    follower.fire(FetchBackoffOver{{0}});
    CHECK(follower.asked({0}).offset == Offset{0});
}

TEST_CASE("following: without a leader it asks nobody") {
    FollowerStage follower;
    follower.update(follower.state(no_node, 1, 1));
    CHECK(follower.sent.empty());
    CHECK(follower.closed == std::vector<NodeId>{NodeId{0}});
}

}  // namespace mqfate::kafka::following_test
