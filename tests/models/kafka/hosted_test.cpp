#include "models/kafka/hosted.hpp"
#include "models/kafka/causes.hpp"
#include "models/kafka/parts.hpp"
#include "tests/models/kafka/broker_stage.hpp"

namespace mqfate::kafka::hosted_test {

using Stage = BrokerStage;

/// A broker with three entries of two records, of producer 7, of which all are flushed and four
/// records are committed. The test works on its logs only.
struct Logs : Stage {
    std::vector<Effect<Vocabulary>> effects;
    RoleContext context{self, settings, store, effects};
    Parts parts{broker, context};

    explicit Logs(std::uint32_t partitions = 1) : Stage({0}, partitions) {
        parts.hosted.load();
        for (std::uint32_t i = 0; i < 3; ++i) append(2 * i);
        parts.hosted.replica(0).high_watermark = {4};
        parts.hosted.synced(0, {6});
        effects.clear();
    }
    void append(std::uint32_t base) {
        const BatchId id = batch(2);
        Batch of_producer = store.kafka.batches[id];
        of_producer.producer = {7};
        of_producer.first_sequence = Sequence{base};
        const Entry entry{store.kafka.batches.append(of_producer), {base}, 2, {0}};
        parts.hosted.append(0, store.kafka.entries.append(p0, entry), entry, of_producer);
    }
    const ProducerStates::Producer& producer() const { return replica().producers.producers.at(0); }
};

TEST_CASE("hosted: what is appended is told to the disk, and its producer is known") {
    Logs logs;
    logs.append(6);
    REQUIRE(logs.effects.size() == 1);
    CHECK(std::get<Write>(logs.effects[0]).end == Position{8});
    CHECK(logs.producer().count == 4);
    CHECK(logs.producer().batches[0].end == Offset{8});
}

TEST_CASE("hosted: watermark, recovery point and producers follow a log that is cut back") {
    Logs logs;
    logs.parts.hosted.truncate(0, {2}, causes::truncated_by_new_leader);
    CHECK(logs.log().end == Offset{2});
    CHECK(logs.high_watermark() == Offset{2});
    CHECK(logs.replica().recovery_point == Offset{2});
    CHECK(logs.broker.durable.recovery_points.at(0) == Offset{2});
    CHECK(logs.producer().count == 1);
    // Two entries are noted as removed, then the disk is told.
    REQUIRE(logs.effects.size() == 3);
    CHECK(std::get<Fact>(logs.effects[1]).cause == causes::truncated_by_new_leader);
    CHECK(std::get<CutBack>(logs.effects[2]).end == Position{2});
}

TEST_CASE("hosted: a log that is short enough already stays as it is") {
    Logs logs;
    logs.parts.hosted.truncate(0, {6}, causes::truncated_by_new_leader);
    CHECK(logs.effects.empty());
    CHECK(logs.high_watermark() == Offset{4});
}

TEST_CASE("hosted: an older sync that is done does not take back what is flushed") {
    Logs logs;
    logs.parts.hosted.synced(0, {2});
    CHECK(logs.replica().recovery_point == Offset{6});
}

TEST_CASE("hosted: a checkpoint is of all partitions") {
    Logs logs(2);
    logs.parts.hosted.replica(1).high_watermark = {9};
    logs.parts.hosted.checkpoint_high_watermarks();
    CHECK(logs.broker.durable.high_watermarks == std::vector<Offset>{{4}, {9}});
}

TEST_CASE("hosted: places are those of the partitions that this broker has a replica of") {
    Stage stage({0}, 3);
    stage.settings.kafka.partitions[1].replicas = {{1}, {2}};
    stage.start();
    CHECK(stage.broker.place_of({0}) == 0);
    CHECK_FALSE(stage.broker.place_of({1}));
    CHECK(stage.broker.place_of({2}) == 1);
    CHECK(stage.broker.durable.files() == 2);
}

}  // namespace mqfate::kafka::hosted_test
