#include "scenarios/searching/questions.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "scenarios/searching/scope.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::questions_test {

using Kind = Property::Kind;

Scenario expecting(const std::string& expect, const std::string& acks = "all",
                   const std::string& consumers = R"({"c": {}})") {
    return tests::scenario_of(R"({"schema_version": 1, "runs": 10, "kafka": {"topics": {"t": {}},
        "producers": {"p": {"messages": 30, "config": {"acks": ")" +
                              acks + R"("}}}, "consumers": )" + consumers + R"(}, "expect": [)" +
                              expect + "]}");
}
Questions usual(const Scenario& scenario) {
    return usual_questions(scenario, search_plan(scenario, {}).plan);
}
Question first(const std::string& expect) { return usual(expecting(expect)).asked.front(); }

TEST_CASE("questions: an expectation that no message satisfies holds at the end of every way") {
    const Question none = first(R"("log.lost_confirmed == 0")");
    CHECK(none.property == Property{"log.lost_confirmed == 0", Kind::at_the_end});
    CHECK(none.level == Level::log);
    CHECK(none.fate == Fate::lost_confirmed);
    CHECK((none.least == 0 && none.most == 0));
    CHECK(first(R"("log.duplicated <= 2")").most == 2);
    CHECK(first(R"("log.duplicated < 2")").most == 1);
}

TEST_CASE("questions: an expectation that asks for a message is to be shown by some way") {
    for (const char* text : {R"("effect.duplicated > 0")", R"("effect.duplicated != 0")",
                             R"("effect.duplicated >= 1")"}) {
        const Question some = first(text);
        CHECK(some.property.kind == Kind::sometimes);
        CHECK((some.least == 1 && some.most == Question::any));
    }
}

TEST_CASE("questions: all messages of all runs are every message of the search") {
    const Question every = first(R"("log.exactly_once == 300")");  // 10 runs of 30
    CHECK(tests::english(every.property.name) == "log.exactly_once: every message");
    CHECK((every.least == 2 && every.most == 2));
}

TEST_CASE("questions: a word asks of every way what it says of every run") {
    const Question in_order = first(R"("effect.in_order")");
    CHECK(in_order.property == Property{"effect.in_order", Kind::at_the_end});
    CHECK(in_order.fate == Fate::reordered);
    CHECK((in_order.least == 0 && in_order.most == 0));
    const Question every = first(R"("log.exactly_once")");
    CHECK(tests::english(every.property.name) == "log.exactly_once: every message");
    CHECK((every.least == 2 && every.most == 2));
}

TEST_CASE("questions: no loss is none of each kind, each found again by its name") {
    const Scenario scenario = expecting(R"("log.no_silent_loss", "log.no_loss")");
    const Questions questions = usual(scenario);
    std::vector<std::string> names;
    for (const Question& question : questions.asked)
        if (question.of == Question::Of::fates) {
            names.push_back(question.property.name.id());
            CHECK((question.least == 0 && question.most == 0));
            CHECK(question_called(names.back(), scenario, scenario.plan) == question);
        }
    CHECK(names == std::vector<std::string>{"log.lost_confirmed == 0", "log.lost_unknown == 0",
                                            "log.lost_rejected == 0"});
    const auto several = question_named("log.no_loss", scenario, scenario.plan);
    REQUIRE_FALSE(several.has_value());
    CHECK(several.error().expected.find("log.lost_unknown == 0") != std::string::npos);
}

TEST_CASE("questions: an effect may be absorbed and is exactly once, so no other fate may be") {
    std::set<Fate> fates;
    for (const Question& question : usual(expecting(R"("effect.exactly_once")")).asked)
        if (question.of == Question::Of::fates && question.level == Level::effect) {
            CHECK(question.most == 0);
            fates.insert(question.fate);
        }
    CHECK(fates == std::set<Fate>{Fate::lost_confirmed, Fate::lost_rejected, Fate::lost_unknown,
                                  Fate::duplicated, Fate::phantom, Fate::parked});
}

