#include "reports/explore_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/words.hpp"
#include "sim/base/ensure.hpp"

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

/// Sentences in a contract are English, whatever the reports are.
std::string text_of(const words::Phrase& phrase) { return phrase.in(words::Language::en); }
Json texts_of(const std::vector<words::Phrase>& phrases) {
    Json all = Json::array();
    for (const words::Phrase& phrase : phrases) all.push_back(text_of(phrase));
    return all;
}

Json steps_of(const Story& story, const Labels& labels, bool worlds) {
    Json steps = Json::array();
    for (const ToldStep& step : story.steps) {
        Json brings = Json::array();
        for (const Effect& effect : effects_of(step, labels))
            brings.push_back(line(effect, step, {}));
        Json json = {{"number", steps.size() + 1}, {"who", step.who},
                     {"does", text_of(step.does)}, {"messages", numbers_of(step.about)},
                     {"deviates", step.deviates},  {"brings", std::move(brings)}};
        if (step.at) json["at_ns"] = step.at->ns;
        if (worlds) json["world"] = texts_of(step.world);
        steps.push_back(std::move(json));
    }
    return steps;
}

/// A phrase by its codes.
Json codes_of(const words::Phrase& phrase) {
    if (phrase.is_verbatim()) return phrase.id();
    Json json = {{"code", phrase.code()}};
    for (const words::Param& param : phrase.params()) {
        ENSURE(param.phrases.size() < 2, "a step has no lists");
        json[std::string(param.name)] =
            param.phrases.empty() ? Json(param.text) : codes_of(param.phrases.front());
    }
    return json;
}

Json saved_steps_of(const Story& story, const Labels& labels) {
    Json steps = Json::array();
    for (const ToldStep& step : story.steps) {
        Json json = {{"number", steps.size() + 1},  {"who", step.who},
                     {"does", codes_of(step.does)}, {"messages", numbers_of(step.about)},
                     {"deviates", step.deviates},   {"brings", Json::array()}};
        for (const Effect& effect : effects_of(step, labels))
            json["brings"].push_back({{"who", effect.who},
                                      {"does", codes_of(effect.what)},
                                      {"messages", numbers_of(effect.about)}});
        if (step.at) json["at_ns"] = step.at->ns;
        json["told"] = (step.who.empty() ? "" : step.who + " ") + text_of(step.does);
        steps.push_back(std::move(json));
    }
    return steps;
}

Json story_json(const Story& story, const Labels& labels, bool worlds) {
    Json json = {{"property", text_of(story.property)},
                 {"kind", word(story.kind)},
                 {"length", story.steps.size()},
                 {"feasible_in_time", or_null(story.feasible_in_time)},
                 {"added_for_time", story.added_for_time},
                 {"forbidding", texts_of(story.forbidding)}};
    if (worlds) json["beginning"] = texts_of(story.beginning);
    json["steps"] = steps_of(story, labels, worlds);
    json["fates"] = Json::array();
    if (story.fates)
        for (std::uint32_t m = 0; m < story.fates->message_count(); ++m)
            json["fates"].push_back(
                {{"message", m + 1}, {"fate", text_of(fates(*story.fates, {m}))}});
    return json;
}

Json properties_of(const Answer& answer) {
    Json all = Json::array();
    for (const PropertyAnswer& property : answer.properties)
        all.push_back({{"property", text_of(property.property.name)},
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
    json["property"] = decided == nullptr ? Json(nullptr) : Json(text_of(decided->property.name));
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
    json["left_out"] = texts_of(report.left_out);
    json["notes"] = texts_of(report.notes);
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
    json["mqfate_story"] = 2;
    json["version"] = report.version;
    json["scenario"] = report.scenario;
    json["scenario_fingerprint"] = fmt::format("{:016x}", report.fingerprint);
    json["property"] = story.property.id();
    json["told"] = text_of(story.property);
    json["kind"] = word(story.kind);
    Json bounds = bounds_of(report.bounds);
    for (const char* not_of_a_file : {"sends_of_a_handler", "depth", "states", "seconds", "memory"})
        bounds.erase(not_of_a_file);
    json["explore"] = std::move(bounds);
    json["feasible_in_time"] = or_null(story.feasible_in_time);
    json["forbidding"] = texts_of(story.forbidding);
    json["steps"] = saved_steps_of(story, report.labels);
    return text_of(json);
}

std::string to_json(const Replay& replay) {
    const Story& story = *replay.report.answer.story;
    Json json;
    json["mqfate"] = head(replay.report);
    json["property"] = text_of(story.property);
    json["shows"] = replay.shows;
    json["scenario_changed"] = replay.changed;
    json["saved_steps"] = replay.saved;
    json["diverged_at"] = replay.next.empty() ? Json(nullptr) : Json(story.steps.size() + 1);
    json["instead"] = texts_of(replay.instead);
    json["differ"] = replay.differ;
    json["story"] = story_json(story, replay.report.labels, replay.report.worlds);
    return text_of(json);
}

}  // namespace mqfate::reports
