// Several queues of a message, and several audiences.
#include <string>
#include <utility>
#include <vector>

#include "tests/bug_of_ours.hpp"
#include "tests/sim/world/ledger_story.hpp"

#include <doctest/doctest.h>

namespace mqfate::ledger_branches_test {

using Story = tests::LedgerStory;
using tests::of_a_system;

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

}  // namespace mqfate::ledger_branches_test
