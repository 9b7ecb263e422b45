// The group coordinator, as far as committed offsets go.
//
// One node that does not fail: a commit is durable when it is answered. The internal topic
// __consumer_offsets, its leader and its replicas (that is, commits that time out, or are lost with
// their leader) come with groups. One table by partition: a partition is read by one consumer.
//
// Rules (Apache Kafka 4.1, OffsetMetadataManager): the last commit to arrive wins, whatever its
// offset is, so a late older one goes back; commits are answered in the order of arrival.
// Tested by: tests/models/kafka/coordinator_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "models/kafka/context.hpp"

namespace mqfate::kafka {

struct Coordinator {
    struct Committed {
        Offset offset;
        LeaderEpoch epoch = no_epoch;
        friend bool operator==(const Committed&, const Committed&) = default;
    };
    struct Durable {
        std::vector<std::optional<Committed>> offsets;  ///< by PartitionId
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;
    struct Volatile {
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;

    void on(const Started&, RoleContext& context);
    void on(const Disconnected&, RoleContext&) {}
    void on(const OffsetCommitRequest& request, NodeId consumer, RoleContext& context);
    /// Answers with what is committed for the partitions of the consumer that asks.
    void on(const OffsetFetchRequest&, NodeId consumer, RoleContext& context);
    friend bool operator==(const Coordinator&, const Coordinator&) = default;
};

}  // namespace mqfate::kafka
