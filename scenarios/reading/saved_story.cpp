#include "scenarios/reading/saved_story.hpp"

#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {
namespace {

/// Any text, the empty one and long ones included.
std::string text_of(const Cursor& cursor) {
    if (cursor.is(Value::Kind::string)) return cursor.value()->text;
    cursor.error("not a text", "a string");
    return {};
}

/// A phrase of the catalogue by its code, with the parameters that its text asks for.
words::Phrase phrase_of(const Cursor& cursor, words::Texts system) {
    if (!cursor.present()) return {};
    if (cursor.is(Value::Kind::string)) return {cursor.value()->text};
    Reader phrase = cursor.object();
    const std::string code = text_of(phrase.need("code"));
    const auto text = words::text_called(code, system);
    if (!text) {
        phrase.error("code", in_quotes(code) + " is no code of a step", "one that mqfate writes");
        phrase.ignore_rest();
        return {};
    }
    std::vector<words::Param> params;
    for (const std::string_view name : words::asked_for(text->en)) {
        const Cursor param = phrase.need(name);
        if (param.is(Value::Kind::string))
            params.emplace_back(name, param.value()->text);
        else
            params.emplace_back(name, phrase_of(param, system));
    }
    return {*text, std::move(params)};
}

SavedStep read_what(Reader& step, words::Texts system) {
    SavedStep read;
    read.who = text_of(step.need("who"));
    read.does = phrase_of(step.need("does"), system);
    for (const Cursor& message : step.array("messages"))
        read.about.push_back(message.integer<std::uint32_t>({.min = 1, .max = 1'000'000'000}));
    return read;
}

void read_step(Reader step, words::Texts system, SavedStory& story) {
    story.steps.push_back(read_what(step, system));
    std::vector<SavedStep> brings;
    for (const Cursor& effect : step.array("brings")) {
        Reader one = effect.object();
        brings.push_back(read_what(one, system));
    }
    step.allow({"number", "deviates", "at_ns", "told"});
    story.brings.push_back(std::move(brings));
}

}  // namespace

std::string scenario_of_story(const Document& document) {
    const Value* scenario = document.find("/scenario");
    return scenario != nullptr && scenario->kind == Value::Kind::string ? scenario->text
                                                                        : std::string{};
}

tl::expected<SavedStory, Errors> read_story(const Document& document, words::Texts system) {
    SavedStory story;
    Errors errors(document.file());
    {
        Reader root(document, errors);
        const int version = root.integer<int>("mqfate_story");
        if (root.has("mqfate_story") && version != story_version) {
            root.error("mqfate_story",
                       "a story of form " + std::to_string(version) +
                           (version < story_version ? ", whose steps are sentences" : ""),
                       "form " + std::to_string(story_version) +
                           ", whose steps are codes: mqfate explore --save writes it anew");
            root.ignore_rest();
            return tl::unexpected(std::move(errors));
        }
        root.allow({"version", "kind", "told", "feasible_in_time", "forbidding"});
        story.scenario = text_of(root.need("scenario"));
        if (story.scenario.empty() && root.at("scenario").is(Value::Kind::string))
            root.error("scenario", "names no scenario", "a path, or a name of mqfate list");
        story.fingerprint = text_of(root.need("scenario_fingerprint"));
        story.property = text_of(root.need("property"));
        story.bounds = read_exploration(root.object("explore"));
        for (const Cursor& step : root.need_array("steps")) read_step(step.object(), system, story);
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return story;
}

}  // namespace mqfate::scenarios
