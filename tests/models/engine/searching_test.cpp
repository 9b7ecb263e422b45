// Searches of small scenarios: what they find, how it is told, and the same steps taken again.
#include <algorithm>
#include <set>

#include "tests/scenarios/searching/explorations.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::searching_test {

using tests::explored;
using tests::lost_answer;

const std::string no_duplicate = R"({"properties": ["no-duplicate"]})";
const std::string not_idempotent = R"(, "enable.idempotence": false)";

TEST_CASE("explore: a lost answer is two copies without idempotence, and one with it") {
    const Answer twice = explored(lost_answer(not_idempotent, no_duplicate));
    CHECK(verdict(twice) == Answered::violated);
    REQUIRE(culprit(twice) != nullptr);
    CHECK(culprit(twice)->property.name.id() == "property.no-duplicate");
    REQUIRE(twice.story);
    CHECK(twice.story->steps.size() == *culprit(twice)->found_after);
    REQUIRE(twice.story->fates);
    CHECK(twice.story->fates->fate(Level::log, {0}) == Fate::duplicated);
    CHECK(verdict(explored(lost_answer("", no_duplicate))) == Answered::holds);
}

TEST_CASE("explore: the story has the loss between two appends, told in the scenario's names") {
    const Answer twice = explored(lost_answer(not_idempotent, no_duplicate));
    std::vector<std::string> told;
    int appends = 0;
    for (const ToldStep& step : twice.story->steps) {
        told.push_back(step.who + "|" + tests::english(step.does));
        CHECK_FALSE(step.world.empty());
        for (const TraceEvent& event : step.trace.events())
            if (event.what == Happening::noted &&
                static_cast<FactKind>(event.code) == FactKind::appended)
                ++appends;
    }
    CHECK(appends == 2);
    const auto has = [&](const char* step) {
        return std::find(told.begin(), told.end(), step) != told.end();
    };
    CHECK(told.front() == "shop|fires PublishNext");
    CHECK(has("b1|gets ProduceRequest from shop"));
    CHECK(has("|loses ProduceResponse from b1 to shop"));
    CHECK(has("shop|fires RequestTimeout b1 0"));
}

TEST_CASE("explore: without the loss nothing is there twice, and no story is told") {
    const Answer once = explored(lost_answer(
        not_idempotent, R"({"losses": 0, "properties": ["no-duplicate", "confirmed"]})"));
    CHECK(verdict(once) == Answered::holds);
    CHECK_FALSE(once.story);
}

/// The steps of `story` taken again, in the search of `scenario`.
Replayed replayed(const Scenario& scenario, const std::vector<SavedStep>& steps) {
    const SearchPlan searched = search_plan(scenario, scenario.exploration);
    return searched.plan.engine().replay(searched.plan, searched.bounds.scope,
                                         tests::asked_by(scenario, searched).front(), steps);
}

/// Two producers that nothing tells apart, and an answer that is lost.
Scenario two_shops(const std::string& explore) {
    const std::string shop = R"({"messages": 1, "config": {"linger.ms": 0,
                                 "enable.idempotence": false}})";
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}},
        "producers": {"a": )" +
                              shop + R"(, "b": )" + shop + R"(}},
        "faults": [{"drop": "ProduceResponse", "probability": 0.05}],
        "explore": {"properties": ["no-duplicate"])" +
                              explore + "}}");
}

TEST_CASE("explore: with symmetry a story is as long, keeps to its names, and can be replayed") {
    const Scenario scenario = two_shops("");
    const Answer fewer = explored(scenario);
    const Answer all = explored(two_shops(R"(, "symmetry": false)"));
    CHECK(fewer.result.distinct < all.result.distinct);
    REQUIRE(fewer.story);
    CHECK(fewer.story->steps.size() == all.story->steps.size());
    std::set<std::string> published;
    std::set<std::string> again;
    for (const ToldStep& step : fewer.story->steps) {
        if (tests::english(step.does) == "fires PublishNext") published.insert(step.who);
        if (tests::english(step.does) == "fires ReconnectBackoffOver b1") again.insert(step.who);
    }
    CHECK(published == std::set<std::string>{"a", "b"});
    CHECK(again.size() == 1);
    CHECK(replayed(scenario, tests::saved(*fewer.story)).shows);
}

