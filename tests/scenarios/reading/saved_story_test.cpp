#include "scenarios/reading/saved_story.hpp"

#include <string>

#include "reports/explore_json.hpp"
#include "tests/scenarios/searching/explorations.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios {
namespace {

TEST_CASE("saved story: what is saved is what is read") {
    const Scenario scenario = tests::lost_answer(R"(, "enable.idempotence": false)",
                                                 R"({"properties": ["no-duplicate"]})");
    reports::Explored report;
    report.scenario = "a/file.json";
    report.fingerprint = 0xab;
    report.bounds = search_plan(scenario, scenario.exploration).bounds;
    report.answer = tests::explored(scenario);
    report.labels.nodes = scenario.plan.wiring.names;
    report.labels.bodies.assign(30, "message");
    report.labels.timers.assign(30, "timer");

    const auto document = Document::parse(reports::saved_story(report), "story.json");
    REQUIRE(document.has_value());
    const auto story = read_story(*document);
    REQUIRE_MESSAGE(story.has_value(), story.error().text());
    CHECK(story->scenario == "a/file.json");
    CHECK(story->fingerprint == "00000000000000ab");
    CHECK(story->property == "no message is in the log twice");
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
    CHECK_FALSE(story->brings.front().empty());
}

TEST_CASE("saved story: a file that is none is told with everything it lacks") {
    const auto story = read_story(*Document::parse(R"({"steps": [{"who": 1}], "stepz": []})", "x"));
    REQUIRE_FALSE(story.has_value());
    for (const char* part : {"mqfate_story", "/steps/0/who", "does", "property", "stepz"})
        CHECK_MESSAGE(story.error().text().find(part) != std::string::npos, part);
}

}  // namespace
}  // namespace mqfate::scenarios
