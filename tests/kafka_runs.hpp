// Runs the Kafka model from the text of a scenario: for tests of the whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/reading/scenario.hpp"
#include "sim/run/statistics.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_plan.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests {

/// Reads a scenario. The test fails, and stops, if there is anything wrong with it.
inline scenarios::Scenario scenario_of(std::string_view json) {
    const auto document = scenarios::Document::parse(json, "test.json");
    if (!document) FAIL(document.error().text());
    auto scenario = scenarios::read_scenario(*document);
    if (!scenario) FAIL(scenario.error().text());
    return std::move(*scenario);
}
using mqfate::kafka_plan;
inline const kafka::Settings& kafka_settings(const scenarios::Scenario& scenario) {
    return kafka_plan(scenario).settings.kafka;
}

inline Outcome simulated(const scenarios::Scenario& scenario, std::uint64_t runs) {
    ExperimentOptions options;
    options.seed = scenario.seed;
    options.runs = runs;
    Outcome outcome = simulate(scenario.plan, options);
    for (const RunSummary& run : outcome.runs) REQUIRE(run.drained);
    return outcome;
}
inline Outcome simulated(std::string_view json, std::uint64_t runs) {
    return simulated(scenario_of(json), runs);
}

/// How often the fault of that number (rules and node faults apart) struck in all runs.
inline std::uint64_t rule_struck(const Outcome& outcome, std::size_t rule = 0) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.rule_strikes[rule].count;
    return sum;
}
inline std::uint64_t fault_struck(const Outcome& outcome, std::size_t fault = 0) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.node_strikes[fault].count;
    return sum;
}

/// The mean of a number that each run has.
template <class Number> Estimate mean_per_run(const Outcome& outcome, Number&& number) {
    std::vector<double> values;
    for (const RunSummary& run : outcome.runs) values.push_back(static_cast<double>(number(run)));
    return mean_of(values);
}

/// The formula holds: the estimate is within two widths of its interval (four standard errors), and
/// the interval is so tight that a formula 10 percent off would fail.
inline void check_formula(const Estimate& found, double formula) {
    const double width = (found.high - found.low) / 2;
    CAPTURE(found.estimate);
    CAPTURE(width);
    CAPTURE(formula);
    CHECK(found.estimate > formula - 2 * width);
    CHECK(found.estimate < formula + 2 * width);
    CHECK(2 * width < 0.05 * formula);
}

}  // namespace mqfate::tests
