// A broker: replicas of several partitions, some of which it leads and some of which it follows.
//
// The role is split by concept: this file has its state and its handlers; what they do is in
//   recovery.cpp      start, restart, what a crash leaves of the logs
//   membership.cpp    the controller: registration, heartbeats, metadata, AlterPartition
//   inbox.cpp         one request of a client at a time
//   leading.cpp       append, high watermark, answers to producers
//   in_sync.cpp       followers' progress, in-sync replicas
//   reading.cpp       reading for followers and consumers, long poll
//   following.cpp     copying from leaders, truncation
//   reign_truncation.cpp  what a reign's beginning truncated, by the rules before KIP-595
//   flushing.cpp      flush by count and by time, checkpoints
// Source of the rules: Apache Kafka 4.1 (ReplicaManager, Partition, UnifiedLog,
// AbstractFetcherThread, BrokerLifecycleManager), named at each.
//
// Files of the disk: file i is the log of the i-th partition this broker hosts, in the order of
// PartitionId; positions are log end offsets. Checkpoint files are written and synced as one
// (CheckpointFile: temporary file, fsync, rename), so they are durable at once.
// Leaves out: several log directories, request quotas, the time that a request handler takes.
// Tested by: tests/models/kafka/leading_test.cpp, following_test.cpp and those of the other parts.
#pragma once

#include <optional>
#include <vector>

#include "models/context.hpp"
#include "models/kafka/inbox.hpp"
#include "models/kafka/replica.hpp"
#include "models/kafka/replica_log.hpp"

namespace mqfate::kafka {

/// The thread that copies from one leader all partitions it leads (ReplicaFetcherThread).
struct Follower {
    struct Partition {
        std::uint16_t place = 0;  ///< among the hosted partitions
        bool delayed = false;     ///< after an error, for replica.fetch.backoff.ms
        bool fenced = false;      ///< until the controller names a new reign
        bool stale = false;       ///< its reign began after the request was sent
        bool truncating = false;  ///< it must ask where its epoch ends (reign_truncation.cpp)
        friend bool operator==(const Partition&, const Partition&) = default;
    };
    NodeId leader;
    bool awaiting = false;   ///< a fetch is under way
    std::uint8_t syncs = 0;  ///< flushes of what it appended that are still to come
    std::vector<Partition> partitions;
    friend bool operator==(const Follower&, const Follower&) = default;
};

/// Who waits for the next sync of the disk; syncs are done in the order of asking.
struct SyncWaiter {
    enum class Who : std::uint8_t { client, follower, nobody } who = Who::nobody;
    std::uint16_t place = 0;
    NodeId node;  ///< the client, or the leader that is followed
    friend bool operator==(const SyncWaiter&, const SyncWaiter&) = default;
};

/// What this broker has read in the controller's metadata log about one partition.
struct Image {
    PartitionState state;
    bool known = false;
    friend bool operator==(const Image&, const Image&) = default;
};

struct Broker {
    struct Durable {
        std::vector<ReplicaLog> logs;         ///< by place
        std::vector<Offset> high_watermarks;  ///< replication-offset-checkpoint, by place
        std::vector<Offset> recovery_points;  ///< recovery-point-offset-checkpoint, by place
        friend bool operator==(const Durable&, const Durable&) = default;

        std::size_t files() const { return logs.size(); }
        /// The disk has kept file `file` up to `kept`: what is above is gone, because of `cause`.
        void survive(FileId file, Position kept, Cause cause, RoleContext& context);
    } durable;

    struct Volatile {
        std::vector<Replica> replicas;        ///< by place
        std::vector<ClientChannel> channels;  ///< by client, ascending
        std::vector<Follower> followers;      ///< by leader, ascending
        Ring<SyncWaiter> sync_waiters;
        std::vector<Image> image;  ///< of all partitions, by PartitionId
        BrokerEpoch epoch;
        std::uint32_t producer_ids = 0;  ///< given out since the start
        bool up = false;                 ///< it has read the state of all partitions
        bool registered = false;
        bool fenced = false;
        std::optional<PartitionId> alter_in_flight;
        Ring<PartitionId> alter_waiting;
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;

    // ---- the process and its disk
    void on(const Started& started, RoleContext& context);
    void on(const Synced& synced, RoleContext& context);
    void on(const FlushCheckDue&, RoleContext& context);
    void on(const FlushIntervalOver& timer, RoleContext& context);
    void on(const CheckpointDue&, RoleContext& context);

    // ---- clients
    void on(const ProduceRequest& request, NodeId from, RoleContext& context);
    void on(const FetchRequest& request, NodeId from, RoleContext& context);
    void on(const InitProducerIdRequest& request, NodeId from, RoleContext& context);
    void on(const MetadataRequest& request, NodeId from, RoleContext& context);
    void on(const ProduceExpires& timer, RoleContext& context);
    void on(const FetchExpires& timer, RoleContext& context);
    void on(const Disconnected& gone, RoleContext& context);

    // ---- replication
    void on(const FetchResponse& response, NodeId from, RoleContext& context);
    void on(const OffsetsForLeaderEpochRequest& request, NodeId from, RoleContext& context);
    void on(const OffsetsForLeaderEpochResponse& response, NodeId from, RoleContext& context);
    void on(const FetchTimeout& timer, RoleContext& context);
    void on(const FetchBackoffOver& timer, RoleContext& context);
    void on(const IsrCheckDue&, RoleContext& context);

