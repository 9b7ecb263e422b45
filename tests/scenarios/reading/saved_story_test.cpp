#include "scenarios/reading/saved_story.hpp"

#include <string>

#include "models/kafka/words.hpp"
#include "reports/explore_json.hpp"
#include "tests/scenarios/searching/explorations.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::saved_story_test {

TEST_CASE("saved story: what is saved is what is read") {
    const Scenario scenario = tests::lost_answer(R"(, "enable.idempotence": false)",
                                                 R"({"properties": ["no-duplicate"]})");
    reports::Explored report;
    report.scenario = "a/file.json";
    report.fingerprint = 0xab;
    report.bounds = search_plan(scenario, scenario.exploration).bounds;
    report.answer = tests::explored(scenario);
    report.labels = {scenario.plan->wiring.names, scenario.plan.engine().dialect};

    const auto document = Document::parse(reports::saved_story(report), "story.json");
    REQUIRE(document.has_value());
    const auto story = read_story(*document, kafka::texts);
    REQUIRE_MESSAGE(story.has_value(), story.error().text());
    CHECK(story->scenario == "a/file.json");
    CHECK(story->fingerprint == "00000000000000ab");
    CHECK(story->property == "property.no-duplicate");
    CHECK(search_plan(scenario, story->bounds).bounds.scope == report.bounds.scope);
    CHECK(search_plan(scenario, story->bounds).bounds.messages == report.bounds.messages);
    const auto steps = tests::saved(*report.answer.story);
    REQUIRE(story->steps.size() == steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        CHECK(story->steps[i].who == steps[i].who);
        CHECK(story->steps[i].does == steps[i].does);
        CHECK(story->steps[i].about == steps[i].about);
    }
    REQUIRE(story->brings.size() == steps.size());
    REQUIRE_FALSE(story->brings.front().empty());
    CHECK(story->brings.front().front().does.id() == "fact.published");
}

TEST_CASE("saved story: one whose steps are sentences is refused, and says what to do") {
    const auto story =
        read_story(*Document::parse(R"({"mqfate_story": 1, "steps": [{"does": "goes on"}]})", "x"),
                   kafka::texts);
    REQUIRE_FALSE(story.has_value());
    CHECK(story.error().count() == 1);
    CHECK(story.error().text().find("whose steps are sentences") != std::string::npos);
    CHECK(story.error().text().find("explore --save") != std::string::npos);
}

TEST_CASE("saved story: a step of no code, or without a parameter, is told") {
    const auto story = read_story(*Document::parse(R"({"mqfate_story": 2, "steps": [
            {"who": "b1", "does": {"code": "step.gest"}},
            {"who": "b1", "does": {"code": "step.gets", "from": "p", "mesage": "X"}}]})",
                                                   "x"),
                                  kafka::texts);
    REQUIRE_FALSE(story.has_value());
    for (const char* part : {"step.gest", "\"message\"", "mesage"})
        CHECK_MESSAGE(story.error().text().find(part) != std::string::npos, story.error().text());
}

TEST_CASE("saved story: the scenario that it is of is known before its steps are read") {
    const auto scenario_of = [](const char* text) {
        return scenario_of_story(*Document::parse(text, "x"));
    };
    CHECK(scenario_of(R"({"scenario": "kafka/lost-ack", "steps": [{"does": "?"}]})") ==
          "kafka/lost-ack");
    CHECK(scenario_of(R"({"scenario": 1})").empty());
    CHECK(scenario_of("[]").empty());
    // One that is not named cannot be walked: it is an error of the story.
    const auto nameless = read_story(*Document::parse(R"({"scenario": ""})", "x"), {});
    REQUIRE_FALSE(nameless.has_value());
    CHECK(nameless.error().text().find("names no scenario") != std::string::npos);
}

TEST_CASE("saved story: a file that is none is told with everything it lacks") {
    const auto story =
        read_story(*Document::parse(R"({"steps": [{"who": 1}], "stepz": []})", "x"), kafka::texts);
    REQUIRE_FALSE(story.has_value());
    for (const char* part : {"mqfate_story", "/steps/0/who", "does", "property", "stepz"})
        CHECK_MESSAGE(story.error().text().find(part) != std::string::npos, part);
}

}  // namespace mqfate::scenarios::saved_story_test
