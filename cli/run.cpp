// mqfate run FILE: simulates a scenario and tells the fate of every message.
#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "models/engine.hpp"
#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/life.hpp"
#include "reports/run_text.hpp"
#include "reports/steps.hpp"
#include "reports/words.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

Outcome simulate_with_progress(const AnyPlan& plan, std::uint64_t seed, std::uint64_t runs,
                               const Options& options) {
    Progress progress("progress.simulating_of"_t, runs, options.say);
    return simulate(plan, {.seed = seed,
                           .runs = runs,
                           .jobs = options.jobs,
                           .stop = Progress::stop(),
                           .finished = progress.finished()});
}

int print_steps(const Options& options, const Loaded& loaded, std::uint64_t seed) {
    const Traced traced = simulate_traced(loaded.scenario.plan, seed, *options.steps);
    const std::string text =
        reports::steps(traced.trace, labels_of(loaded.scenario.plan), options.say);
    return write_out(options.out, text, options.say) ? Exit::done : Exit::bad_input;
}

/// One message of one run, from its beginning to its end.
int tell_life(const Options& options, const Loaded& loaded, std::uint64_t seed) {
    if (options.format == Format::csv) {
        complain("cli.no_csv_of_message"_t, options.say);
        return Exit::bad_input;
    }
    const Traced traced = simulate_traced(loaded.scenario.plan, seed, options.run);
    const MessageId message{*options.message - 1};
    if (message.value >= traced.ledger.message_count() ||
        traced.ledger.belief(message) == Belief::unpublished) {
        complain(
            {"cli.no_message"_t,
             {{"run", options.run}, {"n", *options.message}, {"all", traced.summary.published}}},
            options.say);
        return Exit::bad_input;
    }
    reports::Life life{.title = title_of(loaded.scenario, options),
                       .scenario = options.file,
                       .seed = seed,
                       .run = options.run,
                       .message = message,
                       .fate = reports::fates(traced.ledger, message),
                       .lines = {},
                       .labels = labels_of(loaded.scenario.plan)};
    life.lines = reports::life(traced.trace, message, life.labels);
    std::string text;
    if (options.format == Format::json)
        text = reports::life_json(life);
    else if (options.format == Format::mermaid)
        text = reports::life_mermaid(life, options.say);
    else if (options.format == Format::svg)
        text = reports::life_svg(life, options.say);
    else
        text = reports::life_text(life, options.say);
    return write_out(options.out, text, options.say) ? Exit::done : Exit::bad_input;
}

}  // namespace

int run(const Options& options) {
    auto loaded = load(options.file, options.say);
    if (!loaded) return Exit::bad_input;
    scenarios::Scenario& scenario = loaded->scenario;
    const std::uint64_t seed = options.seed.value_or(scenario.seed);
    const std::uint64_t runs = options.runs.value_or(scenario.runs);
    if (options.swarm) scenario.plan->faults.swarm = true;
    if (!within_limits(options, loaded->document, scenario, {.runs = runs})) return Exit::bad_input;
    if (options.steps) return print_steps(options, *loaded, seed);
    if (options.message) return tell_life(options, *loaded, seed);
    if (options.format == Format::mermaid || options.format == Format::svg) {
        complain("cli.needs_message"_t, options.say);
        return Exit::bad_input;
    }

    reports::Report report{version(), options.file, fingerprint_of(loaded->source.text),
                           seed,      {},           scenario.plan.engine().dialect};
    reports::Result result;
    result.has_consumers = scenario.plan->publication.has_audiences();
    result.audiences = scenario.plan->publication.audience_names();
    result.swarm = scenario.plan->faults.swarm;
    result.outcome = simulate_with_progress(scenario.plan, seed, runs, options);
    const bool interrupted = !result.outcome.complete();
    result.expected = judge_all(scenario, result.outcome);
    report.results.push_back(std::move(result));

    std::string text;
    switch (options.format) {
        case Format::json: text = reports::to_json(report); break;
        case Format::csv: text = reports::to_csv(report); break;
        case Format::mermaid:
        case Format::svg:  // both refused above
        case Format::text: {
            reports::RunText told = describe(scenario, report, options);
            told.story = clearest_story(scenario, report.results.front(), seed, options.say);
            told.interrupted = interrupted;
            text = reports::run_text(report, told, options.say);
            break;
        }
    }
    if (interrupted)
        complain({"cli.interrupted_after"_t,
                  {{"n", report.results.front().outcome.runs.size()},
                   {"all", report.results.front().outcome.asked}}},
                 options.say);
    if (!write_out(options.out, text, options.say)) return Exit::bad_input;
    return exit_status(report.results, interrupted);
}

}  // namespace mqfate::cli
