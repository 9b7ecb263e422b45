#include "models/kafka/consumer.hpp"

#include <concepts>
#include <type_traits>
#include <variant>

#include "tests/models/kafka/consumer_stage.hpp"

namespace mqfate::kafka::consumer_test {

using Story = ConsumerStage;
constexpr NodeId broker = ConsumerStage::broker;
constexpr PartitionId p0 = ConsumerStage::p0;

static_assert(std::is_aggregate_v<Consumer> && std::regular<Consumer>);

TEST_CASE("consumer: it starts at its committed offset") {
    Story story{CommitMode::after_processing};
    story.begin(42);
    CHECK(story.asked<FetchRequest>(broker)->items[0].offset == Offset{42});
    CHECK(story.consumer.position(p0) == Offset{42});
}

TEST_CASE("consumer: it does not fetch before it knows where") {
    Story story{CommitMode::after_processing};
    story.show(Started{});
    CHECK(story.asked<OffsetFetchRequest>(story.coordinator()));
    story.say(MetadataResponse{{{p0, broker, {1}}}}, broker);
    CHECK_FALSE(story.fetches());
    CHECK_FALSE(story.consumer.position(p0));
    CHECK_FALSE(story.consumer.quiet());
}

TEST_CASE("consumer: poll delivers records, they are worked on one by one, and it fetches on") {
    Story story{CommitMode::after_processing};
    story.begin();
    CHECK(story.consumer.quiet());
    story.bring(2);
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{0}, 2});
    CHECK(story.fetches());
    CHECK(story.armed(app::WorkDone{}) == Wait{.drawn = {3}, .subject = 0});
    CHECK_FALSE(story.consumer.quiet());
    story.finish_work();
    CHECK(story.fact(FactKind::applied)->message == MessageId{0});
    CHECK(story.armed(app::WorkDone{})->subject == 1);
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.fact(FactKind::applied)->message == MessageId{1});
    CHECK_FALSE(story.works());
}

TEST_CASE("consumer: what arrives during the work waits for the next poll") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.bring(1);
    CHECK(story.fact(FactKind::delivered) == nullptr);
    CHECK_FALSE(story.fetches());
    story.finish_work();
    story.commit_answered();
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{1}, 1});
    CHECK(story.fetches());
}

TEST_CASE("consumer: a poll returns at most max.poll.records, also from the middle of a batch") {
    Story story{CommitMode::after_processing};
    story.config().max_poll_records = 2;
    story.begin();
    story.bring(3);
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{0}, 2});
    CHECK_FALSE(story.fetches());
    story.finish_work();
    story.finish_work();
    CHECK(story.committed() == 2);
    story.commit_answered();
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{2}, 1});
    CHECK(story.fetches());
}

TEST_CASE("consumer: a lost request for offsets is sent again") {
    Story story{CommitMode::after_processing};
    story.show(Started{});
    story.show(Disconnected{story.coordinator(), true});
    story.show(ConsumerBackoffOver{});
    CHECK(story.asked<OffsetFetchRequest>(story.coordinator()));
}

TEST_CASE("consumer: an answer that comes twice changes nothing") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.commit_answered();
    const Consumer before = story.consumer;
    story.commit_answered();
    story.say(OffsetFetchResponse{{{p0, {1}, {0}}}}, story.coordinator());
    CHECK(story.consumer == before);
}

TEST_CASE("consumer: a fetch without an answer closes its connection and is sent again later") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.show(RequestTimeout{broker});
    CHECK(std::get<Close>(story.effects.at(0)).server == broker);
    CHECK_FALSE(story.fetches());
    story.show(ReconnectBackoffOver{broker});
    CHECK(story.fetches());
}

TEST_CASE("consumer: after a crash everything since the committed offset is delivered again") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(2);
    story.finish_work();
    story.consumer.memory = {};
    story.begin(0);
    story.log_end = 0;
    story.bring(2);
    CHECK(story.fact(FactKind::delivered)->records.count == 2);
    CHECK(story.armed(app::WorkDone{})->subject == 0);
}

TEST_CASE("consumer: without a reset it stops where nothing is committed, and asks for nothing") {
    Story story{CommitMode::automatic};
    story.config().auto_offset_reset = OffsetReset::none;
    SUBCASE("nothing is committed") {
        story.begin();
        CHECK(story.consumer.has_stopped());
        CHECK_FALSE(story.fetches());
        CHECK(story.consumer.quiet());
        CHECK_FALSE(story.consumer.position(p0));
        story.show(MetadataTooOld{});
        CHECK(story.effects.empty());
    }
    SUBCASE("something is") {
        story.begin(42);
        CHECK_FALSE(story.consumer.has_stopped());
        CHECK(story.fetches());
        FetchResponse response;
        response.items.push_back({.partition = p0, .error = Error::offset_out_of_range});
        story.say(response, broker);
        CHECK(story.consumer.has_stopped());
    }
}

}  // namespace mqfate::kafka::consumer_test
