// Shipped scenarios become tiny ones that are known, and that show the same when run.
#include "scenarios/shrinking/shrink.hpp"

#include <string>

#include "scenarios/input/layout.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/schema/schema.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::scenarios::shrink_test {

tl::expected<Shrunk, NotShrunk> shrunk_text(const std::string& json, const SightWish& wish = {},
                                            const std::atomic<bool>* stop = nullptr) {
    const auto document = Document::parse(json, "file.json");
    REQUIRE(document.has_value());
    const auto scenario = read_scenario(*document);
    REQUIRE_MESSAGE(scenario.has_value(), scenario.error().text());
    return shrink(*document, *scenario,
                  {.seed = scenario->seed, .runs = scenario->runs, .stop = stop}, wish);
}
Shrunk shrunk_file(const std::string& name, const SightWish& wish = {}) {
    auto shrunk = shrunk_text(tests::shipped_text(name), wish);
    REQUIRE(shrunk.has_value());
    return std::move(*shrunk);
}

std::string member(const Shrunk& shrunk, const char* name) {
    const Value* value = shrunk.scenario.find(name);
    return value == nullptr ? "none" : compact(*value);
}

/// The file as it would be written is valid, and its one run meets what it expects.
void check_file(const Shrunk& shrunk) {
    const std::string text = laid_out(shrunk.scenario);
    CAPTURE(text);
    const auto schema =
        tests::Schema::compile(tests::text_of(MQFATE_SOURCE_DIR "/schema/scenario.json"), "schema");
    REQUIRE(schema.has_value());
    const auto document = Document::parse(text, "shrunk.json");
    REQUIRE(document.has_value());
    CHECK(schema->validate(*document).empty());
    const Scenario scenario = tests::scenario_of(text);
    CHECK(scenario.runs == 1);
    const Outcome outcome = tests::simulated(scenario, scenario.runs);
    CHECK_FALSE(scenario.expect.empty());
    for (const Expectation& e : scenario.expect) {
        CAPTURE(e.text);
        CHECK(judge(e, outcome).judgement == Judgement::met);
    }
    const Accounted run = simulate_accounted(scenario.plan, scenario.seed, 0);
    CHECK(shows(run.ledger, shrunk.sight));
}

TEST_CASE("shrink: a lost answer needs one message, one drop, and a producer that may repeat") {
    const Shrunk shrunk = shrunk_file("kafka/lost-ack");
    CHECK(shrunk.sight == Sight{Level::log, Fate::duplicated, Cause::ack_lost_then_retried});
    // From: min.insync.replicas, enable.idempotence, linger.ms, max.in.flight, request.timeout.ms,
    // "every", "work"; what else the file gives is the default.
    CHECK(shrunk.from == ScenarioSize{1'000, 1, 7});
    CHECK(shrunk.to == ScenarioSize{1, 1, 1});
    CHECK(member(shrunk, "kafka") == R"({"topics":{"orders":{}},"producers":{"shop":{"messages":1,)"
                                     R"("config":{"enable.idempotence":false}}}})");
    CHECK(member(shrunk, "faults") == R"([{"drop":"ProduceResponse","nth":1}])");
    CHECK(member(shrunk, "title") ==
          R"({"en":"A lost acknowledgement, shrunk","zh-CN":"丢失的确认（缩小）"})");
    CHECK(member(shrunk, "expect") ==
          R"(["log.duplicated > 0","cause.ack_lost_then_retried > 0"])");
    for (const char* name : {"about", "control", "$schema", "compare"})
        CHECK(member(shrunk, name) == "none");
    check_file(shrunk);
}

TEST_CASE("shrink: a leader that dies takes what acks=1 confirmed, a few messages and a moment") {
    // It dies at the first confirmation. The requests before the last one have been fetched by
    // then, or are on their way: the last one came while the followers' fetches were under way,
    // which takes a slow network, and messages that come while the first answers do.
    const Shrunk shrunk = shrunk_file("kafka/acks-1-leader-dies");
    CHECK(shrunk.sight.level == Level::log);
    CHECK(shrunk.sight.fate == Fate::lost_confirmed);
    CHECK(member(shrunk, "kafka") ==
          R"({"topics":{"orders":{}},"producers":{"shop":{"messages":15,"every":"2ms",)"
          R"("config":{"acks":"1","linger.ms":0}}}})");
    CHECK(member(shrunk, "faults") ==
          R"([{"power_loss":"leader of orders/0","when":{"fact":"confirmed","after":"1us"}}])");
    CHECK(member(shrunk, "network") == R"({"delay":{"uniform":["5ms","15ms"]}})");
    check_file(shrunk);
}

TEST_CASE("shrink: an order that is lost needs a second message in flight") {
    const Shrunk shrunk =
        shrunk_file("kafka/reorder", {.level = Level::log, .fate = Fate::reordered, .cause = {}});
    CHECK(shrunk.sight == Sight{Level::log, Fate::reordered, Cause::retried_behind_later});
    CHECK(shrunk.to.messages >= 2);  // one message has no order
    CHECK(shrunk.to.messages <= 3);
    CHECK(shrunk.to.faults == 1);
    CHECK(shrunk.to.settings < shrunk.from.settings);
    check_file(shrunk);
}

TEST_CASE("shrink: of several faults and clients those are left that are to blame") {
    const auto shrunk = shrunk_text(R"({"schema_version": 1, "runs": 5,
        "kafka": {"brokers": 4, "topics": {"a": {"partitions": 3}, "b": {}},
                  "producers": {"p": {"topic": "a", "messages": 20},
                                "q": {"topic": "b", "messages": 20,
                                      "config": {"enable.idempotence": false}}},
                  "consumers": {"c": {"topic": "a"}, "d": {"topic": "b"}}},
        "faults": [{"pause": "b1", "at": "1s", "for": "1ms"},
                   {"drop": "ProduceResponse", "to": "q", "probability": 0.5},
                   {"slow": "p", "by": "1ms", "at": "0", "for": "1s"}]})");
    REQUIRE(shrunk.has_value());
    CHECK(member(*shrunk, "kafka") == R"({"topics":{"b":{}},"producers":{"q":{"messages":1,)"
                                      R"("config":{"enable.idempotence":false}}}})");
    CHECK(member(*shrunk, "faults") == R"([{"drop":"ProduceResponse","nth":1}])");
    CHECK(member(*shrunk, "title") == R"("file.json, shrunk")");
    check_file(*shrunk);
}

TEST_CASE("shrink: what only a consumer can miss keeps a consumer") {
    const auto shrunk = shrunk_text(R"({"schema_version": 1, "runs": 1,
        "kafka": {"topics": {"a": {}, "b": {}},
                  "producers": {"p": {"topic": "a", "messages": 5},
                                "q": {"topic": "b", "messages": 5}},
                  "consumers": {"c": {"topic": "a"}}}})");
    REQUIRE(shrunk.has_value());  // nobody reads b
    CHECK(shrunk->sight == Sight{Level::delivery, Fate::lost_confirmed, Cause::never_consumed});
    CHECK(member(*shrunk, "kafka") ==
          R"({"topics":{"a":{},"b":{}},"producers":{"q":{"topic":"b","messages":1}},)"
          R"("consumers":{"c":{"topic":"a"}}})");
    check_file(*shrunk);
}

