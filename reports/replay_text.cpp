// What `replay` prints for people. Tested by: tests/reports/explore_json_test.cpp.
#include <fmt/format.h>

#include "reports/explore_json.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

words::Phrase verdict_in_words(const Replay& replay) {
    const Story& story = *replay.report.answer.story;
    if (!replay.next.empty())
        return {"replay.diverged"_t,
                {{"n", story.steps.size() + 1}, {"all", replay.saved}, {"step", replay.next}}};
    const bool reach = story.kind == Property::Kind::sometimes;
    const words::Text still = reach ? "replay.still_reached"_t : "replay.still_broken"_t;
    const words::Text no_more = reach ? "replay.not_reached"_t : "replay.not_broken"_t;
    return {replay.shows ? still : no_more, {{"n", replay.saved}, {"property", story.property}}};
}

}  // namespace

std::string replay_text(const Replay& replay, const Say& say) {
    std::string text = replay.report.title + "\n\n" + say(verdict_in_words(replay)) + "\n";
    if (replay.changed) text += "  " + say("replay.changed"_t) + "\n";
    if (!replay.differ.empty()) {
        std::string steps;
        for (const std::size_t step : replay.differ) steps += fmt::format(" {}", step);
        text += "  " + say("replay.differ"_t, {{"steps", steps}}) + "\n";
    }
    text += "\n" + say("search.bounds"_t) + "\n  " + say(bounds_in_words(replay.report.bounds)) +
            "\n\n" + say("replay.steps"_t) + "\n";
    text +=
        story_text(*replay.report.answer.story, replay.report.labels, replay.report.worlds, say);
    if (replay.next.empty()) return text;
    text += "\n" + say("replay.instead"_t) + "\n";
    for (const words::Phrase& other : replay.instead) text += "  " + say(other) + "\n";
    return text;
}

}  // namespace mqfate::reports
