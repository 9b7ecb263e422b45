#include "reports/explored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/timeline.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {
namespace {

std::string some(std::uint64_t n, const char* one, const char* many) {
    return (n == 0 ? "no" : count(n)) + " " + (n == 1 ? one : many);
}

std::string numbers(std::span<const MessageId> messages) {
    std::string text;
    for (const MessageId m : messages) text += fmt::format(" #{}", m.value + 1);
    return text;
}

/// The lines of `now` that `before` does not have.
std::string changes(const std::vector<std::string>& before, const std::vector<std::string>& now) {
    std::string text;
    for (const std::string& line : now)
        if (std::find(before.begin(), before.end(), line) == before.end())
            text += "          | " + line + "\n";
    return text;
}

/// When a step comes in the timed scenario, as a column; nothing without one.
std::string at(const ToldStep& step) {
    return step.at ? instant(Instant{} + *step.at) + "  " : std::string{};
}

std::string in_time_text(const Story& story) {
    if (!story.feasible_in_time) return {};
    if (*story.feasible_in_time) {
        const std::string more =
            story.added_for_time == 0
                ? ""
                : fmt::format(" ({} more than a shortest way has, since they come meanwhile)",
                              some(story.added_for_time, "step", "steps"));
        return "  Feasible in time: for one, at the instants below" + more + ".\n";
    }
    std::string text = "  Needs an order that real time forbids:\n";
    for (const std::string& bound : story.forbidding) text += "    " + bound + "\n";
    return text;
}

}  // namespace

std::string bounds_in_words(const Bounds& bounds) {
    const Budget& budget = bounds.scope.budget;
    return fmt::format(
        "{} of each producer, {}, {}, {}, {}", some(bounds.messages, "message", "messages"),
        some(budget.crashes, "crash", "crashes"), some(budget.losses, "loss", "losses"),
        some(budget.duplicates, "duplicate", "duplicates"),
        some(budget.retries, "retry", "retries"));
}

std::string numbers(const std::vector<MessageId>& messages) {
    return numbers(std::span<const MessageId>(messages));
}

std::vector<std::string> effects_in_words(const ToldStep& step, const Labels& labels) {
    std::vector<std::string> lines;
    bool named = step.does.rfind("loses ", 0) == 0;  // the loss that the step itself tells
    for (const TraceEvent& event : step.trace.events()) {
        if (event.what == Happening::lost && std::exchange(named, false)) continue;
        const std::string words = happening(event, labels);
        if (words.empty()) continue;
        const std::string who = event.node == no_node ? "" : labels.nodes[index(event.node)];
        std::string line = who == step.who ? "" : who + ": ";
        if (event.what == Happening::sent) line += "sends ";
        lines.push_back(line + words + numbers(step.trace.messages(event)));
    }
    return lines;
}

std::string_view word(Answered verdict) {
    switch (verdict) {
        case Answered::holds: return "holds";
        case Answered::violated: return "violated";
        case Answered::incomplete: return "incomplete";
    }
    return {};
}

std::string_view word(Property::Kind kind) {
    switch (kind) {
        case Property::Kind::always: return "always";
        case Property::Kind::at_the_end: return "at the end";
        case Property::Kind::sometimes: return "sometimes";
    }
    return {};
}

std::string_view ended_by(const Explored& report) {
    switch (report.answer.result.end) {
        case SearchResult::End::exhausted: return "exhausted";
        case SearchResult::End::decided: return "decided";
        case SearchResult::End::depth: return "depth";
        case SearchResult::End::worlds: return "states";
        case SearchResult::End::memory: return "memory";
        case SearchResult::End::stopped: return report.out_of_time ? "seconds" : "interrupted";
    }
    return {};
}

std::string story_text(const Story& story, const Labels& labels, bool worlds) {
    std::size_t wide = 0;
    for (const ToldStep& step : story.steps) wide = std::max(wide, columns(step.who));
    std::string text = in_time_text(story);
    if (worlds) text += changes({}, story.beginning);
    const std::vector<std::string>* before = &story.beginning;
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
        const ToldStep& step = story.steps[i];
        text += fmt::format("  {:>4}  {}{}  {}{}{}\n", i + 1, at(step), padded(step.who, wide),
                            step.does, numbers(step.about),
                            step.deviates ? " (out of the order of time)" : "");
        for (const std::string& effect : effects_in_words(step, labels))
            text += fmt::format("        {}    {}\n", padded("", wide + columns(at(step))), effect);
        if (worlds) text += changes(*before, step.world);
        before = &step.world;
    }
    if (story.feasible_in_time)
        text += *story.feasible_in_time
                    ? "  It can happen with the scenario's times.\n"
                    : "  No order of it was found that the scenario's times allow.\n";
    if (!story.fates) return text;
    for (std::uint32_t m = 0; m < story.fates->message_count(); ++m)
        if (story.fates->belief({m}) != Belief::unpublished)
            text += fmt::format("  {:>4}  #{}: {}\n", m == 0 ? "end" : "", m + 1,
                                fates(*story.fates, {m}));
    return text;
}

}  // namespace mqfate::reports
