// mqfate explore FILE: whether it can happen at all, within bounds.
#include <fmt/format.h>

#include <cstdio>

#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/search_watch.hpp"
#include "models/engine.hpp"
#include "reports/explore_json.hpp"
#include "reports/explore_text.hpp"
#include "scenarios/searching/questions.hpp"
#include "scenarios/searching/scope.hpp"
#include "sim/explore/search/size_estimate.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

/// The command with what was given on the command line.
std::string command(const std::string& file, const scenarios::Exploration& said) {
    std::string text = "mqfate explore " + file;
    const auto add = [&](const char* option, const auto& value) {
        if (value) text += fmt::format(" {} {}", option, *value);
    };
    add("--messages", said.messages);
    add("--crashes", said.crashes);
    add("--losses", said.losses);
    add("--duplicates", said.duplicates);
    add("--retries", said.retries);
    if (said.deviations == Budget::all)
        text += " --deviations all";
    else
        add("--deviations", said.deviations);
    add("--depth", said.depth);
    add("--states", said.states);
    add("--seconds", said.seconds);
    add("--memory", said.memory);
    for (const std::string& name : said.properties) text += fmt::format(" --property \"{}\"", name);
    if (said.idle_timers) text += " --idle-timers";
    if (said.from_the_start) text += " --from-start";
    if (!said.symmetry) text += " --no-symmetry";
    if (!said.partial_order) text += " --no-partial-order";
    return text;
}

/// Nothing, after the error was printed, if a name of a property is wrong.
std::optional<scenarios::Questions> questions_of(const std::vector<std::string>& names,
                                                 const scenarios::Scenario& scenario,
                                                 const AnyPlan& plan, const words::Say& say) {
    if (names.empty()) return scenarios::usual_questions(scenario, plan);
    scenarios::Questions questions;
    for (const std::string& name : names) {
        const auto question = scenarios::question_named(name, scenario, plan);
        if (question) {
            questions.asked.push_back(*question);
            continue;
        }
        const scenarios::NoQuestion& error = question.error();
        complain(scenarios::what_is_wrong({.message = error.found,
                                           .expected = error.expected,
                                           .suggestion = error.suggestion},
                                          say.language),
                 say);
        return {};
    }
    return questions;
}

/// The guess is only good for layers that are complete.
std::optional<std::uint64_t> guess(const Answer& answer) {
    std::vector<std::uint64_t> layers = answer.layers;
    if (!layers.empty()) layers.pop_back();
    return estimated_size(layers);
}

int exit_status(const Answer& answer) {
    switch (verdict(answer)) {
        case Answered::holds: return Exit::done;
        case Answered::violated: return Exit::expectation_failed;
        case Answered::incomplete: break;
    }
    return Progress::interrupted() ? Exit::interrupted : Exit::inconclusive;
}

bool save(const std::string& path, const reports::Explored& report, const words::Say& say) {
    if (path.empty()) return true;
    if (report.answer.story) return write_out(path, reports::saved_story(report), say);
    complain({"cli.no_story"_t, {{"file", path}}}, say);
    return true;
}

}  // namespace

int explore(const Options& options) {
    const auto loaded = load(options.file, options.say);
    if (!loaded) return Exit::bad_input;
    const scenarios::Scenario& scenario = loaded->scenario;
    const scenarios::Exploration said = scenarios::combined(options.explore, scenario.exploration);
    const scenarios::SearchPlan searched = scenarios::search_plan(scenario, said);
    const auto questions = questions_of(said.properties, scenario, searched.plan, options.say);
    if (!questions) return Exit::bad_input;

    reports::Explored report;
    report.version = version();
    report.scenario = options.file;
    report.fingerprint = fingerprint_of(loaded->source.text);
    report.title = title_of(scenario, options);
    report.bounds = searched.bounds;
    {
        SearchWatch watch(searched.bounds.seconds, options.say);
        report.answer = searched.plan.engine().explore(
            searched.plan, searched.bounds, questions->asked,
            {.jobs = options.jobs, .verify = options.verify}, Watcher(watch));
        report.seconds = watch.seconds();
        report.out_of_time = watch.out_of_time();
    }
    report.verified = options.verify;
    report.notes = searched.notes;
    report.left_out = questions->left_out;
    report.about = guess(report.answer);
    report.again = command(options.file, options.explore);
    if (const auto smaller = scenarios::smaller_scope(searched.bounds))
        report.smaller =
            command(options.file, scenarios::combined(smaller->change, options.explore));
    report.worlds = options.worlds;
    report.labels = labels_of(searched.plan);
    const std::string text = options.format == Format::json
                                 ? reports::to_json(report)
                                 : reports::explore_text(report, options.say);
    if (!write_out(options.out, text, options.say) || !save(options.save, report, options.say))
        return Exit::bad_input;
    return exit_status(report.answer);
}

}  // namespace mqfate::cli
