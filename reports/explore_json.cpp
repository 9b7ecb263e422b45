#include "reports/explore_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/words.hpp"

namespace mqfate::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json head(const Explored& report) {
    return {{"version", report.version},
            {"schema_version", 1},
            {"scenario", report.scenario},
            {"scenario_fingerprint", fmt::format("{:016x}", report.fingerprint)}};
}

template <class T> Json or_null(const std::optional<T>& value) {
    if (!value) return nullptr;
    return *value;
}

Json bounds_of(const Bounds& bounds) {
    const Budget& budget = bounds.scope.budget;
    Json json = {{"messages", bounds.messages},
                 {"crashes", budget.crashes},
                 {"losses", budget.losses},
                 {"duplicates", budget.duplicates},
                 {"retries", budget.retries},
                 {"deviations", budget.deviations},
                 {"sends_of_a_handler", or_null(bounds.sends_of_a_handler)},
                 {"depth", or_null(bounds.depth)},
                 {"states", or_null(bounds.states)},
                 {"seconds", or_null(bounds.seconds)},
                 {"memory", or_null(bounds.memory)},
                 {"idle_timers", bounds.scope.idle_timers},
                 {"from_the_start", bounds.scope.from_the_start},
                 {"symmetry", bounds.scope.symmetry},
                 {"partial_order", bounds.scope.partial_order}};
    if (budget.deviations == Budget::all) json["deviations"] = "all";
    return json;
}

Json numbers_of(const std::vector<MessageId>& messages) {
    Json json = Json::array();
    for (const MessageId m : messages) json.push_back(m.value + 1);
    return json;
}

Json steps_of(const Story& story, const Labels& labels, bool worlds) {
    Json steps = Json::array();
    for (const ToldStep& step : story.steps) {
        Json json = {{"number", steps.size() + 1}, {"who", step.who},
                     {"does", step.does},          {"messages", numbers_of(step.about)},
                     {"deviates", step.deviates},  {"brings", effects_in_words(step, labels)}};
        if (step.at) json["at_ns"] = step.at->ns;
        if (worlds) json["world"] = step.world;
        steps.push_back(std::move(json));
    }
    return steps;
}

Json story_json(const Story& story, const Labels& labels, bool worlds) {
    Json json = {{"property", story.property},
                 {"kind", word(story.kind)},
                 {"length", story.steps.size()},
                 {"feasible_in_time", or_null(story.feasible_in_time)},
                 {"added_for_time", story.added_for_time},
                 {"forbidding", story.forbidding}};
    if (worlds) json["beginning"] = story.beginning;
    json["steps"] = steps_of(story, labels, worlds);
    json["fates"] = Json::array();
    if (story.fates)
        for (std::uint32_t m = 0; m < story.fates->message_count(); ++m)
            json["fates"].push_back({{"message", m + 1}, {"fate", fates(*story.fates, {m})}});
    return json;
}

Json properties_of(const Answer& answer) {
    Json all = Json::array();
    for (const PropertyAnswer& property : answer.properties)
        all.push_back({{"property", property.property.name},
                       {"kind", word(property.property.kind)},
                       {"found_after", or_null(property.found_after)}});
    return all;
}

}  // namespace

std::string to_json(const Explored& report) {
    const Answer& answer = report.answer;
    const PropertyAnswer* decided = culprit(answer);
    Json json;
    json["mqfate"] = head(report);
    json["verdict"] = word(verdict(answer));
    json["property"] = decided == nullptr ? Json(nullptr) : Json(decided->property.name);
    json["bounds"] = bounds_of(report.bounds);
    json["worlds"] = answer.result.successors;
    json["distinct"] = answer.result.distinct;
    if (report.verified) json["collisions"] = answer.result.collisions;
    json["depth"] = answer.result.depth;
    json["seconds"] = report.seconds;
    json["ended_by"] = ended_by(report);
    json["tried_depth"] = tried_depth(answer.result);
    json["frontier"] = answer.result.frontier;
    json["estimated_distinct"] = or_null(report.about);
    const bool offers = verdict(answer) == Answered::incomplete && !report.smaller.empty();
    json["next_smaller"] = offers ? Json(report.smaller) : Json(nullptr);
    json["properties"] = properties_of(answer);
    json["left_out"] = report.left_out;
    json["notes"] = report.notes;
    const bool shows = answer.story && answer.story->kind == Property::Kind::sometimes;
    const Json story =
        answer.story ? story_json(*answer.story, report.labels, report.worlds) : Json(nullptr);
    json["counterexample"] = shows ? Json(nullptr) : story;
    json["witness"] = shows ? story : Json(nullptr);
    return text_of(json);
}

std::string saved_story(const Explored& report) {
    const Story& story = *report.answer.story;
    Json json;
    json["mqfate_story"] = 1;
    json["version"] = report.version;
    json["scenario"] = report.scenario;
    json["scenario_fingerprint"] = fmt::format("{:016x}", report.fingerprint);
    json["property"] = story.property;
    json["kind"] = word(story.kind);
    Json bounds = bounds_of(report.bounds);
    for (const char* not_of_a_file : {"sends_of_a_handler", "depth", "states", "seconds", "memory"})
        bounds.erase(not_of_a_file);
    json["explore"] = std::move(bounds);
    json["feasible_in_time"] = or_null(story.feasible_in_time);
    json["forbidding"] = story.forbidding;
    json["steps"] = steps_of(story, report.labels, false);
    return text_of(json);
}

std::string to_json(const Replay& replay) {
    const Story& story = *replay.report.answer.story;
    Json json;
    json["mqfate"] = head(replay.report);
    json["property"] = story.property;
    json["shows"] = replay.shows;
    json["scenario_changed"] = replay.changed;
    json["saved_steps"] = replay.saved;
    json["diverged_at"] = replay.next.empty() ? Json(nullptr) : Json(story.steps.size() + 1);
    json["instead"] = replay.instead;
    json["differ"] = replay.differ;
    json["story"] = story_json(story, replay.report.labels, replay.report.worlds);
    return text_of(json);
}

}  // namespace mqfate::reports
