// A small scenario with a short story: one broker, one message, an answer that is lost.
#pragma once

#include <string>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/searching/questions.hpp"
#include "scenarios/searching/scope.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::tests {

/// `config`: of the producer; `explore`: the member.
inline scenarios::Scenario lost_answer(const std::string& config, const std::string& explore) {
    return scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"orders": {}},
        "producers": {"shop": {"messages": 1, "config": {"linger.ms": 0)" +
                       config + R"(}}}},
        "faults": [{"drop": "ProduceResponse", "to": "shop", "probability": 0.05}],
        "explore": )" + explore +
                       "}");
}

inline std::vector<Question> asked_by(const scenarios::Scenario& scenario,
                                      const scenarios::SearchPlan& searched) {
    std::vector<Question> questions;
    for (const std::string& name : scenario.exploration.properties)
        questions.push_back(*scenarios::question_named(name, scenario, searched.plan));
    return questions.empty() ? scenarios::usual_questions(scenario, searched.plan).asked
                             : questions;
}

inline Answer explored(const scenarios::Scenario& scenario, unsigned jobs = 1) {
    const auto searched = scenarios::search_plan(scenario, scenario.exploration);
    auto go_on = [](const SearchProgress&) { return true; };
    return searched.plan.engine().explore(searched.plan, searched.bounds,
                                          asked_by(scenario, searched), {.jobs = jobs},
                                          Watcher(go_on));
}

inline std::vector<SavedStep> saved(const Story& story) {
    std::vector<SavedStep> steps;
    for (const ToldStep& step : story.steps) {
        steps.push_back({step.who, step.does, {}});
        for (const MessageId m : step.about) steps.back().about.push_back(m.value + 1);
    }
    return steps;
}

}  // namespace mqfate::tests
