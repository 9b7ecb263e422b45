#include "sim/world/ledger.hpp"

#include <string>
#include <utility>
#include <vector>

#include "tests/bug_of_ours.hpp"
#include "tests/sim/one_queue.hpp"

#include <doctest/doctest.h>

namespace mqfate::ledger_test {

/// A cause of a system, as the ledger meets them: it knows no system.
constexpr Cause of_a_system{first_of_a_system};

/// A ledger for `n` messages of one producer (node 9) in scope 0, and the verbs of their story.
struct Story {
    Ledger ledger;
    Records records;
    explicit Story(std::uint32_t n, const Publication& publication = tests::one_queue(true)) {
        ledger.reset(n, publication);
        for (std::uint32_t m = 0; m < n; ++m) {
            records.append(MessageId{m});
            one(FactKind::published, m);
        }
    }
    void one(FactKind kind, std::uint32_t m, Cause cause = Cause::none,
             Branch branch = everywhere) {
        ledger.note(Fact{.kind = kind,
                         .cause = cause,
                         .node = NodeId{9},
                         .message = MessageId{m},
                         .branch = branch},
                    records);
        ledger.check();
    }
    void all(FactKind kind, std::uint32_t first, std::uint32_t count) {
        ledger.note(Fact{.kind = kind, .node = NodeId{1}, .records = {{first}, count}}, records);
        ledger.check();
    }
    /// It lies in the queue, and its producer knows.
    void arrives(std::uint32_t m) {
        one(FactKind::appended, m);
        one(FactKind::confirmed, m);
    }
    void is_worked_on(std::uint32_t m, Branch branch = everywhere) {
        one(FactKind::delivered, m, Cause::none, branch);
        one(FactKind::applied, m, Cause::none, branch);
    }
    void happy_end(std::uint32_t m) {
        one(FactKind::readable, m);
        is_worked_on(m);
    }
    Cause cause(Level level, std::uint32_t m = 0, Branch branch = 0) const {
        return ledger.cause(level, MessageId{m}, branch);
    }
    Fate fate(Level level, std::uint32_t m = 0, Branch branch = 0) const {
        return ledger.fate(level, MessageId{m}, branch);
    }
};
constexpr Level levels[] = {Level::log, Level::delivery, Level::effect};

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

// ---- branches

Publication to(std::vector<std::string> queues, std::vector<std::string> audiences) {
    Publication publication;
    publication.destinations = {{std::move(queues), std::move(audiences)}};
    return publication;
}

TEST_CASE("ledger: two audiences of one queue are judged apart") {
    const Publication publication = to({"orders"}, {"billing", "search"});
    Story s(2, publication);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.arrives(m);
        s.one(FactKind::readable, m);
        s.is_worked_on(m, 0);
    }
    s.is_worked_on(0, 1);
    s.one(FactKind::passed_over, 1, of_a_system, 1);
    CHECK(s.ledger.branches(Level::log, MessageId{1}) == 1);
    CHECK(s.ledger.branches(Level::effect, MessageId{1}) == 2);
    CHECK(s.fate(Level::effect, 1, 0) == Fate::exactly_once);
    CHECK(s.fate(Level::effect, 1, 1) == Fate::lost_confirmed);
    CHECK(s.cause(Level::effect, 1, 0) == Cause::none);
    CHECK(s.cause(Level::effect, 1, 1) == of_a_system);
    const Fates fates = s.ledger.judge(publication);
    CHECK(fates.all.at(Level::log, Fate::exactly_once) == 2);
    CHECK(fates.all.at(Level::effect, Fate::exactly_once) == 3);
    CHECK(fates.all.at(Level::effect, Fate::lost_confirmed) == 1);
    REQUIRE(fates.by_audience.size() == 2);
    CHECK(fates.by_audience[0].at(Level::effect, Fate::exactly_once) == 2);
    CHECK(fates.by_audience[0].at(Level::effect, Fate::lost_confirmed) == 0);
    CHECK(fates.by_audience[1].at(Level::effect, Fate::exactly_once) == 1);
    CHECK(fates.by_audience[1].at(Level::effect, Fate::lost_confirmed) == 1);
    CHECK(fates.caused_by(of_a_system) == 1);
}

TEST_CASE("ledger: a lone audience is not told apart from all") {
    Story s(1);
    s.arrives(0);
    s.happy_end(0);
    CHECK(s.ledger.judge(tests::one_queue(true)).by_audience.empty());
    CHECK(s.ledger.judge(tests::one_queue(true)) == s.ledger.judge());
}

