#include "reports/compare_text.hpp"

#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::compare_text_test {

std::vector<RunSummary> runs(std::uint64_t lost, std::uint64_t twice) {
    std::vector<RunSummary> all;
    for (std::uint64_t i = 0; i < 21; ++i)
        all.push_back(run_with(lost == 0 ? 0 : lost + i % 3, twice == 0 ? 0 : twice + i % 2));
    return all;
}
std::string line_with(const std::string& text, std::string_view part) {
    const std::size_t at = text.find(part);
    if (at == std::string::npos) return {};
    const std::size_t begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

std::string text_of(std::vector<Result> results) {
    return compare_text(report_of(std::move(results)), "Three", {}, {});
}

TEST_CASE("compare text: a row a configuration, its axes first, differences beside what differs") {
    const std::string text =
        text_of({result_of(runs(0, 0), {{"acks", "all"}}), result_of(runs(10, 0), {{"acks", "1"}}),
                 result_of(runs(10, 4), {{"acks", "0"}})});
    CHECK(text.starts_with("Three\n\n  acks  lost silently "));
    CHECK(has(line_with(text, "  all "), "exactly-once"));
    CHECK(has(line_with(text, "  1 "), "at-most-once"));
    CHECK(has(line_with(text, "  1 "), "+11 ("));  // points, on the same luck
    CHECK(has(line_with(text, "  1 "), "  =  "));  // no difference is seen in duplicates
    CHECK(has(text, "21 runs a row on the same luck, seed 7; shares of all messages"));
    CHECK(has(text, "Of the log: what the queue has in the end.\nvs first: "));
}

TEST_CASE("compare text: what does not differ is said once below the table") {
    const std::string text = text_of(
        {result_of(runs(10, 0), {{"acks", "all"}}), result_of(runs(10, 4), {{"acks", "1"}})});
    const std::string head = line_with(text, "  acks");
    CHECK(has(head, "duplicated"));
    for (const char* name : {"lost silently", "reordered", "phantom", "ack p50", "throughput"})
        CHECK_FALSE(has(head, name));
    // None of 21: 1 - 0.05^(1/21) = 0.133.
    CHECK(has(text,
              "\nNone in any row (below 13.3 %): rejected, reordered, phantom, absorbed, "
              "parked.\n"));
    CHECK(has(text, "\nThe same in every row: lost silently 11 % (10.6 to 11.4); ack p50 3 ms;"));
}

TEST_CASE("compare text: whatever differs has a column") {
    for (const auto& [fate, name] : {std::pair{Fate::reordered, "reordered"},
                                     {Fate::phantom, "phantom"},
                                     {Fate::lost_rejected, "rejected"},
                                     {Fate::parked, "parked"}}) {
        auto some = runs(0, 0);
        some[0].fates.at(Level::log, fate) = 5;
        const std::string text =
            text_of({result_of(runs(0, 0), {{"a", "1"}}), result_of(some, {{"a", "2"}})});
        CHECK(has(line_with(text, "  a  "), name));
    }
}

TEST_CASE("compare text: with a consumer both levels are there, and it is said which is which") {
    std::vector<Result> results{result_of(runs(0, 0), {{"a", "1"}}),
                                result_of(runs(0, 0), {{"a", "2"}})};
    for (Result& result : results) result.has_consumers = true;
    for (RunSummary& run : results[1].outcome.runs) {
        run.fates.at(Level::log, Fate::lost_confirmed) = 10;
        run.fates.at(Level::log, Fate::exactly_once) = 90;
    }
    Report report = report_of(results);
    const std::string text = compare_text(report, "t", {}, {});
    CHECK(has(line_with(text, "  a  "), "log: lost silently"));
    CHECK(has(text, "None in any row (below 13.3 %): effect: lost silently,"));
    CHECK(has(text, "log: what the queue has in the end; effect: what the business got"));
    report.level = Level::effect;
    const std::string effect = compare_text(report, "t", {}, {});
    CHECK_FALSE(has(effect, "log: "));
    CHECK(has(effect, "a: no difference here.\n"));
    CHECK(has(effect, "Of the effect: what the business got."));
}

TEST_CASE("compare text: rows that are equal in everything are folded") {
    const std::string text = text_of({result_of(runs(9, 0), {{"acks", "1"}, {"min ISR", "1"}}),
                                      result_of(runs(9, 0), {{"acks", "1"}, {"min ISR", "2"}}),
                                      result_of(runs(0, 0), {{"acks", "all"}, {"min ISR", "1"}}),
                                      result_of(runs(0, 0), {{"acks", "all"}, {"min ISR", "2"}})});
    CHECK_FALSE(has(line_with(text, "  acks"), "min ISR"));
    CHECK(has(text, "\nmin ISR: no difference here.\n"));
    const std::string some = text_of({result_of(runs(9, 0), {{"acks", "1"}, {"min ISR", "1"}}),
                                      result_of(runs(9, 0), {{"acks", "1"}, {"min ISR", "2"}}),
                                      result_of(runs(5, 0), {{"acks", "all"}, {"min ISR", "1"}}),
                                      result_of(runs(0, 0), {{"acks", "all"}, {"min ISR", "2"}})});
    CHECK(line_with(some, "  1     1, 2 ").starts_with("  1     1, 2     10 % ("));
    CHECK(has(some, "\nSeveral values in one row make no difference there.\n"));
}

TEST_CASE("compare text: folded values that have commas are told apart") {
    const std::string text =
        text_of({result_of(runs(9, 0), {{"crash", "cut, then off"}, {"f", "1"}}),
                 result_of(runs(9, 0), {{"crash", "rack"}, {"f", "1"}}),
                 result_of(runs(9, 0), {{"crash", "cut, then off"}, {"f", "2"}}),
                 result_of(runs(0, 0), {{"crash", "rack"}, {"f", "2"}})});
    CHECK(has(text, "  cut, then off; rack  1  "));
}

TEST_CASE("compare text: each row says which expectation failed, and the summary counts them") {
    Result good = result_of(runs(0, 0), {{"a", "1"}});
    good.expected = {{"log.duplicated == 0", "0", Judgement::met}};
    Result bad = result_of(runs(0, 3), {{"a", "2"}});
    bad.expected = {{"log.duplicated == 0", "73", Judgement::failed}};
    const std::string text = text_of({good, bad});
    CHECK(has(line_with(text, "  2  "), "failed: log.duplicated == 0, found 73"));
    CHECK_FALSE(has(line_with(text, "  1  "), "log.duplicated"));
    CHECK(has(text, "\nExpected: 1 met, 1 failed, 0 undecided; 1 of 2 configurations failed.\n"));
    const std::string fine = text_of({good, good});
    CHECK_FALSE(has(fine, "not as expected"));
    CHECK(has(fine, "\nExpected: 2 met, 0 failed, 0 undecided; 0 of 2 configurations failed.\n"));
}

TEST_CASE("compare text: with few runs there are counts and no more") {
    const std::string text = text_of(
        {result_of({run_with(0, 0)}, {{"a", "1"}}), result_of({run_with(40, 0)}, {{"a", "2"}})});
    CHECK(has(line_with(text, "  2  "), "40 of 100"));
    CHECK_FALSE(has(text, " to "));
    CHECK_FALSE(has(text, "below"));
    CHECK_FALSE(has(text, "vs first"));
    CHECK(has(text, "1 run a row on the same luck, seed 7: too few for rates"));
    CHECK(has(text, "None in any row: rejected,"));
}

TEST_CASE("compare text: nothing left to compare, and a note about an interruption, are said") {
    CHECK(has(compare_text(report_of({}), "t", {}, {}), "No configuration is left."));
    CHECK(has(compare_text(report_of({result_of(runs(0, 0))}), "t", "Interrupted: 1 of 9.", {}),
              "Interrupted: 1 of 9.\n"));
}

}  // namespace mqfate::reports::compare_text_test