    // ---- the controller
    void on(const BrokerRegistrationResponse& response, NodeId from, RoleContext& context);
    void on(const BrokerHeartbeatResponse& response, NodeId from, RoleContext& context);
    void on(const AlterPartitionResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataUpdate& update, NodeId from, RoleContext& context);
    void on(const HeartbeatDue&, RoleContext& context);
    void on(const ControllerTimeout&, RoleContext& context);
    void on(const ControllerRetryDue&, RoleContext& context);

    friend bool operator==(const Broker&, const Broker&) = default;

    /// Where among the hosted partitions `partition` is; nothing if it is not hosted (or not up).
    std::optional<std::uint16_t> place_of(PartitionId partition) const {
        // Where every broker hosts every partition, the place is the number.
        const auto& replicas = memory.replicas;
        if (index(partition) < replicas.size() && replicas[index(partition)].partition == partition)
            return partition.value;
        return search(partition);
    }

private:
    std::optional<std::uint16_t> search(PartitionId partition) const;
    ReplicaLog& log(std::size_t place) { return durable.logs[place]; }
    static FileId file(std::size_t place) { return {static_cast<std::uint16_t>(place)}; }

    // recovery.cpp
    void recover(std::size_t place, RoleContext& context);
    void rebuild_producers(std::size_t place, const Store& store);

    // membership.cpp
    void apply(const PartitionState& state, RoleContext& context);
    void call_controller(Vocabulary::Body body, RoleContext& context);
    void propose(std::size_t place, ReplicaSet isr, RoleContext& context);
    void commit_isr(const PartitionState& state, RoleContext& context);
    void send_next_alter(RoleContext& context);
    void controller_is_silent(RoleContext& context);

    // inbox.cpp
    /// Adds one if there is none; references to others are good until then.
    ClientChannel& channel(NodeId client);
    template <class Message>
    void receive(const Message& message, NodeId from, RoleContext& context);
    void serve_next(ClientChannel& channel, RoleContext& context);
    void client_gone(NodeId client, RoleContext& context);
    void discard(ClientChannel& channel, RoleContext& context);
    void serve(ClientChannel& channel, const ProduceRequest& request, RoleContext& context);
    void serve(ClientChannel& channel, const FetchRequest& request, RoleContext& context);
    void serve(ClientChannel& channel, const MetadataRequest&, RoleContext& context);
    void serve(ClientChannel& channel, const InitProducerIdRequest&, RoleContext& context);
    void serve(ClientChannel& channel, const OffsetsForLeaderEpochRequest& request,
               RoleContext& context);
    void unblock(RoleContext& context);

    // leading.cpp
    void lead(std::size_t place, const PartitionState& state, RoleContext& context);
    static void put_out(Replica& replica, ReplicaSet isr);
    ParkedProduce::Item append(const ProduceRequest::Item& item, Acks acks, NodeId client,
                               std::uint8_t& syncs, RoleContext& context);
    void append_entry(std::size_t place, BatchId batch, RoleContext& context);
    bool advance_high_watermark(std::size_t place, RoleContext& context);
    void settle_produces(PartitionId partition, RoleContext& context);
    void settle(ParkedProduce& parked, const Settings& settings) const;
    void answer_produce(ClientChannel& channel, RoleContext& context);
    std::uint32_t effective_min_isr(const Replica& replica, const Settings& settings) const;

    // in_sync.cpp
    void follower_asked(std::size_t place, NodeId follower, Offset offset, RoleContext& context);
    void begin_reign(std::size_t place, bool led_before, const Settings& settings);
    void maybe_expand_isr(std::size_t place, std::size_t remote, RoleContext& context);

    // reading.cpp
    struct Read {
        FetchResponse response;
        bool at_once = false;  ///< there is data, an error or a divergence
    };
    Read read(const FetchRequest& request, NodeId from, RoleContext& context);
    bool read_item(const FetchRequest::Item& item, bool follower, std::uint32_t bytes,
                   FetchResponse::Item& result, RoleContext& context) const;
    void answer_fetch(ClientChannel& channel, FetchResponse&& response, RoleContext& context);
    /// Looks at every parked fetch that asks for `partition` again.
    void wake(PartitionId partition, bool followers, RoleContext& context);
    void wake_readers(PartitionId partition, RoleContext& context);

    // following.cpp
    Follower& follower(NodeId leader);
    void follow(std::size_t place, const PartitionState& state, RoleContext& context);
    void stop_following(std::size_t place);
    void start_fetching(RoleContext& context);
    void take(const FetchResponse::Item& item, Follower& follower, RoleContext& context);
    void take_entries(std::size_t place, const FetchResponse::Item& item, Follower& follower,
                      RoleContext& context);
    static void stop_copying(std::size_t place, Follower& follower);
    void take_error(const FetchResponse::Item& item, Follower::Partition& partition,
                    Follower& follower, RoleContext& context);
    void truncate_to_leader(std::size_t place, const FetchResponse::Item& item,
                            RoleContext& context);
    void truncate(std::size_t place, Offset to, Cause cause, RoleContext& context);
    void fetch_next(Follower& follower, RoleContext& context);
    void delay_all(Follower& follower, RoleContext& context);

    // reign_truncation.cpp
    bool truncate_for_reign(std::size_t place, RoleContext& context);
    void ask_where_epochs_end(Follower& follower, RoleContext& context);
    bool truncate_to_answer(std::size_t place, const OffsetsForLeaderEpochResponse::Item& item,
                            RoleContext& context);
    OffsetsForLeaderEpochResponse::Item where_ends(const OffsetsForLeaderEpochRequest::Item& item,
                                                   ReplicationRules rules) const;

    // flushing.cpp
    static Duration flush_interval(const Replica& replica, const Settings& settings);
    bool flush_if_due(std::size_t place, SyncWaiter waiter, RoleContext& context);
};

}  // namespace mqfate::kafka
