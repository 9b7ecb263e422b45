// Reads "version", which is no setting of Kafka: that of its brokers and of its clients.
//
//   "version": "2.8"                                   of both, with the last of its patches
//   "version": {"brokers": "3.5.1", "clients": "2.8"}  4.1 where nothing is said
//
// It chooses defaults and a few rules (models/kafka/versions.hpp); settings go before it.
// Tested by: tests/scenarios/systems/kafka/versions_test.cpp.
#pragma once

#include <string>

#include "models/kafka/settings.hpp"
#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {

/// Sets the versions, and what follows from that of the brokers. Errors go to the reader.
void read_versions(Reader& kafka, kafka::Settings& settings);

}  // namespace mqfate::scenarios
