// One partition at one broker: who leads it as far as this broker knows, and, if it leads itself,
// how far the others are. All parts of the broker read it (hosted.hpp); who sets what stands at the
// members.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>

#include "models/kafka/ids.hpp"
#include "models/kafka/producer_state.hpp"
#include "sim/base/strong.hpp"

namespace mqfate::kafka {

/// What a leader knows of a follower (org.apache.kafka.server.replica.Replica). Ages are counted in
/// checks of the in-sync set, one every half of replica.lag.time.max.ms (in_sync.cpp).
struct Remote {
    static constexpr std::uint8_t old = 2;  ///< the lag time has passed; ages stop here

    Offset end;                    ///< it has everything below: that is what it asked for last
    Offset leader_end;             ///< the leader's log end when it asked
    bool known = false;            ///< it has asked in this reign
    std::uint8_t caught_up = old;  ///< age of the moment when it was last caught up
    std::uint8_t asked = old;      ///< age of its last request
    friend bool operator==(const Remote&, const Remote&) = default;
};

struct Replica {
    PartitionId partition;
    PartitionEpoch partition_epoch;  ///< InSync, and Following at a new state
    // Whoever takes the partition over, Leading or Following:
    LeaderEpoch leader_epoch;
    NodeId leader = no_node;
    bool known = false;  ///< the controller's state of it has arrived since the start
    bool leads = false;
    // Flushing:
    /// An append waits for its sync and holds the log's lock (UnifiedLog.append flushes inside it).
    bool locked = false;
    bool flush_due = false;  ///< flush.ms has passed since the last flush by time
    // InSync:
    ReplicaSet isr;                      ///< as the controller has committed it; leader only
    std::optional<ReplicaSet> proposed;  ///< what AlterPartition asked for, not yet answered
    // Leading raises it, Following takes the leader's; Hosted keeps it within the log.
    Offset high_watermark;
    Offset epoch_start;  ///< InSync: the log end when this reign began
    // Hosted:
    Offset recovery_point;  ///< everything below was flushed (LocalLog.recoveryPoint)
    ProducerStates producers;
    // InSync:
    boost::container::small_vector<Remote, 3> remotes;  ///< by place in the assignment; leader only
    friend bool operator==(const Replica&, const Replica&) = default;

    /// Members as the high watermark counts them: a joining replica already, a leaving one still
    /// (Partition.maximalIsr, KIP-497).
    ReplicaSet maximal_isr() const {
        return proposed ? ReplicaSet{static_cast<std::uint16_t>(isr.bits | proposed->bits)} : isr;
    }
};

}  // namespace mqfate::kafka