TEST_CASE("ledger: order is kept, or not, by each audience") {
    const Publication publication = to({"orders"}, {"billing", "search"});
    Story s(2, publication);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.arrives(m);
        s.one(FactKind::readable, m);
        s.is_worked_on(m, 0);
        s.is_worked_on(1 - m, 1);
    }
    const Fates fates = s.ledger.judge(publication);
    CHECK(fates.by_audience[0].at(Level::effect, Fate::reordered) == 0);
    CHECK(fates.by_audience[1].at(Level::effect, Fate::reordered) == 1);
    CHECK(s.ledger.reordered(Level::delivery, MessageId{0}, 1));
    CHECK_FALSE(s.ledger.reordered(Level::delivery, MessageId{0}, 0));
}

TEST_CASE("ledger: two queues of a fan-out are judged apart, each with its own audience") {
    const Publication publication = to({"billing", "search"}, {"billing", "search"});
    Story s(2, publication);
    for (std::uint32_t m = 0; m < 2; ++m) {
        s.arrives(m);  // in both
        s.one(FactKind::readable, m, Cause::none, 0);
        s.is_worked_on(m, 0);
    }
    s.one(FactKind::removed, 0, Cause::over_length, 1);
    s.one(FactKind::readable, 1, Cause::none, 1);
    s.is_worked_on(1, 1);
    CHECK(s.fate(Level::log, 0, 0) == Fate::exactly_once);
    CHECK(s.fate(Level::log, 0, 1) == Fate::lost_confirmed);
    CHECK(s.cause(Level::log, 0, 1) == Cause::over_length);
    CHECK(s.cause(Level::effect, 0, 1) == Cause::over_length);  // it reads that queue
    const Fates fates = s.ledger.judge(publication);
    CHECK(fates.all.at(Level::log, Fate::exactly_once) == 3);
    CHECK(fates.all.at(Level::log, Fate::lost_confirmed) == 1);
    CHECK(fates.caused_by(Cause::over_length) == 1);  // once, at the first level
    CHECK(fates.by_audience[0].at(Level::effect, Fate::exactly_once) == 2);
    CHECK(fates.by_audience[1].at(Level::effect, Fate::lost_confirmed) == 1);
}

TEST_CASE("ledger: publishers with different destinations") {
    Publication publication;
    publication.destinations = {{{"orders"}, {}}, {{"audit", "copy"}, {"billing"}}};
    publication.publishers = {{NodeId{9}, MessageId{0}, 2, 0}, {NodeId{9}, MessageId{2}, 1, 1}};
    Story s(3, publication);
    for (std::uint32_t m = 0; m < 3; ++m) {
        s.arrives(m);
        s.one(FactKind::readable, m);
    }
    CHECK(s.ledger.branches(Level::log, MessageId{1}) == 1);
    CHECK(s.ledger.branches(Level::log, MessageId{2}) == 2);
    CHECK(s.ledger.branches(Level::effect, MessageId{1}) == 0);
    CHECK(s.ledger.branches(Level::effect, MessageId{2}) == 1);
    CHECK(tests::is_a_bug_of_ours([&] { s.is_worked_on(1, 0); }));  // nobody is to get it
    const Fates fates = s.ledger.judge(publication);
    CHECK(fates.at(Level::log, Fate::exactly_once) == 4);
    CHECK(fates.at(Level::effect, Fate::lost_confirmed) == 1);  // of the last, and of no other
    CHECK(fates.caused_by(Cause::never_consumed) == 1);
}

TEST_CASE("ledger: audiences of different destinations are counted in their order") {
    Publication publication;
    publication.destinations = {{{"a"}, {"billing"}}, {{"b"}, {"search"}}};
    publication.publishers = {{NodeId{9}, MessageId{0}, 1, 1}, {NodeId{9}, MessageId{1}, 2, 0}};
    Story s(3, publication);
    for (std::uint32_t m = 0; m < 3; ++m) {
        s.arrives(m);
        s.happy_end(m);
    }
    const Fates fates = s.ledger.judge(publication);
    CHECK(fates.by_audience[0].at(Level::effect, Fate::exactly_once) == 2);
    CHECK(fates.by_audience[1].at(Level::effect, Fate::exactly_once) == 1);
}

TEST_CASE("ledger: a reset ledger equals a new one in what it says") {
    Story s(2);
    s.one(FactKind::confirmed, 0);
    s.ledger.reset(2, tests::one_queue(true));
    CHECK(s.ledger.published() == 0);
    CHECK(s.ledger.judge() == Fates{});
}

}  // namespace mqfate::ledger_test
