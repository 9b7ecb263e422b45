// mqfate_histories: the fingerprint of every run of every shipped scenario, to be compared between
// builds and between numbers of threads (scripts/determinism).
//
//   mqfate_histories [RUNS [JOBS]]        12 runs by one thread, if not said otherwise
//   mqfate_histories steps NAME ROW RUN   every step of one of them
//
// Prints a line for each run of each row of a comparison, and one for what the reports make of a
// few runs and of all: NAME ROW RUN FINGERPRINT, and NAME ROW of RUNS FINGERPRINT. Row 0 is the
// file itself. A row of very many messages has fewer runs, and as many steps still.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "cli/load.hpp"
#include "models/engine.hpp"
#include "reports/json.hpp"
#include "reports/steps.hpp"

namespace mqfate {
namespace {

constexpr words::Say in_english{};
constexpr std::uint64_t few = 4;  // what a build with sanitizers has time for

// The rows of two scenarios have that many messages: with as many runs as the others, they took
// four fifths of the time. Two runs can still be given to two threads.
constexpr std::uint64_t very_many = 10'000;  // messages
constexpr std::uint64_t runs_of_very_many = 2;

std::uint64_t runs_of(const scenarios::Scenario& scenario, std::uint64_t asked) {
    return scenario.plan->messages > very_many ? std::min(asked, runs_of_very_many) : asked;
}

/// The scenario, then each row of its comparison.
std::vector<scenarios::Scenario> rows(const std::string& name) {
    auto loaded = cli::load(name, in_english);
    if (!loaded) std::exit(cli::bad_input);
    const auto combined = scenarios::rows_of(loaded->document, loaded->scenario.comparison);
    std::vector<scenarios::Scenario> all;
    all.push_back(std::move(loaded->scenario));
    for (const scenarios::Row& row : combined.value())
        all.push_back(scenarios::read_scenario(row.document).value());
    return all;
}

std::uint64_t of_results(const std::string& name, const scenarios::Scenario& scenario,
                         Outcome outcome) {
    reports::Report report{"", name, 0, scenario.seed, {}, scenario.plan.engine().dialect};
    reports::Result result;
    result.has_consumers = scenario.plan->publication.has_audiences();
    result.swarm = scenario.plan->faults.swarm;
    result.expected = cli::judge_all(scenario, outcome);
    result.outcome = std::move(outcome);
    report.results.push_back(std::move(result));
    return cli::fingerprint_of(reports::to_json(report));
}

void print_row(const std::string& name, std::size_t row, const scenarios::Scenario& scenario,
               std::uint64_t runs, unsigned jobs) {
    const auto simulated = [&](std::uint64_t n) {
        return simulate(scenario.plan, {.seed = scenario.seed, .runs = n, .jobs = jobs});
    };
    const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
    Outcome all = simulated(runs);
    for (std::size_t i = 0; i < all.runs.size(); ++i)
        std::printf("%s %zu %llu %016llx\n", name.c_str(), row, number(all.numbers[i]),
                    number(all.runs[i].fingerprint));
    if (runs > few)
        std::printf("%s %zu of %llu %016llx\n", name.c_str(), row, number(few),
                    number(of_results(name, scenario, simulated(few))));
    std::printf("%s %zu of %llu %016llx\n", name.c_str(), row, number(runs),
                number(of_results(name, scenario, std::move(all))));
}

void print_steps(const std::string& name, std::size_t row, std::uint64_t run) {
    const scenarios::Scenario scenario = rows(name).at(row);
    const Traced traced = simulate_traced(scenario.plan, scenario.seed, run);
    const reports::Labels labels{scenario.plan->wiring.names, scenario.plan.engine().dialect};
    std::fputs(reports::steps(traced.trace, labels, in_english).c_str(), stdout);
}

}  // namespace
}  // namespace mqfate

int main(int argc, char** argv) {
    const std::vector<std::string> said(argv + 1, argv + argc);
    if (said.size() == 4 && said[0] == "steps") {
        mqfate::print_steps(said[1], std::stoul(said[2]), std::stoull(said[3]));
        return 0;
    }
    const std::uint64_t runs = said.empty() ? 12 : std::stoull(said[0]);
    const auto jobs = static_cast<unsigned>(said.size() < 2 ? 1 : std::stoul(said[1]));
    for (const mqfate::cli::Shipped& shipped : mqfate::cli::shipped_scenarios()) {
        const std::vector<mqfate::scenarios::Scenario> rows = mqfate::rows(shipped.name);
        for (std::size_t row = 0; row < rows.size(); ++row)
            mqfate::print_row(shipped.name, row, rows[row], mqfate::runs_of(rows[row], runs), jobs);
    }
    return 0;
}
