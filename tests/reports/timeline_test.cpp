#include "reports/timeline.hpp"

#include "sim/world/step.hpp"
#include "tests/reports/labels.hpp"
#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::timeline_test {

constexpr NodeId b1{0}, b2{1}, shop{2};
const Labels labels = labels_of({"b1", "b2", "shop"});

struct Scene {
    Trace trace;
    std::int64_t now = 0;

    void add(Happening what, NodeId node, std::uint8_t code = 0, NodeId peer = no_node,
             Cause cause = Cause::none) {
        trace.add({.at = {now += 1'000'000},
                   .what = what,
                   .code = code,
                   .cause = cause,
                   .node = node,
                   .peer = peer});
    }
    void fact(FactKind kind, NodeId node, std::uint32_t message = 0, Cause cause = Cause::none) {
        add(Happening::noted, node, static_cast<std::uint8_t>(kind), no_node, cause);
        trace.mention(MessageId{message});
    }
};

TEST_CASE("timeline: who did what to whom, and where the message lay") {
    Scene s;
    s.fact(FactKind::published, shop);
    s.add(Happening::sent, shop, 0, b1);
    s.trace.mention(MessageId{0});
    s.fact(FactKind::appended, b1);
    s.fact(FactKind::copied, b2);
    s.add(Happening::synced, b1);
    s.trace.mention(MessageId{0});
    s.fact(FactKind::confirmed, shop);
    CHECK(timeline(s.trace, MessageId{0}, labels, {}) ==
          "         1.000 ms  shop  the application publishes it    memory shop\n"
          "         2.000 ms  shop  Request to b1\n"
          "         3.000 ms  b1    appends it to the log           memory shop, page cache b1\n"
          "         4.000 ms  b2    copies it from the leader       memory shop, page cache b1 b2\n"
          "         5.000 ms  b1    it is on disk now               memory shop, page cache b2, "
          "disk b1\n"
          "         6.000 ms  shop  tells the application: success  page cache b2, disk b1\n");
}

TEST_CASE("timeline: a crash is told whoever dies; a loss says how, and that nothing is left") {
    Scene s;
    s.fact(FactKind::published, shop);
    s.fact(FactKind::appended, b1);
    s.add(Happening::crashed, shop, static_cast<std::uint8_t>(CrashKind::process));
    s.add(Happening::crashed, b1, static_cast<std::uint8_t>(CrashKind::power));
    s.fact(FactKind::removed, b1, 0, Cause::unsynced_on_power_loss);
    const std::string text = timeline(s.trace, MessageId{0}, labels, {});
    CHECK(has(text, "shop  its process dies"));
    CHECK(has(text, "b1    loses power"));
    CHECK(has(text, "loses its copy: written but not yet flushed when the power went"));
    CHECK(has(text, "nowhere\n"));
}

TEST_CASE("timeline: of a page cache that goes alone it is told that the host lives on") {
    Scene s;
    s.fact(FactKind::published, shop);
    s.add(Happening::crashed, b1, static_cast<std::uint8_t>(CrashKind::page_cache));
    CHECK(has(timeline(s.trace, MessageId{0}, labels, {}),
              "b1    its process dies, and the page cache with it (the host lives on)"));
}

TEST_CASE("timeline: nothing of other messages, and nothing from before it was published") {
    Scene s;
    s.add(Happening::crashed, b2, static_cast<std::uint8_t>(CrashKind::process));
    s.fact(FactKind::published, shop, 1);
    s.fact(FactKind::published, shop, 0);
    s.fact(FactKind::appended, b1, 1);
    CHECK(timeline(s.trace, MessageId{0}, labels, {}) ==
          "         3.000 ms  shop  the application publishes it  memory shop\n");
}

TEST_CASE("timeline: a long one is cut in the middle, and says by how much") {
    Scene s;
    s.fact(FactKind::published, shop);
    for (int i = 0; i < 99; ++i) s.fact(FactKind::sent_again, shop);
    const std::string text = timeline(s.trace, MessageId{0}, labels, {}, 10);
    CHECK(has(text, "... 90 more lines\n"));
    CHECK(has(text, "       100.000 ms"));
}

TEST_CASE("timeline: where nothing else went wrong, what is parked is the clearest message") {
    Records records;
    Ledger ledger;
    ledger.reset(3, {});
    const auto note = [&](FactKind kind, std::uint32_t m) {
        ledger.note(Fact{.kind = kind, .node = shop, .message = MessageId{m}}, records);
    };
    for (const FactKind kind : {FactKind::published, FactKind::appended, FactKind::confirmed})
        for (const std::uint32_t m : {0U, 1U, 2U}) note(kind, m);
    note(FactKind::removed, 0);
    note(FactKind::parked, 0);
    Ledger out_of_order = ledger;
    for (const std::uint32_t m : {1U, 2U}) note(FactKind::readable, m);
    CHECK(clearest(ledger) == MessageId{0});
    for (const std::uint32_t m : {2U, 1U})
        out_of_order.note(Fact{.kind = FactKind::readable, .node = b1, .message = {m}}, records);
    CHECK(clearest(out_of_order) == MessageId{1});
}

TEST_CASE("timeline: the clearest message is lost first, then twice there; none if all is well") {
    Records records;
    Ledger ledger;
    ledger.reset(3, {});
    const auto note = [&](FactKind kind, std::uint32_t m) {
        ledger.note(Fact{.kind = kind, .node = shop, .message = MessageId{m}}, records);
    };
    for (const std::uint32_t m : {0U, 1U, 2U}) {
        note(FactKind::published, m);
        note(FactKind::appended, m);
        note(FactKind::confirmed, m);
    }
    Ledger well = ledger;
    for (const std::uint32_t m : {0U, 0U, 1U}) note(FactKind::readable, m);
    CHECK(clearest(ledger) == MessageId{2});  // confirmed, and not there
    note(FactKind::readable, 2);
    CHECK(clearest(ledger) == MessageId{0});  // twice
    for (const std::uint32_t m : {0U, 1U, 2U})
        well.note(Fact{.kind = FactKind::readable, .node = b1, .message = MessageId{m}}, records);
    CHECK_FALSE(clearest(well).has_value());
}

}  // namespace mqfate::reports::timeline_test
