// Searches of the Kafka model from the text of a scenario, for tests of the whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/kafka/system.hpp"
#include "sim/explore/search/search_result.hpp"
#include "sim/explore/world/budget.hpp"
#include "sim/explore/world/question.hpp"
#include "tests/exhaustive/worlds.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::tests {

/// Topic "t" with as many replicas as there are brokers, producer "shop"; `broker` and `producer`:
/// members of their configurations; `consumer`: those of "billing", nobody if there are none.
inline scenarios::Scenario kafka(int brokers, const std::string& broker, int messages,
                                 const std::string& producer, const std::string& faults,
                                 const std::string& consumer = "") {
    const std::string n = std::to_string(brokers);
    return scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": )" + n + R"(, "broker_config": {)" + broker +
        R"(}, "topics": {"t": {"replication.factor": )" + n +
        R"(}}, "producers": {"shop": {"messages": )" + std::to_string(messages) +
        R"(, "every": "1ms", "config": {"linger.ms": 0, )" + producer + "}}}" +
        (consumer.empty() ? ""
                          : R"(, "consumers": {"billing": {"topic": "t", )" + consumer + "}}") +
        R"(}, "faults": [)" + faults + "]}");
}
/// Of budgets, in the order of time.
inline Scope scope(std::uint8_t crashes, std::uint8_t losses, std::uint8_t retries) {
    Scope scope;
    scope.budget = {.crashes = crashes, .losses = losses, .retries = retries};
    return scope;
}

inline Question fates(std::string name, Level level, Fate fate) {
    Question question;
    question.property = {std::move(name), Property::Kind::at_the_end};
    question.level = level;
    question.fate = fate;
    question.most = 0;
    return question;
}
inline Question no_loss(Level level = Level::log) {
    return fates("nothing confirmed is lost", level, Fate::lost_confirmed);
}
inline Question no_duplicate(Level level = Level::log) {
    return fates("no message twice", level, Fate::duplicated);
}
inline Question no_reordering() { return fates("no reordering", Level::log, Fate::reordered); }
inline Question ends() {
    Question question = fates("a message is there at the end", Level::log, Fate::exactly_once);
    question.property.kind = Property::Kind::sometimes;
    question.least = 1;
    question.most = Question::any;
    return question;
}
inline Question rule(kafka::Rule which) {
    Question question;
    question.rule = static_cast<std::uint8_t>(which);
    const ModelRule& rule = kafka::Model::rules()[question.rule];
    question.property = {rule.name, Property::Kind::always};
    question.of = rule.of_a_step ? Question::Of::step : Question::Of::world;
    return question;
}

/// Looks for the first of `questions` until it is broken or all worlds were visited.
inline SearchResult explored(const scenarios::Scenario& scenario, const Scope& scope,
                             std::vector<Question> questions) {
    return Worlds(scenario, scope, std::move(questions)).explored();
}

/// It is broken; `steps`: the length of a shortest way to it.
inline void check_broken(const SearchResult& result, std::size_t steps) {
    REQUIRE(result.end == SearchResult::End::decided);
    CHECK(result.found[0]->steps.size() == steps);
}
/// No world breaks it, and the search saw what it asked for last (its witness).
inline void check_holds(const SearchResult& result, std::uint64_t worlds) {
    CHECK(result.complete());
    CHECK_FALSE(result.found[0]);
    CHECK(result.found.back());
    CHECK(result.distinct == worlds);
}

}  // namespace mqfate::tests
