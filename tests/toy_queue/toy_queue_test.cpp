// The toy queue as a whole second system: run, compared, explored, told in both languages, shrunk.
//
// Nothing outside this folder knows of it but the list of systems, which this program has its own
// of (systems.cpp). docs/a-new-system.md walks through the files.
#include <string>

#include "models/engine.hpp"
#include "scenarios/systems/all.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/toy_queue/causes.hpp"
#include "tests/toy_queue/toy_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::toy_queue::toy_queue_test {

TEST_CASE("toy queue: it is the only system of this program") {
    REQUIRE(scenarios::all_systems().size() == 1);
    CHECK(scenarios::all_systems()[0].key == "toy_queue");
}

TEST_CASE("toy queue: without a fault each audience gets every message once") {
    const Outcome outcome = tests::simulated(text("50", two_and_one, ""), 5);
    // 50 messages of 5 runs for each of two audiences.
    for (const Level level : {Level::log, Level::delivery, Level::effect})
        CHECK(total(outcome, level, Fate::exactly_once) == 500);
}

TEST_CASE("toy queue: an acknowledgement that is lost makes the other worker repeat the effect") {
    const Outcome outcome = tests::simulated(
        text("50", two_and_one, R"({"reset": "Done", "from": "w1", "nth": 3})"), 5);
    CHECK(total(outcome, Level::effect, Fate::duplicated) == 5);  // one a run
    CHECK(total(outcome, causes::unacknowledged_then_given_again) == 5);
    // What is acknowledged is deleted, and not lost for that.
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 500);
}

TEST_CASE("toy queue: two audiences are judged apart") {
    const Outcome outcome = tests::simulated(
        text("50", two_and_one, R"({"reset": "Done", "from": "w1", "nth": 3})"), 5);
    for (const RunSummary& run : outcome.runs) {
        REQUIRE(run.fates.by_audience.size() == 2);
        CHECK(run.fates.by_audience[0].at(Level::effect, Fate::duplicated) == 1);
        CHECK(run.fates.by_audience[0].at(Level::effect, Fate::exactly_once) == 49);
        CHECK(run.fates.by_audience[1].at(Level::effect, Fate::exactly_once) == 50);
    }
}

TEST_CASE("toy queue: the queue is in memory, and what it had when it died is lost, confirmed") {
    const std::string slow =
        R"("w1": {"audience": "billing", "work": "20ms"}, "scribe": {"audience": "audit"})";
    const Outcome outcome = tests::simulated(
        text("50", slow, R"({"crash": "the queue", "at": "30ms", "restart_after": "10ms"})"), 5);
    const std::uint64_t lost = total(outcome, Level::log, Fate::lost_confirmed);
    CHECK(lost > 0);
    CHECK(total(outcome, causes::queue_was_in_memory) >= lost);
    // Its neighbour: while it lives nothing is lost.
    CHECK(total(tests::simulated(text("50", slow, ""), 5), Level::log, Fate::lost_confirmed) == 0);
}

TEST_CASE("toy queue: a database that dies before it answers is asked again") {
    const std::string in_database =
        R"("w1": {"audience": "billing", "effect": "database"}, "scribe": {"audience": "audit"})";
    const Outcome outcome = tests::simulated(
        text("20", in_database, R"({"crash": "database", "at": "9ms", "restart_after": "5ms"})"),
        5);
    CHECK(total(outcome, Level::effect, Fate::lost_confirmed) == 0);
    const std::uint64_t all = total(outcome, Level::effect, Fate::exactly_once) +
                              total(outcome, Level::effect, Fate::duplicated);
    CHECK(all == 200);  // 20 of 5 runs for two audiences
}

TEST_CASE("toy queue: run tells it in English, with its own words") {
    const Printed told = printed(cli::run, {});
    CHECK(told.status == cli::Exit::done);
    CHECK(has(told.text, "Toy queue  2 audiences"));
    CHECK(has(told.text, "On disk"));
    CHECK(has(told.text, "given to another one"));
    CHECK(has(told.text, "takes it from the queue"));
    CHECK_FALSE(has(told.text, "Kafka"));
}

