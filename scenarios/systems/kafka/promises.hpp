// What Kafka's settings promise, before anything runs.
// Tested by: tests/scenarios/systems/kafka/promises_test.cpp.
#pragma once

#include "models/kafka/settings.hpp"
#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

/// What a message may suffer by the acknowledgement settings alone (KIP-98, KIP-679; at the
/// consumer: which of commit and work comes first, and where it begins). Lost is what nobody was
/// told of: a message that the producer gave back as failed is the application's again
/// (reports::semantics has the same definition).
Promises promises_of(const kafka::Settings& settings);

/// Whether any producer is told that a message is safe: with acks=0 it is told nothing.
bool confirms(const kafka::Settings& settings);

}  // namespace mqfate::scenarios
