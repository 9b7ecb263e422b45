#include "reports/explore_text.hpp"

#include <fmt/format.h>

#include "reports/table.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {
namespace {

using End = SearchResult::End;

std::string worlds_of(const Answer& answer) {
    return fmt::format("{} worlds ({} distinct, depth {})", count(answer.result.successors),
                       count(answer.result.distinct), answer.result.depth);
}

std::string limit_in_words(const Explored& report) {
    const Bounds& bounds = report.bounds;
    switch (report.answer.result.end) {
        case End::depth: return fmt::format("the bound of {} steps", *bounds.depth);
        case End::worlds: return fmt::format("the bound of {} states", count(*bounds.states));
        case End::memory: return fmt::format("the bound of {} bytes", count(*bounds.memory));
        default: break;
    }
    return report.out_of_time ? fmt::format("the bound of {} seconds", *bounds.seconds)
                              : std::string("an interruption");
}

std::string incomplete(const Explored& report) {
    const SearchResult& result = report.answer.result;
    std::string text = fmt::format("Incomplete: stopped by {} after {}.\n", limit_in_words(report),
                                   worlds_of(report.answer));
    text += fmt::format("  Tried: every way of at most {} steps; nothing asked is broken so far.\n",
                        tried_depth(result));
    text += fmt::format(
        "  Not tried: whatever follows {} worlds that were reached and not looked "
        "beyond.\n",
        count(result.frontier));
    if (report.about)
        text += fmt::format(
            "  A guess at the whole, by the shape of its layers: about {} distinct "
            "worlds.\n",
            about(*report.about));
    return text;
}

// Where one client acts first, a way to what is asked before the end may be a longer one.
bool is_shortest(const Scope& scope, Property::Kind kind) {
    const bool reduced = scope.partial_order && scope.budget.deviations == Budget::all;
    return !reduced || kind == Property::Kind::at_the_end;
}

std::string verdict_text(const Explored& report) {
    const Answer& answer = report.answer;
    const PropertyAnswer* decided = culprit(answer);
    switch (verdict(answer)) {
        case Answered::holds:
            if (answer.result.complete())
                return fmt::format("Holds in all {}, bounds:\n", worlds_of(answer));
            return fmt::format("Reached, all that was asked, after {}. Bounds:\n",
                               worlds_of(answer));
        case Answered::incomplete: return incomplete(report);
        case Answered::violated: break;
    }
    if (decided->wanted())
        return fmt::format("Violated: {}: never, in all {}.\n", decided->property.name,
                           worlds_of(answer));
    const bool shortest = is_shortest(report.bounds.scope, decided->property.kind);
    return fmt::format("Violated: {}. {} way has {} steps; found after {}.\n",
                       decided->property.name, shortest ? "The shortest" : "A",
                       *decided->found_after, worlds_of(answer));
}

std::string scope_text(const Explored& report) {
    const Bounds& bounds = report.bounds;
    const bool holds = verdict(report.answer) == Answered::holds;
    std::string text = (holds ? "  " : "\nBounds\n  ") + bounds_in_words(bounds) + "\n";
    const std::uint8_t deviations = bounds.scope.budget.deviations;
    if (deviations == 0)
        text +=
            "  in the order of time: no time-out fires while what it waits for may still come "
            "(--deviations N)\n";
    else if (deviations == Budget::all)
        text += "  in any order, time-outs at any moment\n";
    else
        text += fmt::format("  at most {} steps out of the order of time\n", deviations);
    if (bounds.sends_of_a_handler)
        text += fmt::format(
            "  inside a handler: a process may die before any of its first {} messages\n",
            *bounds.sends_of_a_handler);
    if (!bounds.scope.idle_timers) text += "  without rounds that change nothing (--idle-timers)\n";
    text += bounds.scope.from_the_start
                ? "  from the start of the processes\n"
                : "  from the moment when all processes have connected (--from-start)\n";
    for (const std::string& note : report.notes) text += "  " + note + "\n";
    return text;
}

std::string status_of(const PropertyAnswer& property, const Answer& answer) {
    if (property.found_after)
        return fmt::format("{} after {} steps", property.wanted() ? "reached" : "broken",
                           *property.found_after);
    const bool complete = answer.result.complete();
    if (property.wanted()) return complete ? "never reached" : "not reached so far";
    return complete ? "holds" : "not broken so far";
}

std::string properties_text(const Explored& report) {
    Table table({"", "", ""}, {false, false, false});
    for (const PropertyAnswer& property : report.answer.properties)
        table.row({std::string(word(property.property.kind)), property.property.name,
                   status_of(property, report.answer)});
    const std::string text = table.text();
    std::string all = "\nAsked\n" + text.substr(text.find('\n') + 1);
    for (const std::string& left : report.left_out) all += "  not asked: " + left + "\n";
    return all;
}

}  // namespace

std::string explore_text(const Explored& report) {
    std::string text = report.title + "\n\n" + verdict_text(report);
    text += scope_text(report) + properties_text(report);
    if (const auto& story = report.answer.story)
        text += fmt::format("\nA {}way to {}: {} ({} steps)\n",
                            is_shortest(report.bounds.scope, story->kind) ? "shortest " : "",
                            story->kind == Property::Kind::sometimes ? "reach" : "break",
                            story->property, story->steps.size()) +
                story_text(*story, report.labels, report.worlds);
    text += fmt::format(
        "\n{:.1f} s, {} worlds/s. Again: {}\n", report.seconds,
        count(static_cast<std::uint64_t>(
            report.seconds > 0 ? static_cast<double>(report.answer.result.distinct) / report.seconds
                               : 0)),
        report.again);
    if (report.verified)
        text += fmt::format(
            "Verified: whole worlds were kept; {} of them were taken for another.\n",
            report.answer.result.collisions == 0 ? "none" : count(report.answer.result.collisions));
    if (!report.smaller.empty() && verdict(report.answer) == Answered::incomplete)
        text += "Next, smaller: " + report.smaller + "\n";
    return text;
}

}  // namespace mqfate::reports
