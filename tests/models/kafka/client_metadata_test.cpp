#include "models/kafka/client_metadata.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::client_metadata_test {

MetadataResponse says(NodeId leader, LeaderEpoch epoch) {
    MetadataResponse response;
    response.items.push_back({PartitionId{0}, leader, epoch});
    return response;
}

TEST_CASE("client metadata: nothing is known before the first answer") {
    ClientMetadata metadata;
    CHECK_FALSE(metadata.known);
    CHECK_EQ(metadata.leader({0}), no_node);
    CHECK_EQ(metadata.epoch({0}), no_epoch);
    metadata.answered(says({2}, {0}), {1});
    CHECK(metadata.known);
    CHECK_EQ(metadata.leader({0}), NodeId{2});
}

TEST_CASE("client metadata: an answer with an older leader epoch is ignored") {
    ClientMetadata metadata;
    metadata.answered(says({2}, {5}), {1});
    metadata.answered(says({0}, {4}), {1});
    CHECK_EQ(metadata.leader({0}), NodeId{2});
    metadata.answered(says(no_node, {6}), {1});
    CHECK_EQ(metadata.leader({0}), no_node);
}

TEST_CASE("client metadata: one request at a time, and a pause after each") {
    ClientMetadata metadata;
    CHECK_FALSE(metadata.may_ask());
    metadata.request_update();
    CHECK(metadata.may_ask());
    metadata.ask({1});
    CHECK_FALSE(metadata.may_ask());
    CHECK_FALSE(metadata.answered(says({2}, {0}), {0}));  // not the one that was asked
    CHECK(metadata.answered(says({2}, {0}), {1}));
    metadata.request_update();
    CHECK_FALSE(metadata.may_ask());
    metadata.rested();
    CHECK(metadata.may_ask());
}

TEST_CASE("client metadata: the pause doubles while answers bring nothing newer") {
    ClientMetadata metadata;
    const auto pause = [&] { return metadata.pause(milliseconds(100), seconds(1)).fixed; };
    const auto ask = [&](NodeId leader, LeaderEpoch epoch) {
        metadata.ask({1});
        metadata.answered(says(leader, epoch), {1});
    };
    ask({2}, {0});
    CHECK(pause() == milliseconds(100));
    ask({2}, {0});
    CHECK(pause() == milliseconds(100));
    ask({2}, {0});
    CHECK(pause() == milliseconds(200));
    for (int i = 0; i < 300; ++i) ask({2}, {0});
    CHECK(pause() == seconds(1));
    ask({0}, {1});
    CHECK(pause() == milliseconds(100));
}

TEST_CASE("client metadata: what is too old is asked for, and its pauses begin anew") {
    ClientMetadata metadata;
    for (int i = 0; i < 4; ++i) {
        metadata.request_update();
        metadata.ask({1});
        metadata.answered(says({2}, {0}), {1});
        metadata.rested();
    }
    // The first answer was news, three were not: 100 2^2.
    CHECK(metadata.pause(milliseconds(100), seconds(1)).fixed == milliseconds(400));
    CHECK_FALSE(metadata.may_ask());
    metadata.expired();
    CHECK(metadata.may_ask());
    CHECK(metadata.pause(milliseconds(100), seconds(1)).fixed == milliseconds(100));
}

TEST_CASE("client metadata: who failed to answer is followed by the next broker") {
    ClientMetadata metadata;
    metadata.request_update();
    metadata.ask({2});
    CHECK_FALSE(metadata.failed({1}, 3));
    CHECK(metadata.failed({2}, 3));
    CHECK_EQ(metadata.next, NodeId{0});
    CHECK(metadata.wanted);
}

TEST_CASE("client metadata: after a rebootstrap topics are unknown, leader epochs are not") {
    ClientMetadata metadata;
    metadata.answered(says({2}, {5}), {1});
    metadata.rebootstrap();
    CHECK_FALSE(metadata.known);
    CHECK_EQ(metadata.leader({0}), no_node);
    metadata.answered(says({0}, {4}), {1});
    CHECK_EQ(metadata.leader({0}), no_node);
}

TEST_CASE("metadata: the jitter of its pause is drawn at every look (Metadata.timeToAllowUpdate)") {
    ClientMetadata metadata;
    metadata.ask({1});
    metadata.answered(says({2}, {5}), {1});
    const Wait wait = metadata.pause(milliseconds(100), seconds(1));
    CHECK(wait.fixed == milliseconds(100));
    CHECK(wait.drawn_at_each_look);
}

}  // namespace mqfate::kafka::client_metadata_test
