#include "reports/explored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/timeline.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

/// "no losses", "1 loss", "2 losses".
words::Phrase some(words::Text text, std::uint64_t n) {
    return {text, {{"n", n == 0 ? words::Phrase("number.no"_t) : words::Phrase(count(n))}}};
}

std::string numbers(std::span<const MessageId> messages) {
    std::string text;
    for (const MessageId m : messages) text += fmt::format(" #{}", m.value + 1);
    return text;
}

/// The lines of `now` that `before` does not have.
std::string changes(const std::vector<words::Phrase>& before, const std::vector<words::Phrase>& now,
                    const Say& say) {
    std::string text;
    for (const words::Phrase& line : now)
        if (std::find(before.begin(), before.end(), line) == before.end())
            text += "          | " + say(line) + "\n";
    return text;
}

/// When a step comes in the timed scenario, as a column; nothing without one.
std::string at(const ToldStep& step) {
    return step.at ? instant(Instant{} + *step.at) + "  " : std::string{};
}

std::string in_time_text(const Story& story, const Say& say) {
    if (!story.feasible_in_time) return {};
    if (*story.feasible_in_time)
        return "  " +
               (story.added_for_time == 0
                    ? say("story.feasible"_t)
                    : say("story.feasible_with_more"_t, {{"n", count(story.added_for_time)}})) +
               "\n";
    std::string text = "  " + say("story.forbidden"_t) + "\n";
    for (const words::Phrase& bound : story.forbidding) text += "    " + say(bound) + "\n";
    return text;
}

}  // namespace

words::Phrase bounds_in_words(const Bounds& bounds) {
    const Budget& budget = bounds.scope.budget;
    return {"search.budget"_t,
            {{"messages", some("search.messages"_t, bounds.messages)},
             {"crashes", some("search.crashes"_t, budget.crashes)},
             {"losses", some("search.losses"_t, budget.losses)},
             {"duplicates", some("search.duplicates"_t, budget.duplicates)},
             {"retries", some("search.retries"_t, budget.retries)}}};
}

std::string numbers(const std::vector<MessageId>& messages) {
    return numbers(std::span<const MessageId>(messages));
}

std::vector<Effect> effects_of(const ToldStep& step, const Labels& labels) {
    std::vector<Effect> effects;
    bool told = step.loses;  // the loss that the step itself tells
    for (const TraceEvent& event : step.trace.events()) {
        if (event.what == Happening::lost && std::exchange(told, false)) continue;
        words::Phrase what = happening(event, labels);
        if (what.empty()) continue;
        if (event.what == Happening::sent) what = {"event.sends"_t, what.params()};
        const auto messages = step.trace.messages(event);
        effects.push_back({event.node == no_node ? "" : labels.nodes[index(event.node)],
                           std::move(what),
                           {messages.begin(), messages.end()}});
    }
    return effects;
}

std::string line(const Effect& effect, const ToldStep& step, const Say& say) {
    const std::string who = effect.who == step.who ? "" : effect.who + ": ";
    return who + say(effect.what) + numbers(effect.about);
}

std::string_view word(Answered verdict) {
    switch (verdict) {
        case Answered::holds: return "holds";
        case Answered::violated: return "violated";
        case Answered::incomplete: return "incomplete";
    }
    return {};
}

words::Text kind_words(Property::Kind kind) {
    switch (kind) {
        case Property::Kind::always: return "search.always"_t;
        case Property::Kind::at_the_end: return "search.at_the_end"_t;
        case Property::Kind::sometimes: break;
    }
    return "search.sometimes"_t;
}
std::string_view word(Property::Kind kind) { return kind_words(kind).en; }

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

std::string story_text(const Story& story, const Labels& labels, bool worlds, const Say& say) {
    std::size_t wide = 0;
    for (const ToldStep& step : story.steps) wide = std::max(wide, columns(step.who));
    std::string text = in_time_text(story, say);
    if (worlds) text += changes({}, story.beginning, say);
    const std::vector<words::Phrase>* before = &story.beginning;
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
        const ToldStep& step = story.steps[i];
        text += fmt::format("  {:>4}  {}{}  {}{}{}\n", i + 1, at(step), padded(step.who, wide),
                            say(step.does), numbers(step.about),
                            step.deviates ? " " + say("story.out_of_order"_t) : "");
        for (const Effect& effect : effects_of(step, labels))
            text += fmt::format("        {}    {}\n", padded("", wide + columns(at(step))),
                                line(effect, step, say));
        if (worlds) text += changes(*before, step.world, say);
        before = &step.world;
    }
    if (story.feasible_in_time)
        text +=
            "  " + say(*story.feasible_in_time ? "story.can_happen"_t : "story.no_order"_t) + "\n";
    if (!story.fates) return text;
    for (std::uint32_t m = 0; m < story.fates->message_count(); ++m)
        if (story.fates->belief({m}) != Belief::unpublished)
            text += "  " + padded(m == 0 ? say("story.end"_t) : "", 4, true) +
                    fmt::format("  #{}: {}\n", m + 1, say(fates(*story.fates, {m})));
    return text;
}

}  // namespace mqfate::reports
