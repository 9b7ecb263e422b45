// mqfate replay FILE: walks a story that explore has saved, step by step, on the same scenario.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "models/engine.hpp"
#include "reports/explore_json.hpp"
#include "scenarios/reading/saved_story.hpp"
#include "scenarios/searching/questions.hpp"
#include "scenarios/searching/scope.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

struct Read {
    scenarios::SavedStory story;
    Loaded of;  ///< the scenario that it is a story of
};

/// The scenario comes first: its system says what the words of the story mean.
std::optional<Read> read(const std::string& file, const words::Say& say) {
    const auto source = read_source(file);
    if (!source) {
        complain(source.error(), say);
        return {};
    }
    const auto told = [&](const scenarios::Errors& errors) -> std::optional<Read> {
        std::fputs(errors.text(say.language).c_str(), stderr);
        return {};
    };
    const auto document = scenarios::Document::parse(source->text, file);
    if (!document) return told(document.error());
    const std::string scenario = scenarios::scenario_of_story(*document);
    auto loaded = scenario.empty() ? std::nullopt : load(scenario, say);
    if (!loaded && !scenario.empty()) return {};
    auto story = scenarios::read_story(
        *document, loaded ? loaded->scenario.plan.engine().dialect.texts : words::Texts{});
    if (!story) return told(story.error());
    ENSURE(loaded.has_value(), "a story that could be read names its scenario");
    return Read{std::move(*story), std::move(*loaded)};
}

std::vector<std::size_t> differences(const reports::Explored& report,
                                     const scenarios::SavedStory& saved) {
    std::vector<std::size_t> differ;
    const auto& steps = report.answer.story->steps;
    const auto same = [](const reports::Effect& effect, const SavedStep& as_saved) {
        return effect.who == as_saved.who && effect.what == as_saved.does &&
               std::equal(effect.about.begin(), effect.about.end(), as_saved.about.begin(),
                          as_saved.about.end(),
                          [](MessageId m, std::uint32_t number) { return m.value + 1 == number; });
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto effects = reports::effects_of(steps[i], report.labels);
        const auto& as_saved = saved.brings[i];
        if (!std::equal(effects.begin(), effects.end(), as_saved.begin(), as_saved.end(), same))
            differ.push_back(i + 1);
    }
    return differ;
}

}  // namespace

int replay(const Options& options) {
    const auto given = read(options.file, options.say);
    if (!given) return Exit::bad_input;
    const scenarios::SavedStory* saved = &given->story;
    const Loaded* loaded = &given->of;
    const scenarios::Scenario& scenario = loaded->scenario;
    const scenarios::SearchPlan searched = scenarios::search_plan(scenario, saved->bounds);
    const auto asked = scenarios::question_called(saved->property, scenario, searched.plan);
    if (!asked) {
        complain({"cli.no_property"_t, {{"file", options.file}, {"name", saved->property}}},
                 options.say);
        return Exit::bad_input;
    }
    Replayed replayed =
        searched.plan.engine().replay(searched.plan, searched.bounds.scope, *asked, saved->steps);

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
        const SavedStep& next = saved->steps[replayed.story.steps.size()];
        replay.next = in_one(next.who, next.does);
    }
    replay.report.answer.story = std::move(replayed.story);
    replay.differ = differences(replay.report, *saved);
    const std::string text = options.format == Format::json
                                 ? reports::to_json(replay)
                                 : reports::replay_text(replay, options.say);
    if (!write_out(options.out, text, options.say)) return Exit::bad_input;
    return replay.shows ? Exit::done : Exit::expectation_failed;
}

}  // namespace mqfate::cli