TEST_CASE("shrink: the same file gives the same scenario, with as many runs") {
    const Shrunk once = shrunk_file("kafka/acks-1-leader-dies");
    const Shrunk twice = shrunk_file("kafka/acks-1-leader-dies");
    CHECK(laid_out(once.scenario) == laid_out(twice.scenario));
    CHECK(once.runs == twice.runs);
    CHECK(once.candidates == twice.candidates);
}

TEST_CASE("shrink: what was shrunk shrinks no further") {
    const Shrunk once = shrunk_file("kafka/lost-ack");
    const auto twice = shrunk_text(laid_out(once.scenario));
    REQUIRE(twice.has_value());
    CHECK(twice->to == once.to);
    CHECK(twice->from == once.to);
}

TEST_CASE("shrink: an expectation that failed says what to look for, before what is worse") {
    const std::string text = tests::shipped_text("kafka/lost-ack");
    const auto scenario = tests::scenario_of(text);
    const Outcome outcome = tests::simulated(scenario, 10);
    CHECK_FALSE(wish_of(scenario, outcome).fate.has_value());  // all are met
    auto failing = scenario;
    const auto asked = [&](const char* expectation) {
        return *parse_expectation(expectation, scenario.causes());
    };
    failing.expect = {asked("log.duplicated > 0"), asked("effect.duplicated < 0.0001"),
                      asked("log.duplicated == 0")};
    CHECK(wish_of(failing, outcome).level == Level::effect);
    CHECK(wish_of(failing, outcome).fate == Fate::duplicated);
    failing.expect = {asked("cause.ack_lost_then_retried == 0")};
    CHECK(wish_of(failing, outcome).cause == Cause::ack_lost_then_retried);
    failing.expect = {asked("log.exactly_once == 0")};
    CHECK_FALSE(wish_of(failing, outcome).fate.has_value());  // nothing went wrong there
    failing.expect = {asked("log.no_loss"), asked("log.exactly_once")};
    CHECK(wish_of(failing, outcome).fate == Fate::duplicated);  // that is what it is instead
}

TEST_CASE("shrink: where nothing goes wrong, and where it was stopped, there is no scenario") {
    const std::string good = R"({"schema_version": 1, "runs": 3,
        "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 5}}}})";
    const auto nothing = shrunk_text(good);
    REQUIRE_FALSE(nothing.has_value());
    CHECK(nothing.error() == NotShrunk::nothing_shows);
    const std::atomic<bool> stop = true;
    const auto stopped = shrunk_text(tests::shipped_text("kafka/lost-ack"), {}, &stop);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error() == NotShrunk::interrupted);
}

}  // namespace mqfate::scenarios::shrink_test
