#include "reports/words.hpp"

#include <set>
#include <string>

#include "tests/reports/labels.hpp"
#include "tests/reports/stories.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::words_test {

TEST_CASE("words: a guess has two digits") {
    CHECK(about(0, {}) == "0");
    CHECK(about(99, {}) == "99");
    CHECK(about(7'323, {}) == "7,300");
    CHECK(about(9'960, {}) == "10,000");
    CHECK(about(12'345'678, {}) == "12 million");
    CHECK(about(282'702'658, {}) == "280 million");
    CHECK(about(218'135'947'513, {}) == "220 billion");
}

TEST_CASE("words: in Chinese a guess goes by ten thousands") {
    const Say zh{words::Language::zh};
    CHECK(about(7'323, zh) == "7,300");
    CHECK(about(12'345'678, zh) == "1200 万");
    CHECK(about(282'702'658, zh) == "2.8 亿");
    CHECK(share(Estimate{0.0597, 0.0478, 0.0743}, zh) == "5.97 %（4.78 至 7.43）");
}

TEST_CASE("words: a message's fate at each level that is judged") {
    Ledger ledger;
    Publication publication;
    publication.destinations.front().audiences = {"billing"};
    ledger.reset(1, publication);
    for (const FactKind kind : {FactKind::published, FactKind::confirmed, FactKind::readable})
        ledger.note(Fact{.kind = kind, .node = NodeId{1}, .message = MessageId{0}}, {});
    CHECK(tests::english(fates(ledger, {0})) ==
          "log exactly once, delivery lost confirmed, effect lost confirmed");
}

TEST_CASE("words: counts have a comma every three digits") {
    CHECK(count(0) == "0");
    CHECK(count(999) == "999");
    CHECK(count(1'000) == "1,000");
    CHECK(count(1'234'567) == "1,234,567");
}

TEST_CASE("words: a share has three digits, and says how sure it is") {
    CHECK(share(0.0) == "0");
    CHECK(share(0.02104) == "2.1 %");
    CHECK(share(0.00034) == "0.034 %");
    CHECK(share(1.0) == "100 %");
    CHECK(share(Estimate{0.0597, 0.0478, 0.0743}, {}) == "5.97 % (4.78 to 7.43)");
}

TEST_CASE("words: no case seen is no proof: the bound is named") {
    CHECK(share(Estimate{0, 0, 0.015}, {}) == "0 (below 1.5 %)");
}

TEST_CASE("words: a duration takes the unit that reads best") {
    CHECK(duration(Duration{}) == "0");
    CHECK(duration(nanoseconds(12)) == "12 ns");
    CHECK(duration(microseconds(310)) == "310 us");
    CHECK(duration(microseconds(4'120)) == "4.12 ms");
    CHECK(duration(milliseconds(2'050)) == "2.05 s");
    CHECK(per_second(12'400.4) == "12,400 /s");
}

TEST_CASE("words: every cause is explained, each in its own words") {
    std::set<std::string_view> seen;
    const Dialect kafka = dialect();
    for (const CauseWord& word : kafka.causes.all()) {
        const std::string_view text = explain(word.code, kafka).en;
        CAPTURE(word.name);
        CHECK_FALSE(text.empty());
        CHECK(seen.insert(text).second);
    }
}

TEST_CASE("words: the four semantics") {
    CHECK(semantics(false, false).en == "exactly-once");
    CHECK(semantics(true, false).en == "at-most-once");
    CHECK(semantics(false, true).en == "at-least-once");
    CHECK(semantics(true, true).en == "none");
    const Result result = result_of({run_with(0, 0), run_with(0, 2)});
    CHECK(semantics(result.outcome, Level::log).en == "at-least-once");
    // What the publisher was told failed is its own again; what nobody was told of is lost.
    RunSummary refused = run_with(0, 0);
    refused.fates.at(Level::log, Fate::lost_rejected) = 1;
    CHECK(semantics(result_of({refused}).outcome, Level::log).en == "exactly-once");
    refused.fates.at(Level::log, Fate::lost_unknown) = 1;
    CHECK(semantics(result_of({refused}).outcome, Level::log).en == "at-most-once");
}

TEST_CASE("words: wide characters take two columns, so that tables stay aligned") {
    CHECK(columns("abc") == 3);
    CHECK(columns("确认") == 4);
    CHECK(padded("确认", 6) == "确认  ");
    CHECK(padded("ab", 4, true) == "  ab");
    CHECK(columns("\xff\xff") == 2);  // not UTF-8: counted by bytes, not crashed
}

}  // namespace mqfate::reports::words_test
