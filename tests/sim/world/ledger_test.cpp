#include "sim/world/ledger.hpp"

#include <doctest/doctest.h>

namespace mqfate {
namespace {

/// A ledger for `n` messages of one producer (node 9) in scope 0, and the verbs of their story.
struct Story {
    Ledger ledger;
    Records records;
    explicit Story(std::uint32_t n) {
        ledger.reset(n, true);
        for (std::uint32_t m = 0; m < n; ++m) {
            records.append(MessageId{m});
            one(FactKind::published, m);
        }
    }
    void one(FactKind kind, std::uint32_t m, Cause cause = Cause::none) {
        ledger.note(Fact{kind, cause, NodeId{9}, {}, MessageId{m}, 0}, records);
        ledger.check();
    }
    void all(FactKind kind, std::uint32_t first, std::uint32_t count) {
        ledger.note(Fact{kind, Cause::none, NodeId{1}, {{first}, count}, {}, 0}, records);
        ledger.check();
    }
    void happy_end(std::uint32_t m) {
        one(FactKind::readable, m);
        one(FactKind::delivered, m);
        one(FactKind::applied, m);
    }
};

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
    s.one(FactKind::removed, 0, kafka::causes::truncated_by_new_leader);
    s.one(FactKind::removed, 0, Cause::unsynced_on_power_loss);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::lost_confirmed) == 1);
    CHECK(fates.caused_by(Cause::unsynced_on_power_loss) == 1);
    CHECK(fates.caused_by(kafka::causes::truncated_by_new_leader) == 0);
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

TEST_CASE("ledger: applied twice after a consumer crash is duplicated at the effect level only") {
    Story s(1);
    s.one(FactKind::appended, 0);
    s.one(FactKind::confirmed, 0);
    s.happy_end(0);
    s.one(FactKind::delivered, 0);
    s.one(FactKind::applied, 0);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::log, Fate::exactly_once) == 1);
    CHECK(fates.at(Level::delivery, Fate::duplicated) == 1);
    CHECK(fates.at(Level::effect, Fate::duplicated) == 1);
    CHECK(fates.caused_by(Cause::redelivered_after_crash) == 1);
}

TEST_CASE("ledger: delivered twice and applied once is absorbed") {
    Story s(1);
    s.happy_end(0);
    s.one(FactKind::delivered, 0);
    CHECK(s.ledger.judge().at(Level::effect, Fate::absorbed) == 1);
}

TEST_CASE("ledger: in the log, skipped by the consumer, is lost at the other two levels") {
    Story s(3);
    for (std::uint32_t m = 0; m < 3; ++m) {
        s.one(FactKind::appended, m);
        s.one(FactKind::confirmed, m);
        s.one(FactKind::readable, m);
    }
    s.one(FactKind::delivered, 0);  // committed, then the process died before the work
    s.one(FactKind::delivered, 2);
    s.one(FactKind::applied, 2);
    const Fates fates = s.ledger.judge();
    CHECK(fates.at(Level::delivery, Fate::lost_confirmed) == 1);
    CHECK(fates.at(Level::effect, Fate::lost_confirmed) == 2);
    CHECK(fates.caused_by(kafka::causes::offset_committed_before_processing) == 2);
}

TEST_CASE("ledger: a message behind the consumer's reach is never consumed") {
    Story s(1);
    s.one(FactKind::confirmed, 0);
    s.one(FactKind::readable, 0);
    CHECK(s.ledger.judge().caused_by(Cause::never_consumed) == 1);
}

TEST_CASE("ledger: a producer that dies leaves in doubt what it had not settled") {
    Story s(2);
    s.one(FactKind::confirmed, 0);
    s.ledger.producer_crashed(NodeId{9});
    s.ledger.check();
    CHECK(s.ledger.pending() == 0);
    CHECK(s.ledger.belief(MessageId{1}) == Belief::unknown);
    CHECK(s.ledger.cause(Level::log, MessageId{1}) == Cause::producer_crashed);
}

TEST_CASE("ledger: a reset ledger equals a new one in what it says") {
    Story s(2);
    s.one(FactKind::confirmed, 0);
    s.ledger.reset(2, true);
    CHECK(s.ledger.published() == 0);
    CHECK(s.ledger.judge() == Fates{});
}

}  // namespace
}  // namespace mqfate