TEST_CASE("questions: a count that each run keeps must hold at the end of every way") {
    const Question some = first(R"("count(effect.duplicated) > 0")");
    CHECK(some.property.kind == Kind::at_the_end);
    CHECK((some.least == 1 && some.most == Question::any));
    const Questions questions = usual(expecting(R"("log.lost <= 2", "rate(log.lost) < 1")"));
    REQUIRE(questions.left_out.size() == 2);
    CHECK(tests::english(questions.left_out[0]).find("several fates") != std::string::npos);
    CHECK(tests::english(questions.left_out[1]).find("not how often") != std::string::npos);
}

TEST_CASE("questions: what a search cannot say is left out, with the reason") {
    const Questions questions = usual(expecting(
        R"("ack.p99 < 5ms", "log.duplicated < 0.1", "cause.disk_lost > 0", "log.phantom > 7")"));
    const std::vector<std::string> left_out = tests::english(questions.left_out);
    REQUIRE(left_out.size() == 4);
    CHECK(left_out[0] == "ack.p99 < 5ms: a search knows no time");
    CHECK(left_out[1].find("whether, not how often") != std::string::npos);
    CHECK(left_out[2].find("causes") != std::string::npos);
    CHECK(left_out[3].find("more messages than the search has (2)") != std::string::npos);
    CHECK(questions.asked.front().property.name.id() == "property.no-loss");
}

TEST_CASE("questions: no effect twice is asked unless every repeat may come to one") {
    const auto asks = [](const std::string& producer, const std::string& commit) {
        const Questions questions = usual(tests::scenario_of(
            R"({"schema_version": 1, "kafka": {"topics": {"t": {}}, "producers": {"p": {
                "messages": 2, "config": {)" +
            producer + R"(}}}, "consumers": {"c": {"commit": ")" + commit + R"("}}}})"));
        return std::any_of(questions.asked.begin(), questions.asked.end(),
                           [](const Question& question) {
                               return question.property.name.id() == "property.no-effect-twice";
                           });
    };
    // A producer that may give up is asked as well: whether it does here, a search can say.
    CHECK(asks("", "before_processing"));
    CHECK(asks(R"("delivery.timeout.ms": 2147483647)", "before_processing"));
    CHECK_FALSE(asks(R"("enable.idempotence": false)", "before_processing"));
    CHECK_FALSE(asks("", "after_processing"));
}

TEST_CASE("questions: nobody waits for a confirmation that is not asked for") {
    const auto asks_for = [](const Questions& questions) {
        return tests::english(questions.asked.back().property.name);
    };
    CHECK(asks_for(usual(expecting(""))) == "a message is confirmed");
    CHECK(asks_for(usual(expecting("", "0"))) ==
          "the high watermark never goes back within a reign");
}

TEST_CASE("questions: every key is known, once, and found again by the name of its property") {
    const Scenario scenario = expecting("");
    std::set<std::string> names;
    for (const std::string& key : question_keys(*scenario.system)) {
        CAPTURE(key);
        const auto question = question_named(key, scenario, scenario.plan);
        REQUIRE(question.has_value());
        CHECK(names.insert(question->property.name.id()).second);
        CHECK(question_called(question->property.name.id(), scenario, scenario.plan) == *question);
    }
    CHECK(names.size() == 13);
    CHECK_FALSE(question_called("nobody asks this", scenario, scenario.plan).has_value());
}

TEST_CASE("questions: a name that is none is told with the nearest key") {
    const Scenario scenario = expecting("", "all", "{}");
    const auto wrong = question_named("no-duplicat", scenario, scenario.plan);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().suggestion == "no-duplicate");
    CHECK_FALSE(question_named("no-effect-twice", scenario, scenario.plan).has_value());
}

}  // namespace mqfate::scenarios::questions_test
