#include "models/kafka/causes.hpp"
#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::reign_truncation_test {

using Stage = BrokerStage;
using Rules = ReplicationRules;
using Asked = OffsetsForLeaderEpochRequest;
using Answer = OffsetsForLeaderEpochResponse;

/// Broker 1 follows broker 0, by the rules of `rules`.
struct OldFollower : Stage {
    explicit OldFollower(Rules rules) : Stage({1}) {
        settings.kafka.replication_rules = rules;
        start();
    }
    /// Entries of one record each, of `epoch`, at the offsets from .. upto - 1.
    void has(std::uint32_t from, std::uint32_t upto, std::uint16_t epoch = 0,
             std::uint32_t high_watermark = 0) {
        for (std::uint32_t i = from; i < upto; ++i)
            bring(
                {0},
                {.partition = {}, .high_watermark = {high_watermark}, .entries = entry(i, epoch)});
    }
    /// What the last step asked broker 2 about, instead of fetching.
    Asked::Item question() const {
        const auto requests = told<Asked>({2});
        REQUIRE(requests.size() == 1);
        CHECK(told<FetchRequest>({2}).empty());
        return requests[0].items.at(0);
    }
    void answer(const Answer::Item& item) {
        Answer response;
        response.items.push_back(item);
        tell(response, NodeId{2});
    }
};

/// Broker 0 leads: two records of epoch 0, then, in epoch 3, `later` ones.
struct OldLeader : Stage {
    OldLeader(Rules rules, int later) {
        settings.kafka.replication_rules = rules;
        start();
        produce(shop, Acks::leader);
        produce(shop, Acks::leader);
        update(state({0}, 3, 1));
        for (int i = 0; i < later; ++i) produce(shop, Acks::leader);
    }
    Answer::Item end_of(std::uint16_t epoch, LeaderEpoch current = no_epoch) {
        Asked request;
        request.items.push_back({p0, current, {epoch}});
        tell(request, NodeId{2});
        const auto answers = told<Answer>({2});
        REQUIRE(answers.size() == 1);
        return answers[0].items.at(0);
    }
};

// ---- truncate-to-high-watermark

TEST_CASE("reign truncation: up to 0.10 a new reign takes all above the follower's own mark") {
    OldFollower follower(Rules::truncate_to_high_watermark);
    follower.has(0, 4, 0, 2);
    NodeId leader{2};
    SUBCASE("of another leader") {}
    SUBCASE("of the same leader") { leader = {0}; }
    follower.update(follower.state(leader, 1, 1));
    CHECK(follower.log().end == Offset{2});
    CHECK(follower.noted(FactKind::removed, causes::truncated_by_new_leader) == 2);
    CHECK(follower.told<Asked>(leader).empty());
}

TEST_CASE("reign truncation: up to 0.10 a fetch says an offset, and nothing of epochs") {
    OldFollower follower(Rules::truncate_to_high_watermark);
    follower.has(0, 4, 0, 2);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.asked({2}).offset == Offset{2});
    CHECK(follower.asked({2}).current_epoch == no_epoch);
    CHECK(follower.asked({2}).last_fetched_epoch == no_epoch);
}

TEST_CASE("reign truncation: up to 0.10 a restarted follower is cut to the checkpoint") {
    OldFollower follower(Rules::truncate_to_high_watermark);
    follower.has(0, 4, 0, 3);
    follower.fire(CheckpointDue{});
    follower.has(4, 6, 0, 5);
    follower.restart();
    CHECK(follower.log().end == Offset{6});  // nothing is cut before it knows whom to follow
    follower.update(follower.state({0}, 0, 1));
    CHECK(follower.log().end == Offset{3});
}

TEST_CASE("reign truncation: a log longer than the leader's is cut to the leader's end") {
    OldFollower follower(Rules::truncate_to_high_watermark);
    follower.has(0, 4, 0, 1);
    follower.bring({0}, {.partition = {},
                         .error = Error::offset_out_of_range,
                         .diverging_end = {3},
                         .high_watermark = {1}});
    CHECK(follower.log().end == Offset{3});
    OldLeader leader(Rules::truncate_to_high_watermark, 0);
    leader.fetch({1}, 5, no_epoch);
    CHECK(leader.fetched({1}).at(0).items[0].error == Error::offset_out_of_range);
    CHECK(leader.fetched({1}).at(0).items[0].diverging_end == Offset{2});
}

// Log.append throws, the fetcher thread ends.
TEST_CASE("reign truncation: an entry across the log end, of a log that differs, ends copying") {
    OldFollower follower(Rules::truncate_to_high_watermark);
    follower.has(0, 4);
    follower.bring({0}, {.partition = {}, .entries = follower.entry(3, 0, 2)});
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.told<FetchRequest>({0}).empty());
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.told<FetchRequest>({2}).size() == 1);
}

// ---- kip-101

