// mqfate replay FILE: walks a story that explore has saved, step by step, on the same scenario.
#include <fmt/format.h>

#include <cstdio>

#include "cli/describe.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "reports/explore_json.hpp"
#include "scenarios/reading/saved_story.hpp"
#include "scenarios/searching/explore.hpp"
#include "scenarios/searching/questions.hpp"

namespace mqfate::cli {
namespace {

std::optional<scenarios::SavedStory> read(const std::string& file) {
    const auto source = read_source(file);
    if (!source) {
        fmt::print(stderr, "mqfate: {}\n", source.error());
        return {};
    }
    const auto document = scenarios::Document::parse(source->text, file);
    const auto story = document ? scenarios::read_story(*document)
                                : tl::expected<scenarios::SavedStory, scenarios::Errors>(
                                      tl::unexpected(document.error()));
    if (story) return *story;
    std::fputs(story.error().text().c_str(), stderr);
    return {};
}

std::vector<std::size_t> differences(const reports::Explored& report,
                                     const scenarios::SavedStory& saved) {
    std::vector<std::size_t> differ;
    const auto& steps = report.answer.story->steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (reports::effects_in_words(steps[i], report.labels) != saved.brings[i])
            differ.push_back(i + 1);
    return differ;
}

}  // namespace

int replay(const Options& options) {
    const auto saved = read(options.file);
    if (!saved) return Exit::bad_input;
    const auto loaded = load(saved->scenario);
    if (!loaded) return Exit::bad_input;
    const scenarios::Scenario& scenario = loaded->scenario;
    const scenarios::SearchPlan searched = scenarios::search_plan(scenario, saved->bounds);
    const auto asked = scenarios::question_called(saved->property, scenario, searched.plan);
    if (!asked) {
        fmt::print(stderr, "mqfate: {}: no property is called \"{}\"\n", options.file,
                   saved->property);
        return Exit::bad_input;
    }
    scenarios::Replayed replayed = scenarios::replay(searched, *asked, saved->steps);

    reports::Replay replay;
    replay.report.version = version();
    replay.report.scenario = saved->scenario;
    replay.report.fingerprint = fingerprint_of(loaded->source.text);
    Options named = options;
    named.file = saved->scenario;
    replay.report.title = title_of(scenario, named);
    replay.report.bounds = searched.bounds;
    replay.report.worlds = options.worlds;
    replay.report.labels = labels_of(searched.plan);
    replay.saved = saved->steps.size();
    replay.shows = replayed.shows;
    replay.changed = fmt::format("{:016x}", replay.report.fingerprint) != saved->fingerprint;
    replay.instead = std::move(replayed.instead);
    if (!replay.instead.empty()) {
        const scenarios::SavedStep& next = saved->steps[replayed.story.steps.size()];
        replay.next = (next.who.empty() ? "the network" : next.who) + " " + next.does;
    }
    replay.report.answer.story = std::move(replayed.story);
    replay.differ = differences(replay.report, *saved);
    const std::string text =
        options.format == Format::json ? reports::to_json(replay) : reports::replay_text(replay);
    if (!write_out(options.out, text)) return Exit::bad_input;
    return replay.shows ? Exit::done : Exit::expectation_failed;
}

}  // namespace mqfate::cli
