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

void read_step(Reader step, SavedStory& story) {
    SavedStep read;
    read.who = text_of(step.need("who"));
    read.does = text_of(step.need("does"));
    for (const Cursor& message : step.array("messages"))
        read.about.push_back(message.integer<std::uint32_t>({.min = 1, .max = 1'000'000'000}));
    std::vector<std::string> brings;
    for (const Cursor& line : step.array("brings")) brings.push_back(text_of(line));
    step.allow({"number", "deviates", "at_ns"});
    story.steps.push_back(std::move(read));
    story.brings.push_back(std::move(brings));
}

}  // namespace

tl::expected<SavedStory, Errors> read_story(const Document& document) {
    SavedStory story;
    Errors errors(document.file());
    {
        Reader root(document, errors);
        root.integer<int>("mqfate_story", {.min = 1, .max = 1});
        root.allow({"version", "kind", "feasible_in_time", "forbidding"});
        story.scenario = text_of(root.need("scenario"));
        story.fingerprint = text_of(root.need("scenario_fingerprint"));
        story.property = text_of(root.need("property"));
        story.bounds = read_exploration(root.object("explore"));
        for (const Cursor& step : root.need_array("steps")) read_step(step.object(), story);
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return story;
}

}  // namespace mqfate::scenarios