TEST_CASE("toy queue: run tells it in Chinese") {
    cli::Options options;
    options.say.language = words::Language::zh;
    const Printed told = printed(cli::run, options);
    CHECK(told.status == cli::Exit::done);
    CHECK(has(told.text, "玩具队列"));
    CHECK(has(told.text, "从队列取到它"));
    CHECK(has(told.text, "消费者在确认到达之前断开连接"));
}

TEST_CASE(
    "toy queue: explore finds the repeated effect, and tells the shortest way in both "
    "languages") {
    cli::Options options;
    options.explore.messages = 1;
    options.explore.losses = 1;
    options.explore.properties = {"no-effect-twice"};
    const Printed told = printed(cli::explore, options);
    CHECK(told.status == cli::Exit::expectation_failed);
    CHECK(has(told.text, "gets Give from queue"));
    CHECK(has(told.text, "billing: 1 in the queue") == false);  // worlds are not asked for
    options.say.language = words::Language::zh;
    options.worlds = true;
    const Printed chinese = printed(cli::explore, options);
    CHECK(chinese.status == told.status);
    CHECK(has(chinese.text, "billing：队列中 1 条"));
}

TEST_CASE(
    "toy queue: explore shows that nothing is lost while the queue lives, and is when it may "
    "die") {
    cli::Options options;
    options.explore.messages = 1;
    options.explore.properties = {"no-loss", "holders-connected"};
    options.explore.losses = 1;
    CHECK(printed(cli::explore, options).status == cli::Exit::done);
    const File dying(text("1", two_and_one, R"({"crash": "the queue", "at": "30ms"})"));
    options.file = dying.path();
    CHECK(printed(cli::explore, options).status == cli::Exit::expectation_failed);
}

TEST_CASE("toy queue: a saved story is walked again") {
    const File saved("", "story");
    cli::Options options;
    options.explore.messages = 1;
    options.explore.losses = 1;
    options.explore.properties = {"no-effect-twice"};
    options.save = saved.path();
    REQUIRE(printed(cli::explore, options).status == cli::Exit::expectation_failed);
    cli::Options again;
    again.file = saved.path();
    CHECK(printed(cli::replay, again).status == cli::Exit::done);
}

TEST_CASE("toy queue: shrink leaves the fewest messages and workers that still show it") {
    cli::Options options;
    options.fate = "effect.duplicated";
    options.format = cli::Format::json;
    const Printed small = printed(cli::shrink, options);
    CHECK(small.status == cli::Exit::done);
    CHECK(has(small.text, R"("cause.unacknowledged_then_given_again > 0")"));
    // One would not do: when it is confirmed the workload is over, and faults stop.
    CHECK(has(small.text, R"("messages": 2)"));
    CHECK_FALSE(has(small.text, "w1"));
}

TEST_CASE("toy queue: compare sets one of its settings against the other") {
    const File axis(text("50", two_and_one,
                         R"({"drop": "Pushed", "to": "shop", "probability": 0.1})",
                         R"(, "runs": 5, "compare": {"axes": [{"name": "patience",
                      "at": "/toy_queue/retry_after", "values": ["50ms", "1s"]}]})"));
    cli::Options options;
    options.file = axis.path();
    const Printed table = printed(cli::compare, options);
    CHECK(table.status == cli::Exit::done);
    CHECK(has(table.text, "50ms"));
    CHECK(has(table.text, "1s"));
}

TEST_CASE("toy queue: a mistake in its member is told like any other") {
    const auto document =
        scenarios::Document::parse(text("1", R"("w1": {"audience": "biling"})", ""), "test.json");
    const auto scenario = scenarios::read_scenario(*document);
    REQUIRE_FALSE(scenario.has_value());
    CHECK(has(scenario.error().text(), "did you mean \"billing\""));
}

}  // namespace mqfate::toy_queue::toy_queue_test
