// Rounds that change nothing are left out of a search: with them it must give the same answer, in
// more worlds.
#include <string>
#include <vector>

#include "tests/exhaustive/kafka_search.hpp"

namespace mqfate::idle_timers_test {

using tests::scope;

scenarios::Scenario kafka(int brokers, const std::string& producer, const std::string& faults,
                          const std::string& consumer = "") {
    return tests::kafka(brokers, "", 1, producer, faults, consumer);
}

/// Searches without and with rounds; they must agree.
void check_same(const scenarios::Scenario& scenario, Scope scope, const Question& question) {
    const auto without = tests::explored(scenario, scope, {question, tests::ends()});
    scope.idle_timers = true;
    const auto with = tests::explored(scenario, scope, {question, tests::ends()});
    CHECK(without.end == with.end);
    REQUIRE(without.found[0].has_value() == with.found[0].has_value());
    if (with.found[0]) CHECK(without.found[0]->steps.size() == with.found[0]->steps.size());
    CHECK(without.complete() == with.complete());
    CHECK(without.found[1].has_value() == with.found[1].has_value());
    CHECK(with.distinct > without.distinct);
}

const std::string lost_answer = R"({"drop": "ProduceResponse", "probability": 0.1})";

TEST_CASE("idle timers: a repeat is found as soon, and not found where it cannot be") {
    check_same(kafka(1, R"("enable.idempotence": false)", lost_answer), scope(0, 1, 1),
               tests::no_duplicate());
    check_same(kafka(1, R"("enable.idempotence": true)", lost_answer), scope(0, 1, 1),
               tests::no_duplicate());
}

TEST_CASE("idle timers: a loss is found as soon, and not found where it cannot be") {
    const std::string power = R"({"power_loss": "b1", "at": "1s"})";
    const std::string crash = R"({"crash": "b1", "at": "1s"})";
    check_same(kafka(1, R"("acks": "all")", power), scope(1, 0, 0), tests::no_loss());
    check_same(kafka(1, R"("acks": "all")", crash), scope(1, 0, 0), tests::no_loss());
    check_same(kafka(2, R"("acks": "1")", crash), scope(1, 0, 0), tests::no_loss());
}

TEST_CASE("idle timers: a consumer that dies misses or repeats the same") {
    const auto commits = [](const std::string& when) {
        return kafka(1, R"("acks": "all")", R"({"crash": "billing", "at": "1s"})",
                     R"("commit": ")" + when + R"(")");
    };
    for (const char* when : {"before_processing", "after_processing"}) {
        CAPTURE(when);
        check_same(commits(when), scope(1, 0, 0), tests::no_loss(Level::effect));
        check_same(commits(when), scope(1, 0, 0), tests::no_duplicate(Level::effect));
    }
}

}  // namespace mqfate::idle_timers_test
