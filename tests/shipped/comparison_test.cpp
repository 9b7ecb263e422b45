// The shipped comparison teaches what it says: each of its axes matters somewhere.
#include "reports/comparison.hpp"
#include "models/engine.hpp"
#include "scenarios/reading/compare.hpp"
#include "scenarios/reading/scenario.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::comparison_test {

reports::Report compared(const std::string& name, std::uint64_t runs) {
    const auto document = scenarios::Document::parse(shipped_text(name), name);
    REQUIRE(document.has_value());
    const auto scenario = scenarios::read_scenario(*document);
    REQUIRE(scenario.has_value());
    const auto rows = scenarios::rows_of(*document, scenario->comparison);
    REQUIRE(rows.has_value());
    reports::Report report;
    for (const scenarios::Row& row : *rows) {
        const auto configuration = scenarios::read_scenario(row.document);
        REQUIRE(configuration.has_value());
        reports::Result result;
        result.set = row.set;
        result.outcome = simulate(configuration->plan, {.seed = scenario->seed, .runs = runs});
        report.results.push_back(std::move(result));
    }
    return report;
}

TEST_CASE("shipped files: of what acks, min.insync.replicas and flush buy, each buys something") {
    const reports::Report report = compared("kafka/acks-isr-flush-crash", 10);
    const reports::Comparison found = reports::comparison_of(report);
    CHECK(found.axes.size() == 4);
    CHECK(found.idle_axes.empty());
    // With the followers cut off the leader alone is "all", unless two are asked for.
    const auto lost_with = [&](const std::string& min_isr) {
        for (const reports::Result& result : report.results)
            if (result.set[0].second == "all" && result.set[1].second == min_isr &&
                result.set[2].second == "by the system" &&
                result.set[3].second == "followers cut off, then leader's power")
                return reports::share_of(result.outcome, Level::log, silent_loss).rate;
        FAIL("no such row");
        return Estimate{};
    };
    CHECK(lost_with("1").low > 0.5);
    CHECK(lost_with("2").high < 0.1);
}

}  // namespace mqfate::tests::comparison_test