TEST_CASE("reign truncation: since KIP-101 the follower asks where its last epoch ends") {
    OldFollower follower(Rules::kip_101);
    follower.has(0, 4, 0, 1);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.question().epoch == LeaderEpoch{0});
    CHECK(follower.question().current_epoch == no_epoch);
    follower.answer({.partition = Stage::p0, .epoch = {0}, .end = {3}});
    CHECK(follower.log().end == Offset{3});
    CHECK(follower.asked({2}).offset == Offset{3});
    CHECK(follower.asked({2}).current_epoch == no_epoch);
}

TEST_CASE("reign truncation: KIP-101 goes by the mark if the leader knows nothing") {
    OldFollower follower(Rules::kip_101);
    follower.has(0, 4, 0, 1);
    follower.update(follower.state({2}, 1, 1));
    follower.answer({.partition = Stage::p0});
    CHECK(follower.log().end == Offset{1});
}

TEST_CASE("reign truncation: an empty log asks nothing, and fetches") {
    OldFollower follower(Rules::kip_101);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.told<Asked>({2}).empty());
    CHECK(follower.asked({2}).offset == Offset{0});
}

TEST_CASE("reign truncation: KIP-101 answers with the next larger epoch's start") {
    OldLeader leader(Rules::kip_101, 1);  // epoch 0: 0, 1; epoch 3: 2
    CHECK(leader.end_of(3).end == Offset{3});
    CHECK(leader.end_of(0).end == Offset{2});
    CHECK(leader.end_of(1).end == Offset{2});
    CHECK(leader.end_of(4).epoch == no_epoch);
    // A reign that has written nothing is not in the epochs (KAFKA-7415 put it there).
    OldLeader silent(Rules::kip_101, 0);
    CHECK(silent.end_of(0).end == Offset{2});
    CHECK(silent.end_of(1).epoch == no_epoch);
}

// ---- kip-279

TEST_CASE("reign truncation: KIP-279 answers with the largest epoch that is not larger") {
    OldLeader leader(Rules::kip_279, 1);
    CHECK(leader.end_of(1).epoch == LeaderEpoch{0});
    CHECK(leader.end_of(1).end == Offset{2});
    CHECK(leader.end_of(4).epoch == LeaderEpoch{3});
    CHECK(leader.end_of(4).end == Offset{3});
}

TEST_CASE("reign truncation: KIP-279 asks again until both know the epoch") {
    Rules rules = Rules::kip_279;
    std::uint32_t first = 2;  // the follower's own end of epoch 1 or below
    SUBCASE("kip-279") {}
    SUBCASE("kip-320") { rules = Rules::kip_320; }
    SUBCASE("kip-101") {
        rules = Rules::kip_101;
        first = 5;  // the two logs differ from 2 on, and nobody sees it
    }
    OldFollower follower(rules);
    follower.has(0, 2, 0);
    follower.has(2, 4, 2);
    follower.has(4, 6, 3);
    follower.update(follower.state({2}, 4, 4));
    CHECK(follower.question().epoch == LeaderEpoch{3});
    follower.answer({.partition = Stage::p0,
                     .epoch = {1},
                     .end = {5}});  // the leader has epoch 0 up to 3, then 1
    CHECK(follower.log().end == Offset{first});
    if (rules == Rules::kip_101) return;
    CHECK(follower.question().epoch == LeaderEpoch{0});
    follower.answer({.partition = Stage::p0, .epoch = {0}, .end = {3}});
    CHECK(follower.log().end == Offset{2});
    CHECK(follower.asked({2}).offset == Offset{2});
}

TEST_CASE("reign truncation: an empty leader takes all, by KIP-279") {
    Stage leader;
    leader.settings.kafka.replication_rules = Rules::kip_279;
    leader.start();
    Asked request;
    request.items.push_back({Stage::p0, no_epoch, {0}});
    leader.tell(request, NodeId{2});
    const Answer::Item answer = leader.told<Answer>({2}).at(0).items[0];
    CHECK(answer.end == Offset{0});
    OldFollower follower(Rules::kip_279);
    follower.has(0, 4, 0, 3);
    follower.update(follower.state({2}, 1, 1));
    follower.answer(answer);
    CHECK(follower.log().end == Offset{0});
    CHECK(follower.asked({2}).offset == Offset{0});
}

// Partition.updateFollowerFetchState of 2.0 has no epoch to compare.
TEST_CASE("reign truncation: before KIP-320 a leader counts fetches of any reign") {
    Rules rules = Rules::kip_279;
    LeaderEpoch named = no_epoch;
    bool counts = true;
    SUBCASE("kip-279") {}
    SUBCASE("kip-320") {
        rules = Rules::kip_320;
        named = {0};
        counts = false;
    }
    OldLeader leader(rules, 1);
    leader.fetch({1}, 3, named);
    leader.fetch({2}, 3, named);
    CHECK(leader.high_watermark() == Offset{counts ? 3U : 0U});
}

