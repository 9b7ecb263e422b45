// Kafka's number lines, each a type of its own: an offset cannot be compared with an epoch.
#pragma once

#include <cstdint>

#include "sim/base/strong.hpp"

namespace mqfate::kafka {

/// A partition: dense from 0 over all topics of the plan.
using PartitionId = Strong<struct PartitionTag, std::uint16_t>;
/// A position in a partition's log, counted in records.
using Offset = Strong<struct OffsetTag, std::uint32_t>;
/// One reign of a leader over one partition (KIP-101). Rises by one with each election.
using LeaderEpoch = Strong<struct LeaderEpochTag, std::uint16_t>;
/// "None yet" in a request: the log is empty, so no entry has an epoch.
inline constexpr LeaderEpoch no_epoch{0xffff};
/// The version of a partition's state at the controller: rises with each change of leader or ISR.
using PartitionEpoch = Strong<struct PartitionEpochTag, std::uint16_t>;
/// The controller's number for one start of one broker.
using BrokerEpoch = Strong<struct BrokerEpochTag, std::uint16_t>;

using ProducerId = Strong<struct ProducerIdTag, std::uint32_t>;
/// A producer without idempotence has no id.
inline constexpr ProducerId no_producer_id{0xffffffff};
using ProducerEpoch = Strong<struct ProducerEpochTag, std::uint16_t>;
/// Numbers the records of one producer in one partition (KIP-98).
using Sequence = Strong<struct SequenceTag, std::uint32_t>;

/// A batch as a producer closed it; an entry: a batch as a leader appended it (store.hpp).
using BatchId = Strong<struct BatchTag, std::uint32_t>;
using EntryId = Strong<struct EntryTag, std::uint32_t>;

/// A set of replicas of one partition: bit i is the i-th of its replica assignment (at most 16).
struct ReplicaSet {
    std::uint16_t bits = 0;
    friend constexpr bool operator==(const ReplicaSet&, const ReplicaSet&) = default;
    constexpr bool has(unsigned i) const { return (bits >> i & 1U) != 0; }
    constexpr ReplicaSet with(unsigned i) const {
        return {static_cast<std::uint16_t>(bits | 1U << i)};
    }
    constexpr ReplicaSet without(unsigned i) const {
        return {static_cast<std::uint16_t>(bits & ~(1U << i))};
    }
    constexpr unsigned size() const { return static_cast<unsigned>(__builtin_popcount(bits)); }
};

}  // namespace mqfate::kafka
