// The plan of a scenario of Kafka, as Kafka's own tests need it.
#pragma once

#include "models/kafka/context.hpp"
#include "scenarios/reading/scenario.hpp"

namespace mqfate {

/// Requires: it is a scenario of Kafka.
inline Plan<kafka::Vocabulary>& kafka_plan(scenarios::Scenario& scenario) {
    return scenario.plan.as<kafka::Vocabulary>();
}
inline const Plan<kafka::Vocabulary>& kafka_plan(const scenarios::Scenario& scenario) {
    return scenario.plan.as<kafka::Vocabulary>();
}

}  // namespace mqfate
