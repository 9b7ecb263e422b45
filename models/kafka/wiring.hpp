// Who opens connections to whom in a Kafka cluster.
#pragma once

#include <vector>

#include "models/kafka/settings.hpp"
#include "sim/world/network.hpp"

namespace mqfate::kafka {

/// Followers to the brokers they share a partition with, brokers to the controller, clients to
/// every broker, consumers to the coordinator.
std::vector<Channel> channels(const Settings& settings);

}  // namespace mqfate::kafka
