#include "reports/shrink_text.hpp"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

namespace mqfate::reports::shrink_text_test {

ShrinkResult result() {
    return {.title = "A lost acknowledgement",
            .sight = {Level::log, Fate::duplicated, Cause::ack_lost_then_retried},
            .from = {1'000, 3, 7},
            .to = {1, 1, 1},
            .runs = 12'345,
            .candidates = 67,
            .scenario = "{\n  \"runs\": 1,\n  \"seed\": 1.50\n}\n",
            .saved = ""};
}

TEST_CASE("shrink text: it says what it shows, how much smaller, and how many runs it took") {
    const std::string text = shrink_text(result(), {});
    CHECK(text ==
          "A lost acknowledgement\n\n"
          "Shows    log duplicated, ack_lost_then_retried: appended, the answer lost, sent again\n"
          "Smaller  messages 1,000 -> 1, faults 3 -> 1, settings off default 7 -> 1\n"
          "Took     12,345 runs of 67 scenarios\n\n"
          "{\n  \"runs\": 1,\n  \"seed\": 1.50\n}\n");
}

TEST_CASE("shrink text: an interruption, and where it was saved, are told") {
    ShrinkResult r = result();
    CHECK(shrink_text(r, {}).find("Interrupted") == std::string::npos);
    r.interrupted = true;
    r.saved = "small.json";
    CHECK(shrink_text(r, {}).find("Interrupted: the smallest so far.\n") != std::string::npos);
    CHECK(shrink_text(r, {}).find("Again: mqfate run small.json\n") != std::string::npos);
}

TEST_CASE("shrink json: the scenario is part of it, with its numbers as they were written") {
    const std::string text = shrink_json(result());
    CHECK(text.find("1.50") != std::string::npos);
    const auto json = nlohmann::json::parse(text);
    CHECK(json["shows"] == nlohmann::json{{"level", "log"},
                                          {"fate", "duplicated"},
                                          {"cause", "ack_lost_then_retried"}});
    CHECK(json["from"] == nlohmann::json{{"messages", 1'000}, {"faults", 3}, {"settings", 7}});
    CHECK(json["to"] == nlohmann::json{{"messages", 1}, {"faults", 1}, {"settings", 1}});
    CHECK(json["runs"] == 12'345);
    CHECK(json["interrupted"] == false);
    CHECK(json["scenario"] == nlohmann::json{{"runs", 1}, {"seed", 1.5}});
}

TEST_CASE("shrink json: a fate without a cause has null there") {
    ShrinkResult r = result();
    r.sight = {Level::log, Fate::phantom, Cause::none};
    CHECK(nlohmann::json::parse(shrink_json(r))["shows"]["cause"].is_null());
    CHECK(shrink_text(r, {}).find("Shows    log phantom\n") != std::string::npos);
}

}  // namespace mqfate::reports::shrink_text_test