TEST_CASE("explore: where one client acts first a story can be replayed, and is as near an end") {
    const std::string all = R"({"losses": 0, "deviations": "all", "properties": ["no-duplicate"])";
    const Scenario scenario = lost_answer(not_idempotent, all + "}");
    const Answer fewer = explored(scenario);
    const Answer every =
        explored(lost_answer(not_idempotent, all + R"(, "partial_order": false})"));
    CHECK(verdict(fewer) == Answered::violated);
    CHECK(fewer.result.distinct < every.result.distinct);
    REQUIRE(fewer.story);
    CHECK(fewer.story->steps.size() == every.story->steps.size());
    CHECK(search_plan(scenario, scenario.exploration).notes.size() == 1);
    CHECK(replayed(scenario, tests::saved(*fewer.story)).shows);
}

TEST_CASE("explore: what a complete search never shows is a violation") {
    const Answer never = explored(lost_answer("", R"({"properties": ["log.duplicated > 0"]})"));
    CHECK(never.result.complete());
    CHECK(verdict(never) == Answered::violated);
    CHECK(culprit(never)->property.name.id() == "log.duplicated > 0");
    CHECK_FALSE(never.story);
}

TEST_CASE("explore: a search for sightings only ends when it has them all, and tells the first") {
    const Answer seen = explored(
        lost_answer(not_idempotent, R"({"properties": ["log.duplicated > 0", "confirmed"]})"));
    CHECK(seen.result.end == SearchResult::End::decided);
    CHECK(verdict(seen) == Answered::holds);
    REQUIRE(seen.story);
    CHECK(seen.story->property.id() == "log.duplicated > 0");
}

TEST_CASE("explore: a search that a bound has stopped never says that it holds") {
    for (const char* bound : {R"({"depth": 3})", R"({"states": 5})"}) {
        const Answer stopped = explored(lost_answer("", bound));
        CHECK_FALSE(stopped.result.complete());
        CHECK(verdict(stopped) == Answered::incomplete);
        CHECK(stopped.result.frontier > 0);
    }
    CHECK(tried_depth(explored(lost_answer("", R"({"depth": 3})")).result) == 3);
}

TEST_CASE("explore: whoever watches may end it") {
    const Scenario scenario = lost_answer("", "{}");
    const SearchPlan searched = search_plan(scenario, {});
    auto enough = [](const SearchProgress&) { return false; };
    const Answer stopped = searched.plan.engine().explore(searched.plan, searched.bounds,
                                                          tests::asked_by(scenario, searched),
                                                          {.jobs = 1}, Watcher(enough));
    CHECK(stopped.result.end == SearchResult::End::stopped);
    CHECK(verdict(stopped) == Answered::incomplete);
}

TEST_CASE("explore: the answer is the same on any number of threads") {
    const Scenario scenario = lost_answer(not_idempotent, "{}");
    const Answer one = explored(scenario, 1);
    const Answer three = explored(scenario, 3);
    CHECK(one.result == three.result);
    CHECK(one.layers == three.layers);
}

TEST_CASE("explore: the layers of a complete search have every distinct world once") {
    const Answer answer = explored(lost_answer("", "{}"));
    std::uint64_t sum = 0;
    for (const std::uint64_t layer : answer.layers) sum += layer;
    CHECK(sum == answer.result.distinct);
    CHECK(answer.layers.size() == answer.result.depth + 1);  // with the one of no steps
}

TEST_CASE("replay: a story is found again by the names of its steps") {
    const Scenario scenario = lost_answer(not_idempotent, no_duplicate);
    const Story story = *explored(scenario).story;
    const Replayed again = replayed(scenario, tests::saved(story));
    CHECK(again.shows);
    CHECK(again.instead.empty());
    REQUIRE(again.story.steps.size() == story.steps.size());
    for (std::size_t i = 0; i < story.steps.size(); ++i)
        CHECK(again.story.steps[i].world == story.steps[i].world);
}

TEST_CASE("replay: the model's idea of a repeat makes the same steps end well") {
    const Story story = *explored(lost_answer(not_idempotent, no_duplicate)).story;
    const Scenario saved_by = lost_answer("", no_duplicate);
    CHECK_FALSE(replayed(saved_by, tests::saved(story)).shows);
}

TEST_CASE("replay: it says where a story diverges, and what may happen there") {
    const Scenario scenario = lost_answer(not_idempotent, no_duplicate);
    auto steps = tests::saved(*explored(scenario).story);
    const words::Phrase right = in_one(steps[1].who, steps[1].does);
    steps[1].does = "gets a letter";
    const Replayed again = replayed(scenario, steps);
    CHECK_FALSE(again.shows);
    CHECK(again.story.steps.size() == 1);
    CHECK(std::count(again.instead.begin(), again.instead.end(), right) == 1);
}

}  // namespace mqfate::scenarios::searching_test
