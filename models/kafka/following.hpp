// A follower: one thread for each leader broker copies all partitions that it leads.
//
// Sources (Apache Kafka 4.1): AbstractFetcherThread, ReplicaFetcherThread, Partition.makeFollower,
// ReplicaManager.applyLocalFollowersDelta. One request is under way to a leader at a time; the next
// leaves when the answer has been written (and flushed, where that is due).
//
// following.cpp has the thread and what it copies; reign_truncation.cpp what it did before it
// copied, until KIP-595.
// Tested by: tests/models/kafka/following_test.cpp, reign_truncation_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/kafka/context.hpp"
#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"

namespace mqfate::kafka {

struct Parts;

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

class Following {
public:
    struct State {
        std::vector<Follower> followers;  ///< by leader, ascending
        friend bool operator==(const State&, const State&) = default;
    };
    Following(State& state, Parts& parts) : state_(state), parts_(parts) {}

    /// The controller says that another broker leads, or nobody, by `state`.
    void follow(std::size_t place, const PartitionState& state);
    /// This partition is copied no longer.
    void stop(std::size_t place);
    /// After news from the controller: whoever has something to ask for asks.
    void start_fetching();

    // ---- news
    void answered(const FetchResponse& response, NodeId leader);
    void answered(const OffsetsForLeaderEpochResponse& response, NodeId leader);
    /// One of the flushes of what was copied from `leader` is done.
    void flushed(NodeId leader);
    /// The connection to `leader` has ended.
    void connection_lost(NodeId leader);
    /// It has not answered for replica.socket.timeout.ms.
    void timed_out(NodeId leader);
    void backoff_over(NodeId leader);

private:
    /// Adds one if there is none; references to others are good until then.
    Follower& follower(NodeId leader);
    void fetch_next(Follower& follower);
    void delay_all(Follower& follower);

    void take(const FetchResponse::Item& item, Follower& follower);
    void take_entries(std::size_t place, const FetchResponse::Item& item, Follower& follower);
    static void stop_copying(std::size_t place, Follower& follower);
    void take_error(const FetchResponse::Item& item, Follower::Partition& partition,
                    Follower& follower);
    void truncate_to_leader(std::size_t place, const FetchResponse::Item& item);

    // reign_truncation.cpp
    bool truncate_for_reign(std::size_t place);
    void ask_where_epochs_end(Follower& follower);
    bool truncate_to_answer(std::size_t place, const OffsetsForLeaderEpochResponse::Item& item);

    State& state_;
    Parts& parts_;
};

}  // namespace mqfate::kafka
