// What a search makes of a Kafka cluster: fewer messages, and brokers that may crash.
// Tested by: tests/scenarios/searching/scope_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/settings.hpp"
#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

Victims brokers_of(const kafka::Settings& settings);

}  // namespace mqfate::scenarios
