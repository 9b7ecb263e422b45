// Questions about a whole Kafka cluster: is anything left to do, what does a reader find?
//
// Instruments, not roles: they look at all nodes at once, for drivers and reports only.
// Tested by: tests/models/kafka/whole_test.cpp.
#pragma once

#include <vector>

#include "models/kafka/broker.hpp"
#include "models/kafka/consumer.hpp"
#include "models/kafka/controller.hpp"
#include "models/kafka/producer.hpp"
#include "models/kafka/settings.hpp"

namespace mqfate::kafka {

/// Who leads `partition` by the controller's decision; no_node: nobody.
NodeId leader_of(PartitionId partition, const Controller& controller);

/// Whether every replica that has a leader has what the leader has, all of it is committed, and
/// the leader knows that it leads. `broker`: the broker of a node.
template <class BrokerOf>
bool is_replicated(PartitionId partition, const Controller& controller, const Settings& settings,
                   BrokerOf&& broker) {
    const NodeId leader = leader_of(partition, controller);
    if (leader == no_node) return false;
    const Broker& of_leader = broker(leader);
    const auto place = of_leader.place_of(partition);
    if (!place || !of_leader.memory.replicas[*place].leads) return false;
    const Offset end = of_leader.durable.logs[*place].end;
    if (of_leader.memory.replicas[*place].high_watermark != end) return false;
    for (const NodeId node : settings.partition(partition).replicas) {
        const auto there = broker(node).place_of(partition);
        if (!there || broker(node).durable.logs[*there].end != end) return false;
    }
    return true;
}

/// The records that a reader of `partition` finds at its leader, batch by batch; those before
/// `upto` alone.
std::vector<RecordRange> readable(PartitionId partition, const Broker& leader, const Store& store,
                                  Offset upto = Offset{0xffffffff});

}  // namespace mqfate::kafka