TEST_CASE("reign truncation: before KAFKA-7128 a replica joins at a high watermark that lags") {
    Rules rules = Rules::kip_279;
    bool joins = true;
    SUBCASE("kip-279") {}
    SUBCASE("kip-320-first-try") {
        rules = Rules::kip_320_first_try;
        joins = false;
    }
    SUBCASE("current") {
        rules = Rules::current;
        joins = false;
    }
    // Two records of the reign before, of which the leader knows that none is committed.
    OldLeader leader(rules, 0);
    leader.update(leader.state({0}, 4, 2, ReplicaSet{0b011}));
    leader.fetch({2}, 0, fetch_is_fenced(rules) ? LeaderEpoch{4} : no_epoch);
    CHECK(leader.told<AlterPartitionRequest>(Stage::controller).size() == (joins ? 1 : 0));
}

// ---- kip-320 and its drafts

TEST_CASE("reign truncation: in the first try a fetch names the last epoch alone") {
    OldFollower follower(Rules::kip_320_first_try);
    follower.has(0, 4, 0, 1);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.told<Asked>({2}).empty());
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.asked({2}).last_fetched_epoch == LeaderEpoch{0});
    CHECK(follower.asked({2}).current_epoch == no_epoch);
}

TEST_CASE("reign truncation: in the first try a leader of the past shows a divergence") {
    OldLeader leader(Rules::kip_320_first_try, 1);
    leader.fetch({1}, 6, no_epoch, {5});
    const FetchResponse::Item answer = leader.fetched({1}).at(0).items[0];
    CHECK(answer.diverging);
    CHECK(answer.diverging_epoch == LeaderEpoch{3});
    CHECK(answer.diverging_end == Offset{3});
}

TEST_CASE("reign truncation: since KIP-320 the question names the reign") {
    Rules rules = Rules::kip_320;
    LeaderEpoch reign{1};
    SUBCASE("kip-320") {}
    SUBCASE("kip-320-unfenced-truncation") {
        rules = Rules::kip_320_unfenced_truncation;
        reign = no_epoch;
    }
    OldFollower follower(rules);
    follower.has(0, 4, 0, 1);
    follower.update(follower.state({2}, 1, 1));
    CHECK(follower.question().current_epoch == reign);
    follower.answer({.partition = Stage::p0, .epoch = {0}, .end = {3}});
    CHECK(follower.asked({2}).current_epoch == LeaderEpoch{1});  // both fence the fetch
    CHECK(follower.asked({2}).last_fetched_epoch == no_epoch);
}

TEST_CASE("reign truncation: a leader of another reign refuses a question that names one") {
    OldLeader leader(Rules::kip_320, 1);
    CHECK(leader.end_of(0, {2}).error == Error::fenced_leader_epoch);
    CHECK(leader.end_of(0, {4}).error == Error::unknown_leader_epoch);
    CHECK(leader.end_of(0, {3}).end == Offset{2});
    leader.update(leader.state({1}, 4, 2));
    CHECK(leader.end_of(0).error == Error::not_leader_or_follower);
}

// ---- the thread

TEST_CASE("reign truncation: after an error the question rests for replica.fetch.backoff.ms") {
    OldFollower follower(Rules::kip_320);
    follower.has(0, 4);
    follower.update(follower.state({2}, 1, 1));
    SUBCASE("the leader's") {
        follower.answer({.partition = Stage::p0, .error = Error::unknown_leader_epoch});
    }
    SUBCASE("of the connection") { follower.tell(Disconnected{{2}, true}); }
    SUBCASE("silence") { follower.fire(FetchTimeout{{2}}); }
    CHECK(follower.sent.empty());
    follower.fire(FetchBackoffOver{{2}});
    CHECK(follower.question().epoch == LeaderEpoch{0});
}

TEST_CASE("reign truncation: fenced, it asks no more until the controller names a new reign") {
    OldFollower follower(Rules::kip_320);
    follower.has(0, 4);
    follower.update(follower.state({2}, 1, 1));
    follower.answer({.partition = Stage::p0, .error = Error::fenced_leader_epoch});
    CHECK(follower.sent.empty());
    follower.update(follower.state({2}, 2, 2));
    CHECK(follower.question().current_epoch == LeaderEpoch{2});
}

TEST_CASE("reign truncation: an answer from before a new reign of the same leader is not used") {
    OldFollower follower(Rules::kip_279);
    follower.has(0, 4);
    follower.update(follower.state({2}, 1, 1));
    follower.update(follower.state({2}, 2, 2));
    CHECK(follower.told<Asked>({2}).empty());  // one is under way
    follower.answer({.partition = Stage::p0, .epoch = {0}, .end = {1}});
    CHECK(follower.log().end == Offset{4});
    CHECK(follower.question().epoch == LeaderEpoch{0});
}

}  // namespace mqfate::kafka::reign_truncation_test
