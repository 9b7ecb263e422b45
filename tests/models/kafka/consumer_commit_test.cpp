// When a consumer commits, and what: before the work, after it, by itself.
#include <variant>

#include "tests/models/kafka/consumer_stage.hpp"

namespace mqfate::kafka::consumer_commit_test {

using Story = ConsumerStage;

TEST_CASE("consumer: commit before the work: the work begins with the answer") {
    Story story{CommitMode::before_processing};
    story.begin();
    story.bring(2);
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.works());
    story.commit_answered();
    CHECK(story.works());
    story.finish_work();
    story.finish_work();
    CHECK_FALSE(story.committed());
    CHECK(story.consumer.quiet());
}

TEST_CASE("consumer: commit after the work: once for each poll, and it waits") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(2);
    story.bring(1);
    story.finish_work();
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK(story.asked<OffsetCommitRequest>(story.coordinator())->items[0].epoch == LeaderEpoch{1});
    CHECK_FALSE(story.works());
    CHECK_FALSE(story.consumer.quiet());
    story.commit_answered();
    CHECK(story.works());
}

TEST_CASE("consumer: commit every two records, inside a poll and across polls") {
    Story story{CommitMode::after_processing, 2};
    story.begin();
    story.bring(3);
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.works());
    story.commit_answered();
    CHECK(story.works());
    story.finish_work();
    CHECK_FALSE(story.committed());
    CHECK(story.consumer.quiet());
    story.bring(1);
    story.finish_work();
    CHECK(story.committed() == 4);
}

TEST_CASE("consumer: automatic commit: poll commits all that earlier polls returned") {
    Story story{CommitMode::automatic};
    story.config().max_poll_records = 2;
    story.begin();
    story.bring(3);
    story.show(AutoCommitDue{});
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK(story.works());
    CHECK(story.armed(AutoCommitDue{})->fixed == story.config().auto_commit_interval);
    story.finish_work();
    CHECK_FALSE(story.committed());
}

TEST_CASE("consumer: automatic commit: inside an idle poll at once, and only what is new") {
    Story story{CommitMode::automatic};
    story.begin();
    story.bring(1);
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
    story.commit_answered();
    story.show(AutoCommitDue{});
    CHECK_FALSE(story.committed());
    CHECK(story.armed(AutoCommitDue{}));
}

TEST_CASE("consumer: automatic commit: a failure is due again after the back-off, not in a loop") {
    Story story{CommitMode::automatic};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.show(AutoCommitDue{});
    story.show(Disconnected{story.coordinator(), true});
    CHECK_FALSE(story.committed());
    CHECK(story.armed(AutoCommitDue{})->fixed == story.config().retry_backoff);
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
}

TEST_CASE("consumer: commitSync is sent again until it is answered, with a growing back-off") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.show(RequestTimeout{story.coordinator()});
    CHECK(std::get<Close>(story.effects.at(0)).server == story.coordinator());
    CHECK(story.armed(ConsumerBackoffOver{})->fixed == milliseconds(100));
    story.show(ConsumerBackoffOver{});
    CHECK(story.committed() == 1);
    story.show(Disconnected{story.coordinator(), true});
    CHECK(story.armed(ConsumerBackoffOver{})->fixed == milliseconds(200));
    story.show(ConsumerBackoffOver{});
    CHECK(story.committed() == 1);
    story.commit_answered();
    CHECK(story.consumer.quiet());
}

TEST_CASE("consumer: with an interval of 0 each poll commits what earlier ones returned") {
    Story story{CommitMode::automatic};
    story.config().auto_commit_interval = {};
    story.begin();
    CHECK_FALSE(story.armed(AutoCommitDue{}));  // it would fire for ever at one instant
    story.bring(2);
    CHECK_FALSE(story.committed());
    story.finish_work();
    story.finish_work();  // and polls
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.armed(AutoCommitDue{}));
    story.bring(1);
    CHECK_FALSE(story.committed());  // nothing was returned since
}

}  // namespace mqfate::kafka::consumer_commit_test
