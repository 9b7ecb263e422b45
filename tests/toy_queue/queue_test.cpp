// The queue and its disk. Here is a witness for each fact that a log which never lets go of
// anything does not have: a scenario in which it occurs, with the fates that it leads to, and a
// neighbour, one setting away, in which it does not.
//
//   restored, retired   here: acknowledgements that are not on disk when the queue dies
//   parked              here: a message that was given out too often
//   undone              clients_test.cpp: a database that loses its disk
//   passed_over         tests/witness/kafka_test.cpp: a commit before the work
#include <string>

#include "models/engine.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/toy_queue/causes.hpp"
#include "tests/toy_queue/toy_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::toy_queue::queue_test {

// ---- retired and restored

/// Ten messages, one every 5 ms, and a queue that dies for a moment 4 ms after the sixth: by then
/// it was acknowledged as well. `keeps`: what is on its disk.
std::string dying_queue(const std::string& keeps) {
    return text(R"(10, "every": "5ms")", two_and_one,
                R"({"crash": "the queue", "at": "34ms", "restart_after": "500us"})", "",
                R"("keeps": ")" + keeps + R"(", )");
}

TEST_CASE("queue: acknowledgements that are not on disk when it dies are forgotten") {
    const Outcome outcome = tests::simulated(dying_queue("messages"), 5);
    CHECK(total(outcome, Cause::ack_forgotten) == 60);  // six of 5 runs, for two audiences
    CHECK(total(outcome, Level::delivery, Fate::duplicated) == 60);
    CHECK(total(outcome, Level::effect, Fate::duplicated) == 60);
    // What is restored is acknowledged once more, so it is retired once, as is all else.
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 100);
}

TEST_CASE("queue: a fault that waits for the first restored message spares no other") {
    const Outcome outcome =
        tests::simulated(text(R"(10, "every": "5ms")", two_and_one,
                              R"({"crash": "the queue", "at": "34ms", "restart_after": "500us"},
                {"crash": "the queue", "when": {"fact": "restored"}})",
                              "", R"("keeps": "messages", )"),
                         5);
    CHECK(total(outcome, Cause::ack_forgotten) == 60);
    CHECK(total(outcome, Level::log, Fate::exactly_once) == 100);
}

TEST_CASE("queue: a queue that is shut down writes them before it ends, and forgets none") {
    const Outcome outcome = tests::simulated(
        text(R"(10, "every": "5ms")", two_and_one,
             R"({"shutdown": "the queue", "at": "34ms", "restart_after": "500us"})", "",
             R"("keeps": "messages", )"),
        5);
    CHECK(tests::fault_struck(outcome) == 5);
    CHECK(total(outcome, Cause::ack_forgotten) == 0);
    CHECK(total(outcome, Level::delivery, Fate::exactly_once) == 100);
}

TEST_CASE("queue: those that are on disk at once are not, nor is there anything without a disk") {
    for (const char* const keeps : {"messages_and_acks", "nothing"}) {
        const Outcome outcome = tests::simulated(dying_queue(keeps), 5);
        CHECK(tests::fault_struck(outcome) == 5);
        CHECK(total(outcome, Cause::ack_forgotten) == 0);
        for (const Level level : {Level::log, Level::delivery, Level::effect})
            CHECK(total(outcome, level, Fate::exactly_once) == 100);
    }
}

TEST_CASE("queue: what is not acknowledged when it dies is there again, if it is on disk") {
    const auto lost = [](const char* keeps) {
        return total(tests::simulated(
                         text("50",
                              R"("w1": {"audience": "billing", "work": "20ms"}, )"
                              R"("scribe": {"audience": "audit"})",
                              R"({"crash": "the queue", "at": "30ms", "restart_after": "10ms"})",
                              "", R"("keeps": ")" + std::string(keeps) + R"(", )"),
                         5),
                     Level::log, Fate::lost_confirmed);
    };
    CHECK(lost("messages") == 0);
    CHECK(lost("messages_and_acks") == 0);
    CHECK(lost("nothing") > 0);
}

TEST_CASE("queue: run tells a forgotten acknowledgement, in both languages") {
    const File file(dying_queue("messages"));
    cli::Options options;
    options.file = file.path();
    const std::string english = printed(cli::run, options).text;
    CHECK(has(english, "On disk    messages; acks a little later"));
    CHECK(has(english, "has it again: the ack is forgotten"));
    options.say.language = words::Language::zh;
    const std::string chinese = printed(cli::run, options).text;
    CHECK(has(chinese, "消息；确认稍后才写入"));
    CHECK(has(chinese, "它又出现了：确认已被遗忘"));
}

