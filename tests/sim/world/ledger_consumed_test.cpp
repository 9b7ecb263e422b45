// What was taken from the queue, put aside, passed over or taken back.
#include "tests/sim/world/ledger_story.hpp"

#include <doctest/doctest.h>

namespace mqfate::ledger_consumed_test {

using Story = tests::LedgerStory;
using tests::levels;
using tests::of_a_system;

TEST_CASE("ledger: passed over is why a message in the queue is not delivered, or not worked on") {
    Story s(4);
    for (std::uint32_t m = 0; m < 4; ++m) {
        s.arrives(m);
        s.one(FactKind::readable, m);
    }
    s.one(FactKind::delivered, 0);  // and then the process died before the work
    s.one(FactKind::passed_over, 0, of_a_system);
    s.one(FactKind::passed_over, 1, of_a_system);
    s.one(FactKind::passed_over, 1, Cause::retained_too_short);  // it was passed over already
    s.is_worked_on(2);
    s.one(FactKind::passed_over, 2, of_a_system);  // it is worked on, so this says nothing
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::delivery, Fate::lost_confirmed) == 2);
    CHECK(fates.at(Level::effect, Fate::lost_confirmed) == 3);
    CHECK(fates.caused_by(of_a_system) == 2);
    CHECK(fates.caused_by(Cause::never_consumed) == 1);  // the neighbour, of which nobody spoke
    CHECK(s.cause(Level::delivery, 0) == Cause::none);
    CHECK(s.cause(Level::effect, 0) == of_a_system);
    CHECK(s.cause(Level::delivery, 1) == of_a_system);
    CHECK(s.cause(Level::effect, 2) == Cause::none);
    CHECK(s.cause(Level::delivery, 3) == Cause::never_consumed);
}

TEST_CASE("ledger: a message behind the consumer's reach is never consumed") {
    Story s(1);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::readable, 0);
    CHECK(s.ledger.judge().caused_by(Cause::never_consumed) == 1);
}

TEST_CASE("ledger: what a producer takes with it when it dies is in doubt, and says how it went") {
    Story s(3);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::let_go, 1, Cause::producer_crashed);
    s.one(FactKind::let_go, 2);  // the neighbour: it lives, and never asks
    CHECK(s.ledger.pending() == 0);
    CHECK(s.ledger.belief(MessageId{0}) == Belief::confirmed);
    CHECK(s.ledger.belief(MessageId{1}) == Belief::unknown);
    CHECK(s.cause(Level::log, 1) == Cause::producer_crashed);
    CHECK(s.ledger.belief(MessageId{2}) == Belief::unknown);
    CHECK(s.cause(Level::log, 2) == Cause::none);
}

TEST_CASE("ledger: a producer that dies does not take what the queue has") {
    Story s(2);
    s.one(FactKind::appended, 0);
    s.one(FactKind::never_arrived, 1, Cause::lost_in_flight);
    s.one(FactKind::let_go, 0, Cause::producer_crashed);
    s.one(FactKind::let_go, 1, Cause::producer_crashed);
    s.one(FactKind::readable, 0);
    CHECK(s.fate(Level::log, 0) == Fate::exactly_once);
    CHECK(s.cause(Level::log, 0) == Cause::none);
    CHECK(s.cause(Level::log, 1) == Cause::lost_in_flight);  // what came first
}

TEST_CASE("ledger: an acknowledged and deleted message is not lost; a deleted one is") {
    Story s(2);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.arrives(m);
        s.is_worked_on(m);
    }
    s.one(FactKind::retired, 0);
    s.one(FactKind::removed, 1, Cause::evicted);
    for (const Level level : levels) CHECK(s.fate(level, 0) == Fate::exactly_once);
    CHECK(s.fate(Level::log, 1) == Fate::lost_confirmed);
    CHECK(s.fate(Level::effect, 1) == Fate::exactly_once);
    CHECK(s.ledger.times_seen(Level::log, MessageId{0}) == 1);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::exactly_once) == 1);
    CHECK(fates.caused_by(Cause::evicted) == 1);
}

TEST_CASE("ledger: an acknowledgement that is forgotten puts the message back") {
    Story s(2);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.arrives(m);
        s.is_worked_on(m);
        s.one(FactKind::retired, m);
    }
    s.one(FactKind::restored, 0);
    CHECK(s.fate(Level::log, 0) == Fate::lost_confirmed);  // until the audit finds it
    s.one(FactKind::readable, 0);
    CHECK(s.fate(Level::log, 0) == Fate::exactly_once);  // there once, as before
    s.one(FactKind::delivered, 0, Cause::ack_forgotten);
    s.one(FactKind::applied, 0);
    CHECK(s.fate(Level::delivery, 0) == Fate::duplicated);
    CHECK(s.cause(Level::delivery, 0) == Cause::ack_forgotten);
    CHECK(s.fate(Level::effect, 0) == Fate::duplicated);
    CHECK(s.fate(Level::effect, 1) == Fate::exactly_once);
    CHECK(s.ledger.judge().caused_by(Cause::ack_forgotten) == 1);
}

TEST_CASE("ledger: a restored copy can be lost after all") {
    Story s(1);
    s.arrives(0);
    s.one(FactKind::retired, 0);
    s.one(FactKind::restored, 0);
    s.one(FactKind::removed, 0, Cause::disk_lost);
    CHECK(s.cause(Level::log, 0) == Cause::disk_lost);
}

TEST_CASE("ledger: what lies in a dead-letter queue is parked, unless it was worked on") {
    Story s(3);
    for (std::uint32_t m = 0; m < 3; ++m) s.arrives(m);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.one(FactKind::removed, m);
        s.one(FactKind::parked, m);
    }
    s.one(FactKind::removed, 2, Cause::expired);  // the neighbour: nobody kept it
    s.is_worked_on(1);
    for (const Level level : levels) {
        CHECK(s.fate(level, 0) == Fate::parked);
        CHECK(s.cause(level, 0) == Cause::none);
        CHECK(s.fate(level, 2) == Fate::lost_confirmed);
        CHECK(s.cause(level, 2) == Cause::expired);
    }
    CHECK(s.fate(Level::log, 1) == Fate::parked);
    CHECK(s.fate(Level::delivery, 1) == Fate::exactly_once);
    CHECK(s.fate(Level::effect, 1) == Fate::exactly_once);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::delivery, Fate::parked) == 1);
    CHECK(fates.caused_by(Cause::never_consumed) == 0);
    CHECK(fates.caused_by(Cause::expired) == 1);
}

TEST_CASE(
    "ledger: an effect that was taken back is lost, with its cause; again, it is there once") {
    Story s(3);
    for (std::uint32_t m = 0; m < 3; ++m) {
        s.arrives(m);
        s.happy_end(m);
    }
    s.one(FactKind::undone, 0, Cause::effect_lost);
    s.one(FactKind::undone, 2, Cause::effect_rolled_back);
    s.one(FactKind::applied, 2);
    CHECK(s.fate(Level::delivery, 0) == Fate::exactly_once);
    CHECK(s.fate(Level::effect, 0) == Fate::lost_confirmed);
    CHECK(s.cause(Level::effect, 0) == Cause::effect_lost);
    for (const std::uint32_t m : {1U, 2U}) {
        CHECK(s.fate(Level::effect, m) == Fate::exactly_once);
        CHECK(s.cause(Level::effect, m) == Cause::none);
    }
    const Fates fates = s.ledger.judge();
    CHECK(fates.caused_by(Cause::effect_lost) == 1);
    CHECK(fates.caused_by(Cause::effect_rolled_back) == 0);
}

}  // namespace mqfate::ledger_consumed_test
