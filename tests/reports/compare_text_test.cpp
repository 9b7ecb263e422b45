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

TEST_CASE("compare text: a row a configuration, its axes first, what differs from the first last") {
    const std::string text = compare_text(report_of({result_of(runs(0, 0), {{"acks", "all"}}),
                                                     result_of(runs(10, 0), {{"acks", "1"}}),
                                                     result_of(runs(0, 0), {{"acks", "none"}})}),
                                          "Three", {}, {});
    CHECK(text.starts_with("Three\n\n  acks"));
    CHECK(has(line_with(text, "  all "), "exactly-once"));
    CHECK(has(line_with(text, "  1 "), "at-most-once"));
    CHECK(has(line_with(text, "  1 "), "+11 ("));    // points, on the same luck
    CHECK(has(line_with(text, "  none "), "="));     // no difference is seen
    CHECK_FALSE(has(text, "duplicated: vs first"));  // nothing differs there
    CHECK(has(text, "21 runs a row on the same luck, seed 7; log level"));
}

TEST_CASE("compare text: rejected messages have a column only where there are any") {
    auto refused = runs(0, 0);
    refused[0].fates.at(Level::log, Fate::lost_rejected) = 5;
    CHECK(
        has(compare_text(report_of({result_of(refused, {{"a", "1"}})}), "t", {}, {}), "rejected"));
    CHECK_FALSE(has(compare_text(report_of({result_of(runs(0, 0), {{"a", "1"}})}), "t", {}, {}),
                    "rejected"));
}

TEST_CASE("compare text: what is parked has a column only where there is any") {
    auto parking = runs(0, 0);
    parking[0].fates.at(Level::log, Fate::parked) = 5;
    const auto text = [](const std::vector<RunSummary>& all) {
        return compare_text(report_of({result_of(all, {{"a", "1"}})}), "t", {}, {});
    };
    CHECK(has(text(parking), "parked"));
    CHECK_FALSE(has(text(runs(0, 0)), "parked"));
}

TEST_CASE("compare text: nothing left to compare, and a note about an interruption, are said") {
    CHECK(has(compare_text(report_of({}), "t", {}, {}), "No configuration is left."));
    CHECK(has(compare_text(report_of({result_of(runs(0, 0))}), "t", "Interrupted: 1 of 9.", {}),
              "Interrupted: 1 of 9.\n"));
}

}  // namespace mqfate::reports::compare_text_test
