#include "models/app/application.hpp"

#include "tests/models/app/stage.hpp"

#include <doctest/doctest.h>

namespace mqfate::app::application_test {

constexpr MessageId message{5};

/// An application at the node "billing", and what it is shown.
struct Billing : Stage {
    Application application;
    explicit Billing(bool in_database) {
        settings.app.applications[0].in_database = in_database;
        Ctx handed = context(billing);
        application.begin(message, handed);
    }
    template <class What> Progress tell(const What& what) {
        Ctx handed = context(billing);
        return application.on(what, handed);
    }
    void ask_again() {
        Ctx handed = context(billing);
        application.on(AskDatabaseAgain{}, handed);
    }
    void lose_database() {
        Ctx handed = context(billing);
        application.lost_database(handed);
    }
};

TEST_CASE("application: the work on a message is drawn by its number") {
    const Billing b(false);
    CHECK(b.armed(WorkDone{}) == Wait{.drawn = DelayId{3}, .subject = message.value});
    CHECK(b.application.stage == Application::Stage::working);
    CHECK(b.all<Fact>().empty());  // nothing has come of it yet
}

TEST_CASE("application: at the node itself, the effect takes place when the work is done") {
    Billing b(false);
    CHECK(b.tell(WorkDone{}) == Progress::done);
    const auto facts = b.all<Fact>();
    REQUIRE(facts.size() == 1);
    CHECK(facts[0] ==
          Fact{.kind = FactKind::applied, .node = billing, .message = message, .branch = 1});
    CHECK(b.asked().empty());
    CHECK(b.application == Application{});
}

TEST_CASE("application: at the database, it is asked, and the work is over when it has answered") {
    Billing b(true);
    CHECK(b.tell(WorkDone{}) == Progress::working);
    CHECK(b.all<Fact>().empty());  // the database says when
    CHECK(b.asked() == std::vector{ApplyEffect{message, 1}});
    CHECK(b.tell(EffectApplied{message}) == Progress::done);
    CHECK(b.application == Application{});
}

TEST_CASE("application: an answer about another message, or one too late, changes nothing") {
    Billing b(true);
    CHECK(b.tell(EffectApplied{message}) == Progress::working);  // it has not asked yet
    CHECK(b.application.stage == Application::Stage::working);
    REQUIRE(b.tell(WorkDone{}) == Progress::working);
    CHECK(b.tell(EffectApplied{MessageId{4}}) == Progress::working);
    CHECK(b.application.stage == Application::Stage::asking);
    REQUIRE(b.tell(EffectApplied{message}) == Progress::done);
    CHECK(b.tell(EffectApplied{message}) == Progress::working);
    CHECK(b.effects.empty());
}

TEST_CASE("application: a database whose connection was lost is asked again after a pause") {
    Billing b(true);
    REQUIRE(b.tell(WorkDone{}) == Progress::working);
    b.lose_database();
    CHECK(b.armed(AskDatabaseAgain{}) == Wait{.fixed = b.settings.app.database_retry});
    CHECK(b.asked().empty());
    b.ask_again();
    CHECK(b.asked() == std::vector{ApplyEffect{message, 1}});
    CHECK(b.tell(EffectApplied{message}) == Progress::done);
    REQUIRE(b.all<Cancel<Words>>().size() == 1);
    CHECK(b.all<Cancel<Words>>()[0].timer == Words::Timer{AskDatabaseAgain{}});
}

TEST_CASE("application: while nothing was asked, a lost connection is of no concern") {
    Billing b(true);
    b.lose_database();
    CHECK(b.effects.empty());
    b.application = {};
    b.lose_database();
    CHECK(b.effects.empty());
}

TEST_CASE("application: with work after the effect, it is done when that is, not before") {
    for (const bool in_database : {false, true}) {
        CAPTURE(in_database);
        Billing b(in_database);
        b.settings.app.applications[0].after = DelayId{9};
        CHECK(b.tell(WorkDone{}) == Progress::working);
        if (in_database)
            CHECK(b.tell(EffectApplied{message}) == Progress::working);
        else
            CHECK(b.all<Fact>().size() == 1);
        CHECK(b.application.stage == Application::Stage::finishing);
        // By the same luck as the part before: the same timer, the same subject.
        CHECK(b.armed(WorkDone{}) == Wait{.drawn = DelayId{9}, .subject = message.value});
        b.lose_database();  // it has done its part
        CHECK(b.effects.empty());
        CHECK(b.tell(WorkDone{}) == Progress::done);
        CHECK(b.all<Fact>().empty());
        CHECK(b.application == Application{});
    }
}

}  // namespace mqfate::app::application_test
