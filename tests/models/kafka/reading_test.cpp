#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::reading_test {

using Stage = BrokerStage;

TEST_CASE("reading: with nothing to read it waits, and data completes it") {
    Stage leader;
    leader.start().fetch({1}, 0);
    CHECK(leader.fetched({1}).empty());
    CHECK(leader.wait_of(FetchExpires{{1}}).fixed == milliseconds(500));
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.fetched({1}).at(0).items[0].entries == EntryRun{{0}, 1});
    CHECK_FALSE(leader.is_armed(FetchExpires{{1}}));
}

TEST_CASE("reading: when its time is over it is answered with nothing, and the high watermark") {
    Stage leader;
    leader.start().fetch({1}, 0);
    leader.fire(FetchExpires{{1}});
    CHECK(leader.fetched({1}).at(0).items[0].entries.count == 0);
    CHECK(leader.fetched({1}).at(0).items[0].error == Error::none);
}

TEST_CASE("reading: a consumer reads up to the high watermark, a follower up to the end") {
    Stage leader;
    leader.start().produce(Stage::shop, Acks::leader);
    leader.fetch(Stage::reader, 0);
    CHECK(leader.fetched(Stage::reader).empty());
    leader.fetch({1}, 0);
    CHECK(leader.fetched({1}).at(0).items[0].entries.count == 1);
    leader.fetch({1}, 1, {}, {0});
    leader.fetch({2}, 1, {}, {0});
    CHECK(leader.fetched(Stage::reader).at(0).items[0].entries.count == 1);
    CHECK(leader.fetched(Stage::reader).at(0).items[0].high_watermark == Offset{1});
    // An advance of the high watermark is nothing new for a follower: it stays parked.
    CHECK(leader.fetched({1}).empty());
}

TEST_CASE("reading: an answer given at once carries the high watermark of before") {
    Stage leader;
    leader.start().produce(Stage::shop, Acks::leader);
    leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 1, {}, {0});
    leader.fetch({2}, 1, {}, {0});
    CHECK(leader.high_watermark() == Offset{1});
    CHECK(leader.fetched({2}).at(0).items[0].high_watermark == Offset{0});
}

TEST_CASE("reading: a consumer ahead of a new leader's high watermark is answered at once") {
    Stage leader;
    leader.start().produce(Stage::shop, Acks::leader);
    leader.fetch(Stage::reader, 1);
    CHECK(leader.fetched(Stage::reader).at(0).items[0].entries.count == 0);
    CHECK(leader.fetched(Stage::reader).at(0).items[0].error == Error::none);
}

TEST_CASE("reading: epochs and offsets that do not fit are refused (KIP-320)") {
    Stage leader;
    leader.start().update(leader.state({0}, 2, 2));
    const auto error = [&](std::uint32_t offset, std::uint16_t epoch, NodeId from) {
        leader.fetch(from, offset, {epoch});
        return leader.fetched(from).at(0).items[0].error;
    };
    CHECK(error(0, 1, {1}) == Error::fenced_leader_epoch);
    CHECK(error(0, 3, {1}) == Error::unknown_leader_epoch);
    CHECK(error(9, 2, {1}) == Error::offset_out_of_range);
    leader.update(leader.state({1}, 3, 3));
    CHECK(error(0, 3, {2}) == Error::not_leader_or_follower);
}

TEST_CASE("reading: a log that diverges is told where, and its progress does not count (KIP-595)") {
    Stage leader;
    leader.start().produce(Stage::shop, Acks::leader);  // epoch 0 ends at 1
    leader.update(leader.state({0}, 2, 2));
    leader.produce(Stage::shop, Acks::leader);
    leader.fetch({1}, 3, {2}, {1});  // it has epoch 1, up to 3
    const FetchResponse::Item answer = leader.fetched({1}).at(0).items[0];
    CHECK(answer.diverging);
    CHECK(answer.diverging_epoch == LeaderEpoch{0});
    CHECK(answer.diverging_end == Offset{1});
    CHECK_FALSE(leader.replica().remotes[1].known);
    // It has more of epoch 0 than the leader.
    leader.fetch({2}, 2, {2}, {0});
    CHECK(leader.fetched({2}).at(0).items[0].diverging_end == Offset{1});
}

TEST_CASE("reading: an answer holds no more than replica.fetch.max.bytes, but one entry at least") {
    Stage leader;
    leader.settings.kafka.broker.replica_fetch_max_bytes = 250;
    leader.start();
    for (int i = 0; i < 4; ++i) leader.produce(Stage::shop, Acks::leader);  // 100 bytes each
    leader.fetch({1}, 0);
    CHECK(leader.fetched({1}).at(0).items[0].entries.count == 2);
    leader.settings.kafka.broker.replica_fetch_max_bytes = 1;
    leader.fetch({2}, 0);
    CHECK(leader.fetched({2}).at(0).items[0].entries.count == 1);
}

}  // namespace mqfate::kafka::reading_test
