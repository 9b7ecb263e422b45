#include "reports/explore_text.hpp"

#include <fmt/format.h>

#include "reports/table.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

using End = SearchResult::End;

words::Phrase worlds_of(const Answer& answer) {
    return {"search.worlds"_t,
            {{"n", count(answer.result.successors)},
             {"distinct", count(answer.result.distinct)},
             {"depth", answer.result.depth}}};
}

words::Phrase limit_in_words(const Explored& report) {
    const Bounds& bounds = report.bounds;
    switch (report.answer.result.end) {
        case End::depth: return {"search.bound_steps"_t, {{"n", *bounds.depth}}};
        case End::worlds: return {"search.bound_states"_t, {{"n", count(*bounds.states)}}};
        case End::memory: return {"search.bound_bytes"_t, {{"n", count(*bounds.memory)}}};
        default: break;
    }
    if (!report.out_of_time) return "search.an_interruption"_t;
    return {"search.bound_seconds"_t, {{"n", *bounds.seconds}}};
}

std::string incomplete(const Explored& report, const Say& say) {
    const SearchResult& result = report.answer.result;
    std::string text = say("search.incomplete"_t, {{"limit", limit_in_words(report)},
                                                   {"worlds", worlds_of(report.answer)}});
    text += "\n  " + say("search.tried"_t, {{"n", tried_depth(result)}});
    text += "\n  " + say("search.not_tried"_t, {{"n", count(result.frontier)}}) + "\n";
    if (report.about)
        text += "  " + say("search.guess"_t, {{"n", about(*report.about, say)}}) + "\n";
    return text;
}

// Where one client acts first, a way to what is asked before the end may be a longer one.
bool is_shortest(const Scope& scope, Property::Kind kind) {
    const bool reduced = scope.partial_order && scope.budget.deviations == Budget::all;
    return !reduced || kind == Property::Kind::at_the_end;
}

std::string verdict_text(const Explored& report, const Say& say) {
    const Answer& answer = report.answer;
    const PropertyAnswer* decided = culprit(answer);
    const words::Param worlds("worlds", worlds_of(answer));
    switch (verdict(answer)) {
        case Answered::holds:
            return say(answer.result.complete() ? "search.holds"_t : "search.reached"_t, {worlds}) +
                   "\n";
        case Answered::incomplete: return incomplete(report, say);
        case Answered::violated: break;
    }
    const words::Param property("property", decided->property.name);
    if (decided->wanted()) return say("search.never"_t, {property, worlds}) + "\n";
    const bool shortest = is_shortest(report.bounds.scope, decided->property.kind);
    return say(shortest ? "search.violated"_t : "search.violated_a_way"_t,
               {property, worlds, {"n", *decided->found_after}}) +
           "\n";
}

words::Phrase order_in_words(std::uint8_t deviations) {
    if (deviations == 0) return "search.in_order_of_time"_t;
    if (deviations == Budget::all) return "search.any_order"_t;
    return {"search.deviations"_t, {{"n", deviations}}};
}

std::string scope_text(const Explored& report, const Say& say) {
    const Bounds& bounds = report.bounds;
    std::vector<words::Phrase> lines{bounds_in_words(bounds),
                                     order_in_words(bounds.scope.budget.deviations)};
    if (bounds.sends_of_a_handler)
        lines.emplace_back("search.inside_a_handler"_t,
                           std::vector<words::Param>{{"n", *bounds.sends_of_a_handler}});
    if (!bounds.scope.idle_timers) lines.emplace_back("search.no_idle_timers"_t);
    lines.emplace_back(bounds.scope.from_the_start ? "search.from_the_start"_t
                                                   : "search.from_connected"_t);
    lines.insert(lines.end(), report.notes.begin(), report.notes.end());
    const bool holds = verdict(report.answer) == Answered::holds;
    std::string text = holds ? "" : "\n" + say("search.bounds"_t) + "\n";
    for (const words::Phrase& line : lines) text += "  " + say(line) + "\n";
    return text;
}

words::Phrase status_of(const PropertyAnswer& property, const Answer& answer) {
    if (property.found_after)
        return {property.wanted() ? "search.reached_after"_t : "search.broken_after"_t,
                {{"n", *property.found_after}}};
    const bool complete = answer.result.complete();
    if (property.wanted()) return complete ? "search.never_reached"_t : "search.not_reached"_t;
    return complete ? "search.property_holds"_t : "search.not_broken"_t;
}

std::string properties_text(const Explored& report, const Say& say) {
    Table table({"", "", ""}, {false, false, false});
    for (const PropertyAnswer& property : report.answer.properties)
        table.row({say(kind_words(property.property.kind)), say(property.property.name),
                   say(status_of(property, report.answer))});
    const std::string text = table.text();
    std::string all = "\n" + say("search.asked"_t) + "\n" + text.substr(text.find('\n') + 1);
    for (const words::Phrase& left : report.left_out)
        all += "  " + say("search.not_asked"_t, {{"what", left}}) + "\n";
    return all;
}

std::string story_heading(const Explored& report, const Story& story, const Say& say) {
    const bool reach = story.kind == Property::Kind::sometimes;
    const words::Text text =
        is_shortest(report.bounds.scope, story.kind)
            ? (reach ? "search.shortest_way_to_reach"_t : "search.shortest_way_to_break"_t)
            : (reach ? "search.way_to_reach"_t : "search.way_to_break"_t);
    return "\n" + say(text, {{"property", story.property}, {"n", story.steps.size()}}) + "\n";
}

}  // namespace

std::string explore_text(const Explored& report, const Say& say) {
    std::string text = report.title + "\n\n" + verdict_text(report, say);
    text += scope_text(report, say) + properties_text(report, say);
    if (const auto& story = report.answer.story)
        text += story_heading(report, *story, say) +
                story_text(*story, report.labels, report.worlds, say);
    const auto distinct = static_cast<double>(report.answer.result.distinct);
    const double rate = report.seconds > 0 ? distinct / report.seconds : 0;
    text += "\n" +
            say("search.again"_t, {{"seconds", fmt::format("{:.1f}", report.seconds)},
                                   {"rate", count(static_cast<std::uint64_t>(rate))},
                                   {"command", report.again}}) +
            "\n";
    const std::uint64_t collisions = report.answer.result.collisions;
    if (report.verified)
        text += (collisions == 0 ? say("search.verified_none"_t)
                                 : say("search.verified"_t, {{"n", count(collisions)}})) +
                "\n";
    if (!report.smaller.empty() && verdict(report.answer) == Answered::incomplete)
        text += say("search.next_smaller"_t, {{"command", report.smaller}}) + "\n";
    return text;
}

}  // namespace mqfate::reports
