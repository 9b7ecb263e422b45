// The partitions that a broker hosts: of each a log, which the disk keeps, and a replica, which is
// what the process knows about it. All other parts of a broker share them.
//
// A partition is named by its place: partitions come in the order of PartitionId, and place i is
// file i of the disk, whose positions are log end offsets. What is shared may be read by all, and
// each member of a Replica says whose it is to set; logs change through the verbs below only, which
// keep these invariants:
//   (1) a replica's producers are what its log says (producer_state.hpp);
//   (2) its high watermark and its recovery point lie within its log;
//   (3) the disk is told of each change of a log (write, cut_back).
// Source: Apache Kafka 4.1, LogManager, UnifiedLog. Checkpoint files are written and synced as one
// (CheckpointFile: temporary file, fsync, rename), so they are durable at once.
// Leaves out: several log directories. Tested by: tests/models/kafka/hosted_test.cpp,
// recovery_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/replica.hpp"
#include "models/kafka/replica_log.hpp"

namespace mqfate::kafka {

class Hosted {
public:
    /// What a crash leaves, by place.
    struct Durable {
        std::vector<ReplicaLog> logs;
        std::vector<Offset> high_watermarks;  ///< replication-offset-checkpoint
        std::vector<Offset> recovery_points;  ///< recovery-point-offset-checkpoint
        friend bool operator==(const Durable&, const Durable&) = default;

        std::size_t files() const { return logs.size(); }
        /// The disk has kept file `file` up to `kept`: what is above is gone, because of `cause`.
        void survive(FileId file, Position kept, Cause cause, RoleContext& context);
    };

    Hosted(std::vector<Replica>& replicas, Durable& durable, RoleContext& context)
        : replicas_(replicas), durable_(durable), context_(context) {}

    // ---- to read
    std::size_t count() const { return replicas_.size(); }
    /// Nothing: this broker does not host it.
    std::optional<std::uint16_t> place_of(PartitionId partition) const {
        return place_in(replicas_, partition);
    }
    Replica& replica(std::size_t place) { return replicas_[place]; }
    const ReplicaLog& log(std::size_t place) const { return durable_.logs[place]; }
    Offset end(std::size_t place) const { return durable_.logs[place].end; }

    // ---- to change
    /// The process starts: finds what it hosts, and takes from the disk what is left of it.
    void load();
    /// Appends an entry of `batch` that begins at the log's end; it is in the page cache then.
    void append(std::size_t place, EntryId id, const Entry& entry, const Batch& batch);
    /// A leader notes that its reign begins at the log's end (LeaderEpochFileCache.assign).
    void note_reign(std::size_t place) {
        durable_.logs[place].assign(replicas_[place].leader_epoch, end(place));
    }
    /// Cuts the log back to `to`, if it is longer; what goes is noted as removed, with `cause`.
    void truncate(std::size_t place, Offset to, Cause cause);
    /// Asks the disk for a sync of the log; Broker::on(Synced) follows.
    void sync(std::size_t place);
    /// A sync is done: everything below `upto` is on the disk.
    void synced(std::size_t place, Offset upto);
    /// Writes the checkpoint file of all high watermarks.
    void checkpoint_high_watermarks();

    /// Where `partition` is among `replicas`, which are in the order of PartitionId.
    static std::optional<std::uint16_t> place_in(const std::vector<Replica>& replicas,
                                                 PartitionId partition) {
        // Where every broker hosts every partition, the place is the number.
        if (index(partition) < replicas.size() && replicas[index(partition)].partition == partition)
            return partition.value;
        return search(replicas, partition);
    }

private:
    static std::optional<std::uint16_t> search(const std::vector<Replica>& replicas,
                                               PartitionId partition);
    static FileId file(std::size_t place) { return {static_cast<std::uint16_t>(place)}; }
    void recover(std::size_t place);
    void rebuild_producers(std::size_t place);

    std::vector<Replica>& replicas_;
    Durable& durable_;
    RoleContext& context_;
};

}  // namespace mqfate::kafka
