// What a search makes of a Kafka cluster: fewer messages, and brokers that may crash.
// Tested by: tests/scenarios/searching/scope_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/settings.hpp"
#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

/// Leaves each producer at most so many messages; returns how many each has then, by producer.
std::vector<std::uint32_t> keep_messages(kafka::Settings& settings, std::uint32_t most);

Victims brokers_of(const kafka::Settings& settings);

}  // namespace mqfate::scenarios
