// Shipped files, changed by the thousand: each is refused with an error that points into the file,
// or accepted and simulated to its end or to its limit. Nothing crashes.
#include "tests/fuzz/mutations.hpp"

#include "scenarios/limits.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__has_feature)
constexpr std::uint64_t mutations_a_file = 12;  // ten times as slow
#else
constexpr std::uint64_t mutations_a_file = 120;
#endif

struct Counts {
    std::uint64_t refused = 0;
    std::uint64_t too_much = 0;
    std::uint64_t simulated = 0;
};

void check_places(const scenarios::Errors& errors) {
    REQUIRE_FALSE(errors.empty());
    CHECK_FALSE(errors.text().empty());
    for (const scenarios::InputError& e : errors) {
        CAPTURE(to_text(e));
        CHECK(e.line > 0);
        CHECK_FALSE(e.message.empty());
    }
}

void try_out(const std::string& text, Counts& counts) {
    const auto document = scenarios::Document::parse(text, "mutation.json");
    if (!document) return ++counts.refused, check_places(document.error());
    auto scenario = scenarios::read_scenario(*document);
    if (!scenario) return ++counts.refused, check_places(scenario.error());
    const auto rows = scenarios::rows_of(*document, scenario->comparison);
    if (!rows) return ++counts.refused, check_places(rows.error());
    const scenarios::Amount amount{scenario->runs, rows->empty() ? 1 : rows->size()};
    const scenarios::Errors errors = scenarios::too_much(*document, *scenario, amount);
    if (!errors.empty()) return ++counts.too_much, check_places(errors);
    scenario->plan.limits.steps = 20'000;
    const Outcome outcome = scenarios::simulate(scenario->plan, {.seed = 1, .runs = 1, .jobs = 1});
    ++counts.simulated;
    for (const RunSummary& run : outcome.runs) CHECK(run.published <= scenario->plan.messages);
    for (const scenarios::Expectation& e : scenario->expect) scenarios::judge(e, outcome);
}

TEST_CASE("mutations: of each shipped file, none crashes, each error has its place") {
    Counts counts;
    std::uint64_t number = 0;
    for (const auto& path : shipped_files()) {
        const std::string text = text_of(path);
        for (std::uint64_t i = 0; i < mutations_a_file; ++i) {
            CAPTURE(path.string());
            CAPTURE(number);
            try_out(Mutation(number++).of(text), counts);
        }
    }
    // The changes are neither all harmless nor all fatal.
    CHECK(counts.refused > number / 10);
    CHECK(counts.simulated > number / 10);
}

TEST_CASE("mutations: the same number makes the same change, another another") {
    const std::string text = shipped_text("kafka/lost-ack");
    CHECK(Mutation(7).of(text) == Mutation(7).of(text));
    CHECK(Mutation(7).of(text) != Mutation(8).of(text));
}

}  // namespace
}  // namespace mqfate::tests
