// What a crash of a consumer passes over for good.
#include <cstdint>
#include <vector>

#include "tests/models/kafka/consumer_stage.hpp"

namespace mqfate::kafka::consumer_crash_test {

using Story = ConsumerStage;
constexpr NodeId broker = ConsumerStage::broker;
constexpr PartitionId p0 = ConsumerStage::p0;

using Ids = std::vector<std::uint32_t>;

TEST_CASE("consumer: a crash passes over what was committed and not worked on") {
    Story story{CommitMode::before_processing};
    story.begin();
    story.bring(3);
    REQUIRE(story.committed() == 3);
    SUBCASE("the commit is answered, one is worked on") {
        story.commit_answered();
        story.finish_work();
        CHECK(story.crash() == Ids{1, 2});
    }
    SUBCASE("the commit is under way: it may arrive") { CHECK(story.crash() == Ids{0, 1, 2}); }
    SUBCASE("all are worked on") {
        story.commit_answered();
        for (int i = 0; i < 3; ++i) story.finish_work();
        CHECK(story.crash().empty());
    }
}

TEST_CASE("consumer: a crash does not pass over what was not committed") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(3);
    SUBCASE("none is worked on") { CHECK(story.crash().empty()); }
    SUBCASE("all are, and the commit is under way") {
        for (int i = 0; i < 3; ++i) story.finish_work();
        REQUIRE(story.committed() == 3);
        CHECK(story.crash().empty());
    }
}

TEST_CASE("consumer: one that began at the latest offset has committed nothing by that") {
    Story story{CommitMode::automatic};
    story.config().auto_offset_reset = OffsetReset::latest;
    story.begin();
    FetchResponse beyond;
    beyond.items.push_back(
        {.partition = p0, .error = Error::offset_out_of_range, .high_watermark = Offset{0}});
    story.say(beyond, broker);
    story.bring(3);
    REQUIRE(story.works());
    CHECK(story.crash().empty());
}

TEST_CASE("consumer: a crash passes over none of those behind the commit of the ones before") {
    Story story{CommitMode::after_processing, 2};
    story.begin();
    story.bring(3);
    for (int i = 0; i < 2; ++i) story.finish_work();
    REQUIRE(story.committed() == 2);
    story.commit_answered();
    CHECK(story.crash().empty());  // the third is in work, and will be read again
}

}  // namespace mqfate::kafka::consumer_crash_test
