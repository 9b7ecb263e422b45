// What the fuzzer and the mutation test try with a text: read it as a scenario, and simulate a run.
#pragma once

#include <cstdint>
#include <string>

#include "models/engine.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/reading/limits.hpp"

namespace mqfate::tests {

enum class Tried : std::uint8_t { refused, too_much, simulated };

struct Trial {
    Tried tried{};
    std::string complaint;  ///< about the program: empty if all is as it should be
};

/// A refusal needs at least one error, each with a place and words.
inline Trial refusal(Tried tried, const scenarios::Errors& errors) {
    if (errors.empty()) return {tried, "refused without an error"};
    for (const scenarios::InputError& e : errors)
        if (e.line == 0 || e.message.empty()) return {tried, "no place: " + to_text(e)};
    return {tried, {}};
}

inline Trial try_out(const std::string& text, std::uint64_t steps) {
    const auto document = scenarios::Document::parse(text, "mutation.json");
    if (!document) return refusal(Tried::refused, document.error());
    auto scenario = scenarios::read_scenario(*document);
    if (!scenario) return refusal(Tried::refused, scenario.error());
    const auto rows = scenarios::rows_of(*document, scenario->comparison);
    if (!rows) return refusal(Tried::refused, rows.error());
    const scenarios::Amount amount{scenario->runs, rows->empty() ? 1 : rows->size()};
    const scenarios::Errors errors = scenarios::too_much(*document, *scenario, amount);
    if (!errors.empty()) return refusal(Tried::too_much, errors);
    scenario->plan->limits.steps = steps;
    const Outcome outcome = simulate(scenario->plan, {.seed = 1, .runs = 1, .jobs = 1});
    for (const RunSummary& run : outcome.runs)
        if (run.published > scenario->plan->messages)
            return {Tried::simulated, "more messages published than there are"};
    for (const scenarios::Expectation& e : scenario->expect) scenarios::judge(e, outcome);
    return {Tried::simulated, {}};
}

}  // namespace mqfate::tests
