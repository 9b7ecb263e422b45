// How a cluster begins: the first replica of each assignment leads, and all are in sync.
#pragma once

#include "models/kafka/messages.hpp"
#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

inline PartitionState initial_state(PartitionId partition, const Settings& settings) {
    const auto& replicas = settings.partition(partition).replicas;
    const auto all = static_cast<std::uint16_t>((1U << replicas.size()) - 1U);
    return {partition, replicas.front(), LeaderEpoch{0}, PartitionEpoch{0}, ReplicaSet{all}};
}

}  // namespace mqfate::kafka
