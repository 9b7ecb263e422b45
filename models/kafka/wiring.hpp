// Who opens connections to whom in a Kafka cluster.
#pragma once

#include <vector>

#include "models/kafka/settings.hpp"
#include "sim/world/context.hpp"
#include "sim/world/network.hpp"

namespace mqfate::kafka {

/// Followers to the brokers they share a partition with, brokers to the controller, clients to
/// every broker, consumers to the coordinator.
std::vector<Channel> channels(const Settings& settings);

/// How long whoever receives takes, as Plan::handling has it. Empty where no time is set.
///
///   a request      `service`: of a connection the broker reads the next request when it has
///                  answered the last one, and other connections go on meanwhile
///                  (SocketServer.Processor mutes the channel; KafkaRequestHandler). The controller
///                  and the coordinator are brokers too.
///   news           `metadata`: a broker has an open fetch of the metadata log (KafkaRaftClient),
///                  and what comes is read, committed and handed to its parts by one thread after
///                  another (MetadataLoader, BrokerMetadataPublisher). Where only `service` is set
///                  that takes as long as a request.
///   other answers  no time: a follower's part of a round trip was too short to be measured.
std::vector<DelayId> handling(const Settings& settings, const std::vector<Channel>& channels);

}  // namespace mqfate::kafka
