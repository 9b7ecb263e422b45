#include "models/app/publisher.hpp"

#include "tests/models/app/stage.hpp"

#include <doctest/doctest.h>

namespace mqfate::app::publisher_test {

struct Shop : Stage {
    Publisher publisher;
    MessageId publish(std::uint16_t scope = 0) {
        Ctx handed = context(shop);
        return publisher.publish(scope, handed);
    }
    void wait() {
        Ctx handed = context(shop);
        publisher.wait_for_next(handed);
    }
};

TEST_CASE("publisher: its messages follow one by one from its first, each handed over once") {
    Shop s;
    CHECK(s.publish(7) == MessageId{10});
    const auto facts = s.all<Fact>();
    REQUIRE(facts.size() == 1);
    CHECK(facts[0] ==
          Fact{.kind = FactKind::published, .node = shop, .message = MessageId{10}, .scope = 7});
    CHECK(s.publisher.last(s.settings.app, shop) == MessageId{10});
    CHECK(s.publish() == MessageId{11});
    CHECK(s.publisher.last(s.settings.app, shop) == MessageId{11});
}

TEST_CASE("publisher: the wait for a message is drawn by its number") {
    Shop s;
    s.wait();
    CHECK(s.armed(PublishNext{}) == Wait{.drawn = DelayId{4}, .subject = 0});
    s.publish();
    s.wait();
    CHECK(s.armed(PublishNext{}) == Wait{.drawn = DelayId{4}, .subject = 1});
}

TEST_CASE("publisher: after the last message it waits for none") {
    Shop s;
    s.publish();
    CHECK_FALSE(s.publisher.has_published_all(s.settings.app, shop));
    s.publish();
    CHECK(s.publisher.has_published_all(s.settings.app, shop));
    s.wait();
    CHECK(s.effects.empty());
}

}  // namespace mqfate::app::publisher_test
