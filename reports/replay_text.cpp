// What `replay` prints for people. Tested by: tests/reports/explore_json_test.cpp.
#include <fmt/format.h>

#include "reports/explore_json.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {
namespace {

std::string verdict_text(const Replay& replay) {
    const Story& story = *replay.report.answer.story;
    const std::string_view shown = story.kind == Property::Kind::sometimes ? "reached" : "broken";
    if (!replay.next.empty())
        return fmt::format("Diverged at step {} of {}: \"{}\" cannot happen there.\n",
                           story.steps.size() + 1, replay.saved, replay.next);
    if (replay.shows)
        return fmt::format("Still {} after {} steps: {}\n", shown, replay.saved, story.property);
    return fmt::format("Not {} any more after {} steps: {}\n", shown, replay.saved, story.property);
}

}  // namespace

std::string replay_text(const Replay& replay) {
    std::string text = replay.report.title + "\n\n" + verdict_text(replay);
    if (replay.changed) text += "  The scenario's text has changed since the story was saved.\n";
    if (!replay.differ.empty()) {
        text += "  Other things than the file says come of step";
        for (const std::size_t step : replay.differ) text += fmt::format(" {}", step);
        text += ".\n";
    }
    text += "\nBounds\n  " + bounds_in_words(replay.report.bounds) + "\n\nSteps\n";
    text += story_text(*replay.report.answer.story, replay.report.labels, replay.report.worlds);
    if (replay.next.empty()) return text;
    text += "\nWhat may happen there\n";
    for (const std::string& other : replay.instead) text += "  " + other + "\n";
    return text;
}

}  // namespace mqfate::reports
