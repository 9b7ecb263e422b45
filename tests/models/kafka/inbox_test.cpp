#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::inbox_test {

using Stage = BrokerStage;

TEST_CASE("inbox: the next request of a client is begun when the last one is answered") {
    LeaderStage leader;
    for (int i = 0; i < 3; ++i) leader.produce(Stage::shop, Acks::all);
    CHECK(leader.log().end == Offset{1});
    leader.followers_have(1);
    CHECK(leader.answer(Stage::shop) == Error::none);
    CHECK(leader.log().end == Offset{2});
    leader.followers_have(2);
    CHECK(leader.log().end == Offset{3});
}

TEST_CASE("inbox: clients do not wait for each other") {
    LeaderStage leader;
    leader.produce(Stage::shop, Acks::all);
    leader.produce(Stage::mill, Acks::all);
    CHECK(leader.log().end == Offset{2});
}

TEST_CASE("inbox: questions wait their turn, too") {
    LeaderStage leader;
    leader.produce(Stage::shop, Acks::all);
    leader.tell(MetadataRequest{}, Stage::shop);
    leader.tell(InitProducerIdRequest{}, Stage::shop);
    CHECK(leader.sent.empty());
    leader.followers_have(1);
    REQUIRE(leader.told<MetadataResponse>(Stage::shop).size() == 1);
    CHECK(leader.told<MetadataResponse>(Stage::shop)[0].items.at(0).leader == NodeId{0});
    CHECK(leader.told<InitProducerIdResponse>(Stage::shop).size() == 1);
    // The answers leave in the order of the requests.
    CHECK(std::holds_alternative<ProduceResponse>(leader.sent.at(0).second));
    CHECK(std::holds_alternative<MetadataResponse>(leader.sent.at(1).second));
}

TEST_CASE("inbox: of what a client had sent before it went, one more request is served") {
    LeaderStage leader;
    for (int i = 0; i < 4; ++i) leader.produce(Stage::shop, Acks::all);
    leader.fetch({1}, 1, {}, {0});
    leader.tell(Disconnected{Stage::shop});
    CHECK(leader.log().end == Offset{2});
    CHECK(leader.fetched({1}).at(0).items[0].entries.count == 1);
    CHECK(leader.noted(FactKind::never_arrived, Cause::lost_in_flight) == 2);
    CHECK_FALSE(leader.is_armed(ProduceExpires{Stage::shop}));
    leader.produce(Stage::shop, Acks::leader);  // it comes again
    CHECK(leader.answer(Stage::shop) == Error::none);
}

TEST_CASE("inbox: a connection that ends takes its parked fetch with it") {
    LeaderStage leader;
    leader.tell(Disconnected{{1}});
    CHECK_FALSE(leader.is_armed(FetchExpires{{1}}));
    leader.produce(Stage::shop, Acks::leader);
    CHECK(leader.fetched({1}).empty());
    CHECK(leader.fetched({2}).size() == 1);
}

TEST_CASE("inbox: producer ids are unique, over brokers and restarts") {
    const auto id = [](Stage& broker) {
        broker.tell(InitProducerIdRequest{}, Stage::shop);
        return broker.told<InitProducerIdResponse>(Stage::shop).at(0).id;
    };
    Stage first;
    first.start();
    Stage second(NodeId{1});
    second.start();
    CHECK(id(first) == ProducerId{0});
    CHECK(id(first) == ProducerId{1});
    CHECK(id(second) == ProducerId{1'000});
    first.restart();
    first.tell(BrokerRegistrationResponse{.epoch = {1}}, Stage::controller);
    first.update(first.state({1}, 1, 1));
    // The second start of broker 0: block 1 * 3 + 0.
    CHECK(id(first) == ProducerId{3'000});
}

}  // namespace mqfate::kafka::inbox_test
