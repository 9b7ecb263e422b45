#include "sim/world/ledger.hpp"

#include "tests/bug_of_ours.hpp"
#include "tests/sim/world/ledger_story.hpp"

#include <doctest/doctest.h>

namespace mqfate::ledger_test {

using Story = tests::LedgerStory;
using tests::of_a_system;

TEST_CASE("ledger: a message appended, confirmed, delivered and applied once is exactly once") {
    Story s(1);
    s.one(FactKind::appended, 0);
    s.one(FactKind::confirmed, 0);
    s.happy_end(0);
    for (const Level level : {Level::log, Level::delivery, Level::effect})
        CHECK(s.ledger.judge().at(level, Fate::exactly_once) == 1);
    CHECK(s.ledger.judge().causes == Fates{}.causes);
}

TEST_CASE("ledger: a confirmed message whose last copy goes is lost, with the cause of that copy") {
    Story s(1);
    s.one(FactKind::appended, 0);
    s.one(FactKind::copied, 0);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::removed, 0, of_a_system);
    s.one(FactKind::removed, 0, Cause::unsynced_on_power_loss);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::lost_confirmed) == 1);
    CHECK(fates.caused_by(Cause::unsynced_on_power_loss) == 1);
    CHECK(fates.caused_by(of_a_system) == 0);
}

TEST_CASE(
    "ledger: a copy that no reader finds was left on a replica that differs from the leader") {
    Story s(1);
    s.one(FactKind::appended, 0);
    s.one(FactKind::copied, 0);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::removed, 0, Cause::unsynced_on_power_loss);
    CHECK(s.ledger.judge().caused_by(Cause::left_on_a_follower) == 1);
    CHECK(s.ledger.cause(Level::log, MessageId{0}) == Cause::left_on_a_follower);
}

TEST_CASE("ledger: what the producer was told separates three losses") {
    Story s(3);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::rejected, 1);
    s.one(FactKind::let_go, 2);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::lost_confirmed) == 1);
    CHECK(fates.at(Level::log, Fate::lost_rejected) == 1);
    CHECK(fates.at(Level::log, Fate::lost_unknown) == 1);
}

TEST_CASE("ledger: present although rejected is a phantom; twice is duplicated all the same") {
    Story s(2);
    s.all(FactKind::appended, 0, 2);
    s.one(FactKind::rejected, 0);
    s.one(FactKind::rejected, 1);
    s.one(FactKind::readable, 0);
    s.one(FactKind::readable, 1);
    s.one(FactKind::readable, 1);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::phantom) == 1);
    CHECK(fates.at(Level::log, Fate::duplicated) == 1);
}

TEST_CASE("ledger: an extra copy has the cause of the sending that made it") {
    Story s(1);
    s.one(FactKind::appended, 0);
    s.one(FactKind::sent_again, 0, Cause::ack_lost_then_retried);
    s.one(FactKind::appended, 0);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::readable, 0);
    s.one(FactKind::readable, 0);
    CHECK(s.ledger.judge().at(Level::log, Fate::duplicated) == 1);
    CHECK(s.ledger.judge().caused_by(Cause::ack_lost_then_retried) == 1);
    CHECK(s.ledger.cause(Level::log, MessageId{0}) == Cause::ack_lost_then_retried);
}

TEST_CASE("ledger: reordered is seen after a later message of its scope was first seen") {
    Story s(3);
    s.one(FactKind::readable, 1);
    s.one(FactKind::readable, 2);
    s.one(FactKind::readable, 0);  // after 1 and 2
    s.one(FactKind::readable, 1);  // a second copy is no new order
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::reordered) == 1);
    CHECK(s.ledger.reordered(Level::log, MessageId{0}));
    CHECK_FALSE(s.ledger.reordered(Level::log, MessageId{1}));
}

TEST_CASE("ledger: delivered again, for a reason that the queue knows, and applied again") {
    for (const Cause why : {Cause::redelivered_after_crash, of_a_system}) {
        Story s(1);
        s.arrives(0);
        s.happy_end(0);
        s.one(FactKind::delivered, 0, why);
        s.one(FactKind::applied, 0);
        const Fates fates = s.ledger.judge();
        CHECK(fates.at(Level::log, Fate::exactly_once) == 1);
        CHECK(fates.at(Level::delivery, Fate::duplicated) == 1);
        CHECK(fates.at(Level::effect, Fate::duplicated) == 1);
        CHECK(fates.caused_by(why) == 1);
        CHECK(s.cause(Level::delivery) == why);
        CHECK(s.cause(Level::effect) == why);
    }
}

TEST_CASE("ledger: the first delivery may say why it may be one more, and is none") {
    Story s(1);
    s.arrives(0);
    s.one(FactKind::readable, 0);
    s.one(FactKind::delivered, 0, Cause::redelivered_after_crash);
    s.one(FactKind::applied, 0);
    CHECK(s.cause(Level::delivery) == Cause::none);
    CHECK(s.ledger.judge().causes == CauseCounts{});
}

TEST_CASE("ledger: delivered twice and applied once is absorbed") {
    Story s(1);
    s.happy_end(0);
    s.one(FactKind::delivered, 0);
    CHECK(s.ledger.judge().at(Level::effect, Fate::absorbed) == 1);
}

TEST_CASE("ledger: what cannot have happened is a bug of ours") {
    const auto refuses = [](FactKind kind, Branch branch = everywhere) {
        return tests::is_a_bug_of_ours([&] { Story(1).one(kind, 0, Cause::none, branch); });
    };
    for (const FactKind kind :
         {FactKind::removed, FactKind::retired, FactKind::restored, FactKind::undone})
        CHECK(refuses(kind));
    for (const FactKind kind : {FactKind::delivered, FactKind::appended}) {
        CHECK(refuses(kind, 1));  // there is one audience, and one queue
        CHECK_FALSE(refuses(kind, 0));
    }
}

TEST_CASE("ledger: a reset ledger equals a new one in what it says") {
    Story s(2);
    s.one(FactKind::confirmed, 0);
    s.ledger.reset(2, tests::one_queue(true));
    CHECK(s.ledger.published() == 0);
    CHECK(s.ledger.judge() == Fates{});
}

}  // namespace mqfate::ledger_test
