// mqfate run FILE: simulates a scenario and tells the fate of every message.
#include <fmt/format.h>

#include <cstdio>

#include "cli/describe.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/run_text.hpp"
#include "reports/steps.hpp"
#include "models/engine.hpp"

namespace mqfate::cli {
namespace {

Outcome simulate_with_progress(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t runs,
                               unsigned jobs) {
    Progress progress("simulating", runs);
    return scenarios::simulate(plan, {.seed = seed,
                                      .runs = runs,
                                      .jobs = jobs,
                                      .stop = Progress::stop(),
                                      .finished = progress.finished()});
}

int print_steps(const Options& options, const Loaded& loaded, std::uint64_t seed) {
    const scenarios::Traced traced =
        scenarios::simulate_traced(loaded.scenario.plan, seed, *options.steps);
    const std::string text = reports::steps(traced.trace, labels_of(loaded.scenario.plan));
    return write_out(options.out, text) ? Exit::done : Exit::bad_input;
}

}  // namespace

int run(const Options& options) {
    auto loaded = load(options.file);
    if (!loaded) return Exit::bad_input;
    scenarios::Scenario& scenario = loaded->scenario;
    const std::uint64_t seed = options.seed.value_or(scenario.seed);
    const std::uint64_t runs = options.runs.value_or(scenario.runs);
    if (options.swarm) scenario.plan.faults.swarm = true;
    if (!within_limits(options, loaded->document, scenario, {.runs = runs})) return Exit::bad_input;
    if (options.steps) return print_steps(options, *loaded, seed);

    reports::Report report{version(), options.file, fingerprint_of(loaded->source.text),
                           seed,      {},           scenario.causes};
    reports::Result result;
    result.has_consumers = scenario.plan.publication.has_audiences();
    result.swarm = scenario.plan.faults.swarm;
    result.outcome = simulate_with_progress(scenario.plan, seed, runs, options.jobs);
    const bool interrupted = !result.outcome.complete();
    result.expected = judge_all(scenario, result.outcome);
    report.results.push_back(std::move(result));

    std::string text;
    switch (options.format) {
        case Format::json: text = reports::to_json(report); break;
        case Format::csv: text = reports::to_csv(report); break;
        case Format::text: {
            reports::RunText words = describe(scenario, report, options);
            words.story = clearest_story(scenario, report.results.front(), seed);
            words.interrupted = interrupted;
            text = reports::run_text(report, words);
            break;
        }
    }
    if (interrupted)
        fmt::print(stderr, "mqfate: interrupted after {} of {} runs\n",
                   report.results.front().outcome.runs.size(),
                   report.results.front().outcome.asked);
    if (!write_out(options.out, text)) return Exit::bad_input;
    return exit_status(report.results, interrupted);
}

}  // namespace mqfate::cli
