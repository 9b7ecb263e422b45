// What a configuration cannot bear, told before anything runs: by its copies and where they lie.
//
// A confirmed message is on min.insync.replicas brokers at least, and on as many disks only after
// their flush. Here only places are looked at: one broker, or one rack, that has it all.
// Tested by: tests/scenarios/systems/kafka/weak_spots_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "models/kafka/settings.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

/// A sentence each, topics in their order. `racks`: those that the file names.
std::vector<words::Phrase> weak_spots(
    const kafka::Settings& settings,
    const std::vector<std::pair<std::string, std::vector<NodeId>>>& racks);

}  // namespace mqfate::scenarios
