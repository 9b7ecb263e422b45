// What a Kafka cluster asks for: copies of messages, and partitions that nodes know of.
// Tested by: tests/scenarios/reading/limits_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/context.hpp"
#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

/// `nodes`: of the whole plan, each of which a cluster tells of every partition.
Cost cost_of(const kafka::Vocabulary::Settings& settings, std::uint64_t nodes);

}  // namespace mqfate::scenarios
