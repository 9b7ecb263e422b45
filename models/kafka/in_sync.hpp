// Who is in sync: followers' progress, and when the in-sync set shrinks and expands.
//
// A follower is caught up while its log end equals the leader's, or if it was caught up at most
// replica.lag.time.max.ms ago (Partition.isCaughtUp, Replica.updateFetchStateOrThrow; Kafka 4.1).
// A role reads no clock, and needs none here: the set is looked at every half of that time, so a
// follower is put out at the first check that finds two more between itself and the moment when the
// follower was last caught up. Ages in checks say so exactly, and no timer runs for it:
//
//   caught up last   check   check   check: out      (1.0 to 1.5 times replica.lag.time.max.ms)
//         |            |       |       |
//   age   0            1       2 = old
//
// Only the high watermark, which waits for a caught-up replica outside the set, sees the age
// between two checks: it waits 0.5 to 1.0 times that for one that has stopped asking, Kafka's 1.0
// times.
//
// A proposal goes to the controller by AlterPartition (membership.hpp); until it is answered both
// sets count (Replica::maximal_isr).
// Its state is that of the replicas that this broker leads: what a Replica says of isr, proposed,
// partition_epoch, epoch_start and remotes.
// Tested by: tests/models/kafka/in_sync_test.cpp.
#pragma once

#include <optional>

#include "models/kafka/context.hpp"
#include "models/kafka/replica.hpp"

namespace mqfate::kafka {

struct Parts;

class InSync {
public:
    explicit InSync(Parts& parts) : parts_(parts) {}

    /// The process starts: arms the check.
    void start();
    /// ReplicaManager's task isr-expiration: who is out is proposed to be put out.
    void check();

    // ---- the leader
    /// A broker comes to lead: of its followers it knows nothing until they ask.
    void know_nobody(std::size_t place);
    /// The set and the partition epoch that the controller names; no proposal outlives that.
    void take_over(std::size_t place, const PartitionState& state);
    /// A reign begins, at the log's end; `led_before`: this broker led in the one before, too.
    void begin_reign(std::size_t place, bool led_before);
    /// It leads no longer.
    void forget(std::size_t place);

    /// `follower` wants what comes from `offset` on.
    void follower_asked(std::size_t place, NodeId follower, Offset offset);

    // ---- the controller
    /// What is to be proposed for `partition`, if anything still is.
    std::optional<PartitionState> proposal(PartitionId partition) const;
    /// Whether `state` is news for the reign in which this broker leads.
    bool concerns(const PartitionState& state) const;
    /// The controller has committed `state`, which concerns this reign.
    void commit(const PartitionState& state);
    /// The proposal for `partition` is refused for good.
    void withdraw(PartitionId partition);

private:
    void propose(std::size_t place, ReplicaSet isr);
    void maybe_expand(std::size_t place, std::size_t remote);

    Parts& parts_;
};

}  // namespace mqfate::kafka
