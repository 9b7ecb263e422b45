#include "models/kafka/portrait.hpp"

#include <algorithm>

#include "tests/scenarios/searching/explorations.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::portrait_test {

bool has(const std::vector<words::Phrase>& phrases, const std::string& line) {
    const std::vector<std::string> world = tests::english(phrases);
    return std::find(world.begin(), world.end(), line) != world.end();
}

TEST_CASE("portrait: who leads, what lies where, who believes what, what is under way") {
    const scenarios::Scenario scenario = tests::lost_answer(R"(, "enable.idempotence": false)",
                                                            R"({"properties": ["no-duplicate"]})");
    const Answer answer = tests::explored(scenario);
    REQUIRE(answer.story);
    const auto& beginning = answer.story->beginning;
    CHECK(has(beginning, "controller: b1 leads orders/0 in epoch 0, in sync b1"));
    CHECK(has(beginning,
              "b1: leads orders/0 in epoch 0, in sync b1, log empty, high watermark 0, 0 on disk"));
    const auto& end = answer.story->steps.back().world;
    CHECK(has(end,
              "b1: leads orders/0 in epoch 0, in sync b1, log #1 #1, high watermark 2, "
              "0 on disk"));
    CHECK(has(end, "shop: has published 1 of 1, takes b1 for the leader of orders/0"));
    CHECK(has(end, "under way: nothing"));
    const bool answered = std::any_of(
        answer.story->steps.begin(), answer.story->steps.end(), [](const ToldStep& step) {
            return has(step.world, "under way: ProduceResponse #1 b1 to shop");
        });
    CHECK(answered);
}

}  // namespace mqfate::portrait_test
