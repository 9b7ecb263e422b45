#include "reports/explore_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/reports/explorations.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::explore_json_test {

nlohmann::json json_of(const Explored& report) {
    return nlohmann::json::parse(to_json(report), nullptr, false);
}

TEST_CASE("explore json: the members of the contract") {
    const auto json = json_of(complete_search());
    CHECK(json["mqfate"]["scenario_fingerprint"] == "00000000000000ab");
    CHECK(json["verdict"] == "holds");
    CHECK(json["property"].is_null());
    CHECK(json["bounds"]["messages"] == 2);
    CHECK(json["bounds"]["crashes"] == 1);
    CHECK(json["bounds"]["deviations"] == 0);
    CHECK(json["bounds"]["depth"].is_null());
    CHECK(json["bounds"]["seconds"] == 60);
    CHECK(json["worlds"] == 1'200);
    CHECK(json["distinct"] == 700);
    CHECK(json["depth"] == 9);
    CHECK(json["seconds"] == 0.5);
    CHECK(json["ended_by"] == "exhausted");
    CHECK(json["counterexample"].is_null());
    CHECK(json["next_smaller"].is_null());
    CHECK(json["properties"][2]["found_after"] == 4);
}

TEST_CASE("explore json: the bounds say where inside a handler a process may die") {
    Explored report = broken_search();
    CHECK(json_of(report)["bounds"]["sends_of_a_handler"].is_null());
    report.bounds.sends_of_a_handler = 4;
    CHECK(json_of(report)["bounds"]["sends_of_a_handler"] == 4);
    // It is the model's to say, not a scenario's: no saved story asks for it.
    const auto saved = nlohmann::json::parse(saved_story(report), nullptr, false);
    CHECK(saved["explore"]["crashes"] == 1);
    CHECK_FALSE(saved["explore"].contains("sends_of_a_handler"));
}

TEST_CASE("explore json: the bounds say which reductions were on") {
    Explored report = complete_search();
    CHECK(json_of(report)["bounds"]["symmetry"] == false);
    report.bounds.scope.symmetry = report.bounds.scope.partial_order = true;
    CHECK(json_of(report)["bounds"]["symmetry"] == true);
    CHECK(json_of(report)["bounds"]["partial_order"] == true);
}

TEST_CASE("explore json: a counterexample has its steps, its length and nobody's word on time") {
    const auto json = json_of(broken_search());
    CHECK(json["verdict"] == "violated");
    CHECK(json["property"] == "nothing is lost");
    const auto& story = json["counterexample"];
    CHECK(story["length"] == 2);
    CHECK(story["feasible_in_time"].is_null());
    CHECK(story["steps"][0]["who"] == "shop");
    CHECK(story["steps"][0]["brings"][1] == "sends ProduceRequest to b1 #1");
    CHECK(story["steps"][1]["messages"] == nlohmann::json{1});
    CHECK(story["steps"][1]["deviates"] == true);
    CHECK_FALSE(story["steps"][0].contains("world"));
    CHECK(story["fates"][0]["fate"] == "log lost confirmed");
}

TEST_CASE("explore json: what shows a sighting is a witness, and no counterexample") {
    Explored report = broken_search();
    report.answer.result.end = SearchResult::End::exhausted;
    report.answer.properties[0].found_after = {};
    report.answer.story->kind = Property::Kind::sometimes;
    const auto json = json_of(report);
    CHECK(json["verdict"] == "holds");
    CHECK(json["counterexample"].is_null());
    CHECK(json["witness"]["length"] == 2);
}

TEST_CASE("explore json: a search that was stopped says by what, and what is left") {
    const auto json = json_of(stopped_search());
    CHECK(json["verdict"] == "incomplete");
    CHECK(json["ended_by"] == "states");
    CHECK(json["frontier"] == 300);
    CHECK(json["tried_depth"] == 8);
    CHECK(json["estimated_distinct"] == 12'345'678);
    CHECK(json["next_smaller"] == "mqfate explore a/scenario --messages 1");
    Explored late = stopped_search();
    late.answer.result.end = SearchResult::End::stopped;
    CHECK(json_of(late)["ended_by"] == "interrupted");
    late.out_of_time = true;
    CHECK(json_of(late)["ended_by"] == "seconds");
}

Replay replayed() {
    Replay replay;
    replay.report = broken_search();
    replay.saved = 2;
    replay.shows = true;
    return replay;
}

TEST_CASE("replay: a story that still shows what it did, and one that does not any more") {
    CHECK(replay_text(replayed(), {}).find("Still broken after 2 steps: nothing is lost\n") !=
          std::string::npos);
    Replay saved_by_somebody = replayed();
    saved_by_somebody.shows = false;
    saved_by_somebody.changed = true;
    saved_by_somebody.differ = {2};
    const std::string text = replay_text(saved_by_somebody, {});
    CHECK(text.find("Not broken any more after 2 steps: nothing is lost\n") != std::string::npos);
    CHECK(text.find("The scenario's text has changed") != std::string::npos);
    CHECK(text.find("Other things than the file says come of step 2.") != std::string::npos);
    CHECK(nlohmann::json::parse(to_json(replayed()))["diverged_at"].is_null());
}

TEST_CASE("replay: where it diverges, and what may happen there") {
    Replay diverged = replayed();
    diverged.shows = false;
    diverged.saved = 5;
    diverged.next = "b1 gets a letter";
    diverged.instead = {"b1 gets ProduceRequest from shop"};
    const std::string text = replay_text(diverged, {});
    CHECK(text.find("Diverged at step 3 of 5: \"b1 gets a letter\" cannot happen there.") !=
          std::string::npos);
    CHECK(text.find("\nWhat may happen there\n  b1 gets ProduceRequest from shop\n") !=
          std::string::npos);
    CHECK(nlohmann::json::parse(to_json(diverged))["diverged_at"] == 3);
}

}  // namespace mqfate::reports::explore_json_test
