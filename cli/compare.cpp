// mqfate compare FILE: the product of a scenario's axes, each combination on the same luck.
#include <algorithm>
#include <cstdio>

#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "models/engine.hpp"
#include "reports/compare_text.hpp"
#include "reports/csv.hpp"
#include "reports/json.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

struct Configuration {
    std::vector<std::pair<std::string, std::string>> set;
    scenarios::Scenario scenario;
};

/// All rows, read; or nothing, after their errors were printed.
std::optional<std::vector<Configuration>> configurations(const Loaded& loaded,
                                                         words::Language language) {
    auto rows = scenarios::rows_of(loaded.document, loaded.scenario.comparison);
    if (!rows) {
        std::fputs(rows.error().text(language).c_str(), stderr);
        return {};
    }
    std::vector<Configuration> all;
    scenarios::Errors errors(loaded.source.name);
    for (scenarios::Row& row : *rows) {
        auto scenario = scenarios::read_scenario(row.document);
        if (scenario)
            all.push_back({std::move(row.set), std::move(*scenario)});
        else
            errors.add_all(scenario.error());
    }
    if (errors.empty()) return all;
    std::fputs(errors.text(language).c_str(), stderr);
    return {};
}

bool any_consumer(const std::vector<Configuration>& all) {
    return std::any_of(all.begin(), all.end(), [](const Configuration& configuration) {
        return configuration.scenario.plan->publication.has_audiences();
    });
}

std::string text_of(const reports::Report& report, const Loaded& loaded, const Options& options,
                    std::size_t planned) {
    words::Phrase note;
    if (report.results.size() < planned || !report.results.back().outcome.complete())
        note = {"compare.interrupted"_t, {{"n", report.results.size()}, {"all", planned}}};
    return reports::compare_text(report, title_of(loaded.scenario, options), note, options.say);
}

}  // namespace

int compare(const Options& options) {
    auto loaded = load(options.file, options.say);
    if (!loaded) return Exit::bad_input;
    if (loaded->scenario.comparison.empty()) {
        complain({"cli.no_axes"_t, {{"file", options.file}}}, options.say);
        return Exit::bad_input;
    }
    auto planned = configurations(*loaded, options.say.language);
    if (!planned) return Exit::bad_input;

    if (options.level && *options.level != Level::log && !any_consumer(*planned)) {
        complain({"cli.no_such_level"_t, {{"file", options.file}}}, options.say);
        return Exit::bad_input;
    }

    const std::uint64_t seed = options.seed.value_or(loaded->scenario.seed);
    const std::uint64_t runs = options.runs.value_or(loaded->scenario.runs);
    for (Configuration& configuration : *planned)
        if (!within_limits(options, loaded->document, configuration.scenario,
                           {.runs = runs, .rows = planned->size()}))
            return Exit::bad_input;
    reports::Report report{version(),    options.file, fingerprint_of(loaded->source.text),
                           seed,         {},           loaded->scenario.plan.engine().dialect,
                           options.level};
    {
        Progress progress("progress.comparing_of"_t, runs * planned->size(), options.say);
        for (const Configuration& configuration : *planned) {
            if (Progress::interrupted()) break;
            reports::Result result;
            result.set = configuration.set;
            result.has_consumers = configuration.scenario.plan->publication.has_audiences();
            result.audiences = configuration.scenario.plan->publication.audience_names();
            result.swarm = configuration.scenario.plan->faults.swarm;
            result.outcome =
                simulate(configuration.scenario.plan, {.seed = seed,
                                                       .runs = runs,
                                                       .jobs = options.jobs,
                                                       .stop = Progress::stop(),
                                                       .finished = progress.finished()});
            result.expected = judge_all(configuration.scenario, result.outcome);
            report.results.push_back(std::move(result));
        }
    }
    std::string text;
    switch (options.format) {
        case Format::json: text = reports::to_json(report); break;
        case Format::csv: text = reports::to_csv(report); break;
        case Format::mermaid:
        case Format::svg:
        case Format::text: text = text_of(report, *loaded, options, planned->size()); break;
    }
    if (!write_out(options.out, text, options.say)) return Exit::bad_input;
    return exit_status(report.results, Progress::interrupted());
}

}  // namespace mqfate::cli
