// A scenario from the files of a real Kafka (scenarios/systems/import.hpp).
//
// All broker files together are `broker_config`, for a scenario has one configuration for all
// brokers: where files differ, the first one holds and the others are told as refused. Environments
// have the names of container images: KAFKA_MIN_INSYNC_REPLICAS (Apache's and Confluent's),
// KAFKA_CFG_MIN_INSYNC_REPLICAS (Bitnami's); `_` is a dot, `__` an underscore, `___` a hyphen.
// Tested by: tests/scenarios/systems/kafka/import_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/systems/import.hpp"

namespace mqfate::scenarios {

ImportResult import_kafka(const ImportRequest& request);

/// The setting that a variable of a container image stands for; empty: it is none of Kafka's.
std::string setting_of_variable(std::string_view variable);

}  // namespace mqfate::scenarios
