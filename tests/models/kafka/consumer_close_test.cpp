// A consumer that is asked to end.
#include <algorithm>
#include <variant>

#include "tests/models/kafka/consumer_stage.hpp"

namespace mqfate::kafka::consumer_close_test {

using Story = ConsumerStage;

bool exits(const Story& story) {
    return std::any_of(story.effects.begin(), story.effects.end(), [](const auto& e) {
        const auto* hang_up = std::get_if<HangUp>(&e);
        return hang_up != nullptr && hang_up->client == no_node;
    });
}

TEST_CASE("consumer: asked to end while it waits for records, it ends at once") {
    Story story{CommitMode::after_processing};
    story.begin(0);
    story.show(ShutDownAsked{});
    CHECK(exits(story));
}

TEST_CASE("consumer: it works on what poll has returned, commits by its mode, and polls no more") {
    Story story{CommitMode::after_processing};
    story.begin(0);
    story.bring(2);
    story.show(ShutDownAsked{});
    CHECK_FALSE(exits(story));
    story.finish_work();
    CHECK(story.works());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK_FALSE(exits(story));
    story.commit_answered();
    CHECK(exits(story));
}

TEST_CASE("consumer: with automatic commits close() sends the positions and waits for the answer") {
    Story story{CommitMode::automatic};
    story.begin(0);
    story.bring(1);
    story.finish_work();
    CHECK_FALSE(story.committed());  // the interval is not over
    story.show(ShutDownAsked{});
    CHECK(story.committed() == 1);
    CHECK(story.armed(CloseExpires{})->fixed == seconds(30));
    CHECK_FALSE(exits(story));
    story.commit_answered();
    CHECK(exits(story));
}

TEST_CASE("consumer: close() sends again what was lost on the way, for 30 s") {
    Story story{CommitMode::automatic};
    story.begin(0);
    story.bring(1);
    story.finish_work();
    story.show(ShutDownAsked{});
    story.show(Disconnected{story.coordinator(), true});
    REQUIRE(story.armed(AutoCommitDue{}));
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
    story.show(CloseExpires{});
    CHECK(exits(story));
}

TEST_CASE("consumer: without its position it ends at once") {
    Story story{CommitMode::automatic};
    story.show(Started{});
    story.show(ShutDownAsked{});
    CHECK(exits(story));
}

}  // namespace mqfate::kafka::consumer_close_test
