#include "sim/run/sight.hpp"

#include "tests/sim/one_queue.hpp"

#include <doctest/doctest.h>

namespace mqfate::sight_test {

/// Messages of one producer, all published; and the verbs of their stories.
struct Story {
    Ledger ledger;
    Records records;
    explicit Story(std::uint32_t n, bool consumers = true) {
        ledger.reset(n, tests::one_queue(consumers));
        for (std::uint32_t m = 0; m < n; ++m) {
            records.append(MessageId{m});
            one(FactKind::published, m);
        }
    }
    void one(FactKind kind, std::uint32_t m, Cause cause = Cause::none) {
        ledger.note(Fact{.kind = kind, .cause = cause, .node = NodeId{9}, .message = MessageId{m}},
                    records);
    }
    void lose(std::uint32_t m, Cause cause) {
        one(FactKind::appended, m);
        one(FactKind::confirmed, m);
        one(FactKind::removed, m, cause);
    }
    void park(std::uint32_t m) {
        one(FactKind::appended, m);
        one(FactKind::confirmed, m);
        one(FactKind::removed, m);
        one(FactKind::parked, m);
    }
    void duplicate(std::uint32_t m) {
        one(FactKind::appended, m);
        one(FactKind::sent_again, m, Cause::ack_lost_then_retried);
        one(FactKind::appended, m);
        one(FactKind::confirmed, m);
        one(FactKind::readable, m);
        one(FactKind::readable, m);
        for (const FactKind kind : {FactKind::delivered, FactKind::applied}) {
            one(kind, m);
            one(kind, m);
        }
    }
};

TEST_CASE("sight: a fate shows at the lowest level at which it does, with its cause") {
    Story s(2);
    s.duplicate(0);
    s.duplicate(1);
    const Sight seen{Level::log, Fate::duplicated, Cause::ack_lost_then_retried};
    CHECK(worst_sight(s.ledger) == seen);
    CHECK(shows(s.ledger, seen));
    const Sight later{Level::effect, Fate::duplicated, Cause::duplicate_in_log};
    CHECK(worst_sight(s.ledger, {Level::effect, {}, {}}) == later);
    CHECK(shows(s.ledger, later));
}

TEST_CASE("sight: a silent loss is worse than a duplicate") {
    Story s(2);
    s.duplicate(0);
    s.lose(1, Cause::disk_lost);
    CHECK(worst_sight(s.ledger) == Sight{Level::log, Fate::lost_confirmed, Cause::disk_lost});
    CHECK(worst_sight(s.ledger, {{}, Fate::duplicated, {}})->fate == Fate::duplicated);
}

TEST_CASE("sight: what lies in a dead-letter queue is the least of what went wrong") {
    const Sight parked{Level::log, Fate::parked, Cause::none};
    Story alone(1);
    alone.park(0);
    CHECK(worst_sight(alone.ledger) == parked);
    CHECK(shows(alone.ledger, parked));
    Story s(2);
    s.park(0);
    s.lose(1, Cause::disk_lost);
    CHECK(worst_sight(s.ledger)->fate == Fate::lost_confirmed);
    CHECK(worst_sight(s.ledger, {{}, Fate::parked, {}}) == parked);
}

TEST_CASE("sight: of several causes the most frequent is taken, unless another is asked for") {
    Story s(3);
    s.lose(0, Cause::disk_lost);
    s.lose(1, Cause::unsynced_on_power_loss);
    s.lose(2, Cause::unsynced_on_power_loss);
    CHECK(worst_sight(s.ledger)->cause == Cause::unsynced_on_power_loss);
    CHECK(worst_sight(s.ledger, {{}, {}, Cause::disk_lost})->cause == Cause::disk_lost);
    CHECK_FALSE(worst_sight(s.ledger, {{}, {}, Cause::producer_crashed}).has_value());
}

TEST_CASE("sight: fate and cause must be of one message") {
    Story s(2);
    s.duplicate(0);
    s.lose(1, Cause::disk_lost);
    CHECK_FALSE(shows(s.ledger, {Level::log, Fate::duplicated, Cause::disk_lost}));
    CHECK_FALSE(shows(s.ledger, {Level::log, Fate::lost_rejected, Cause::disk_lost}));
    CHECK(shows(s.ledger, {Level::log, Fate::lost_confirmed, Cause::disk_lost}));
}

TEST_CASE("sight: where all went well, and where nothing was published, there is none") {
    Story s(1);
    for (const FactKind kind : {FactKind::appended, FactKind::confirmed, FactKind::readable,
                                FactKind::delivered, FactKind::applied})
        s.one(kind, 0);
    CHECK_FALSE(worst_sight(s.ledger).has_value());
    Ledger silent;
    silent.reset(3, tests::one_queue(true));
    CHECK_FALSE(worst_sight(silent).has_value());
}

TEST_CASE("sight: without consumers only the log is looked at") {
    Story s(1, false);
    for (const FactKind kind : {FactKind::appended, FactKind::confirmed, FactKind::readable})
        s.one(kind, 0);
    CHECK_FALSE(worst_sight(s.ledger).has_value());  // with them: not delivered, so lost
    const Sight unread{Level::delivery, Fate::lost_confirmed, Cause::never_consumed};
    CHECK_FALSE(shows(s.ledger, unread));
    Story with(1);
    for (const FactKind kind : {FactKind::appended, FactKind::confirmed, FactKind::readable})
        with.one(kind, 0);
    CHECK(shows(with.ledger, unread));
}

}  // namespace mqfate::sight_test