TEST_CASE("queue: explore shows that a queue with messages on disk loses none, and else it does") {
    const auto status = [](const std::string& keeps) {
        const File file(dying_queue(keeps));
        cli::Options options;
        options.file = file.path();
        options.explore.messages = 1;
        options.explore.properties = {"no-loss", "holders-connected"};
        return printed(cli::explore, options).status;
    };
    CHECK(status("messages") == cli::Exit::done);
    CHECK(status("nothing") == cli::Exit::expectation_failed);
}

TEST_CASE("queue: shrink leaves one message that is restored") {
    const File file(dying_queue("messages"));
    cli::Options options;
    options.file = file.path();
    options.cause = "ack_forgotten";
    options.format = cli::Format::json;
    const Printed small = printed(cli::shrink, options);
    CHECK(small.status == cli::Exit::done);
    CHECK(has(small.text, R"("cause.ack_forgotten > 0")"));
    CHECK(has(small.text, R"("keeps": "messages")"));
    CHECK(has(small.text, R"("messages": 1)"));
    CHECK_FALSE(has(small.text, "w1"));
}

// ---- parked

/// A connection that breaks when it carries the fifth message to its worker. `give_up_after`: how
/// often one is given out at most.
std::string broken_connection(const std::string& give_up_after) {
    return text("20", R"("w1": {"audience": "billing"}, "scribe": {"audience": "audit"})",
                R"({"reset": "Give", "to": "w1", "nth": 5})", "",
                R"("give_up_after": )" + give_up_after + ", ");
}

TEST_CASE("queue: a message that was given out too often is put aside, and not lost") {
    const Outcome outcome = tests::simulated(broken_connection("1"), 5);
    for (const RunSummary& run : outcome.runs) {
        REQUIRE(run.fates.by_audience.size() == 2);
        for (const Level level : {Level::log, Level::delivery, Level::effect})
            CHECK(run.fates.at(level, Fate::parked) == 1);
        for (const Level level : {Level::delivery, Level::effect}) {
            CHECK(run.fates.by_audience[0].at(level, Fate::exactly_once) == 19);
            // The other audience has a list of its own.
            CHECK(run.fates.by_audience[1].at(level, Fate::exactly_once) == 20);
        }
        CHECK(run.fates.causes == CauseCounts{});
    }
}

TEST_CASE("queue: one that may be given out once more, or for ever, is worked on then") {
    for (const char* const often : {"2", "0"}) {
        const Outcome outcome = tests::simulated(broken_connection(often), 5);
        CHECK(tests::rule_struck(outcome) == 5);
        for (const Level level : {Level::log, Level::delivery, Level::effect}) {
            CHECK(total(outcome, level, Fate::parked) == 0);
            CHECK(total(outcome, level, Fate::exactly_once) == 200);  // 20 of 5 runs, twice
        }
    }
}

TEST_CASE("queue: run tells what is put aside, in both languages, and when") {
    const File file(broken_connection("1"));
    cli::Options options;
    options.file = file.path();
    options.runs = 5;
    CHECK(has(printed(cli::run, options).text, "95 exactly once, 5 parked"));
    options.steps = 0;
    CHECK(has(printed(cli::run, options).text, "queue notes parked #5"));
    options.steps.reset();
    options.say.language = words::Language::zh;
    CHECK(has(printed(cli::run, options).text, "死信"));
}

TEST_CASE("queue: explore finds the way to a message that is put aside, and none without a limit") {
    cli::Options options;
    options.explore.messages = 1;
    options.explore.losses = 1;
    options.explore.properties = {"effect.parked == 0"};
    options.worlds = true;
    const auto explored = [&](const char* often) {
        const File file(text("1", two_and_one, R"({"reset": "Give", "to": "w1"})", "",
                             R"("give_up_after": )" + std::string(often) + ", "));
        options.file = file.path();
        return printed(cli::explore, options);
    };
    const Printed found = explored("1");
    CHECK(found.status == cli::Exit::expectation_failed);
    CHECK(has(found.text, "put aside: 1"));
    CHECK(explored("0").status == cli::Exit::done);
}

}  // namespace mqfate::toy_queue::queue_test
