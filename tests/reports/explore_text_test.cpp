#include "reports/explore_text.hpp"

#include "tests/reports/explorations.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::explore_text_test {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("explore text: what holds is told with all of its bounds and what was not tried") {
    CHECK(explore_text(complete_search(), {}) == R"(A title

Holds in all 1,200 worlds (700 distinct, depth 9), bounds:
  2 messages of each producer, 1 crash, no losses, no duplicates, 2 retries
  in the order of time: no time-out fires while what it waits for may still come (--deviations N)
  without rounds that change nothing (--idle-timers)
  from the moment when all processes have connected (--from-start)

Asked
  at the end  nothing is lost  holds
  always      logs agree       holds
  sometimes   it is confirmed  reached after 4 steps

0.5 s, 1,400 worlds/s. Again: mqfate explore a/scenario
)");
}

TEST_CASE("explore text: what is broken is told as a numbered story with its fates") {
    const std::string text = explore_text(broken_search(), {});
    CHECK(has(text,
              "Violated: nothing is lost. The shortest way has 2 steps; found after 1,200 "
              "worlds (700 distinct, depth 9).\n"));
    CHECK(has(text, "at the end  nothing is lost  broken after 2 steps\n"));
    CHECK(has(text, "always      logs agree       not broken so far\n"));
    CHECK(has(text, R"(
A shortest way to break: nothing is lost (2 steps)
     1  shop  fires PublishNext
                the application publishes it #1
                sends ProduceRequest to b1 #1
     2        loses ProduceRequest from shop to b1 #1 (out of the order of time)
   end  #1: log lost confirmed
)"));
}

TEST_CASE("explore text: where one client acts first a way to what is no end may be longer") {
    Explored report = broken_search();
    report.bounds.scope.partial_order = true;
    CHECK(has(explore_text(report, {}), "The shortest way has 2 steps"));
    report.bounds.scope.budget.deviations = Budget::all;
    CHECK(has(explore_text(report, {}), "The shortest way has 2 steps"));  // asked at the end
    report.answer.properties[0].property.kind = Property::Kind::always;
    report.answer.story->kind = Property::Kind::always;
    CHECK(has(explore_text(report, {}), "Violated: nothing is lost. A way has 2 steps"));
    CHECK(has(explore_text(report, {}), "\nA way to break: nothing is lost (2 steps)"));
}

TEST_CASE("explore text: whether a story can happen in time is told by whoever has looked") {
    Explored report = broken_search();
    CHECK_FALSE(has(explore_text(report, {}), "scenario's times"));
    report.answer.story->feasible_in_time = false;
    CHECK(has(explore_text(report, {}),
              "No order of it was found that the scenario's times allow.\n"));
    report.answer.story->feasible_in_time = true;
    CHECK(has(explore_text(report, {}), "It can happen with the scenario's times.\n"));
}

TEST_CASE("explore text: on request the world after each step, as far as it has changed") {
    Explored report = broken_search();
    report.worlds = true;
    const std::string text = explore_text(report, {});
    CHECK(has(text, "(2 steps)\n          | b1: log empty\n          | under way: nothing\n"));
    CHECK(has(text, "to b1 #1\n          | under way: ProduceRequest #1 shop to b1\n     2 "));
}

TEST_CASE("explore text: a search that was stopped says how far it came and never that it holds") {
    const std::string text = explore_text(stopped_search(), {});
    CHECK_FALSE(has(text, "olds in all"));
    CHECK(has(text, "Incomplete: stopped by the bound of 700 states after 1,200 worlds"));
    CHECK(has(text, "Tried: every way of at most 8 steps"));  // the ninth layer is half done
    CHECK(has(text, "Not tried: whatever follows 300 worlds"));
    CHECK(has(text, "about 12 million distinct worlds"));
    CHECK(has(text, "it is confirmed  not reached so far"));
    CHECK(has(text, "\nNext, smaller: mqfate explore a/scenario --messages 1\n"));
}

TEST_CASE("explore text: a sighting that a complete search never had is a violation") {
    Explored report = complete_search();
    report.answer.properties[2].found_after = {};
    const std::string text = explore_text(report, {});
    CHECK(has(text, "Violated: it is confirmed: never, in all 1,200 worlds"));
    CHECK(has(text, "it is confirmed  never reached"));
}

TEST_CASE("explore text: where inside a handler a process may die is said where one may") {
    Explored report = complete_search();
    CHECK_FALSE(has(explore_text(report, {}), "inside a handler"));
    report.bounds.sends_of_a_handler = 4;
    CHECK(has(explore_text(report, {}),
              "\n  inside a handler: a process may die before any of its first 4 messages\n"));
}

TEST_CASE("explore text: deviations are told as they are bounded") {
    Explored report = complete_search();
    report.bounds.scope.budget.deviations = 2;
    CHECK(has(explore_text(report, {}), "at most 2 steps out of the order of time"));
    report.bounds.scope.budget.deviations = Budget::all;
    CHECK(has(explore_text(report, {}), "in any order, time-outs at any moment"));
}

}  // namespace mqfate::reports::explore_text_test
