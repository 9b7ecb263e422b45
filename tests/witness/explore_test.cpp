// What the shipped scenarios say about their own exploration is what comes out; and a guarantee
// has a neighbour in which it breaks.
#include <string>

#include "scenarios/reading/scenario.hpp"
#include "tests/scenarios/searching/explorations.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::explore_test {

TEST_CASE("explore: each shipped scenario that is explored holds within its own bounds") {
    int explored_ones = 0;
    for (const auto& path : shipped_files()) {
        CAPTURE(path.string());
        const std::string text = text_of(path);
        if (text.find("\"explore\"") == std::string::npos) continue;
        ++explored_ones;
        CHECK(verdict(explored(scenario_of(text), 0)) == Answered::holds);
    }
    CHECK(explored_ones >= 8);
}

TEST_CASE("explore: a lost answer, with idempotence and without") {
    const auto asked_for = [](const char* name, const char* property) {
        scenarios::Scenario scenario = scenario_of(shipped_text(name));
        scenario.exploration = {};
        scenario.exploration.messages = 1;
        scenario.exploration.retries = 1;
        scenario.exploration.properties = {property};
        return verdict(explored(scenario, 0));
    };
    CHECK(asked_for("kafka/lost-ack", "no-duplicate") == Answered::violated);
    CHECK(asked_for("kafka/lost-ack-idempotent", "no-duplicate") == Answered::holds);
    CHECK(asked_for("kafka/lost-ack", "no-loss") == Answered::holds);
}

TEST_CASE("explore: a consumer that dies, committing before its work and after") {
    const auto asked_for = [](const char* name, const char* property) {
        scenarios::Scenario scenario = scenario_of(shipped_text(name));
        scenario.exploration = {};
        scenario.exploration.messages = 1;
        scenario.exploration.properties = {property};
        return verdict(explored(scenario, 0));
    };
    CHECK(asked_for("kafka/consumer-commit-before", "no-effect-lost") == Answered::violated);
    CHECK(asked_for("kafka/consumer-commit-after", "no-effect-lost") == Answered::holds);
    CHECK(asked_for("kafka/consumer-commit-before", "no-effect-twice") == Answered::holds);
}

TEST_CASE("explore: a search begins before anything is committed automatically") {
    // The only message comes while the consumer is away. With latest it is skipped, unless an
    // offset was committed before; from the start of the log nothing can be skipped.
    const auto asked_for = [](const std::string& reset) {
        return verdict(explored(
            scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"orders": {}},
                "producers": {"shop": {"messages": 1, "every": "3s", "config": {"linger.ms": 0}}},
                "consumers": {"billing": {"commit": "automatic",
                                          "config": {"auto.offset.reset": ")" +
                        reset + R"("}}}},
                "faults": [{"crash": "billing", "at": "1s", "restart_after": "4s"}],
                "expect": ["delivery.lost_confirmed == 0"]})"),
            0));
    };
    CHECK(asked_for("latest") == Answered::violated);
    CHECK(asked_for("earliest") == Answered::holds);
}

}  // namespace mqfate::tests::explore_test
