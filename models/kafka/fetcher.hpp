// The fetching half of a consumer: where it reads, from whom, and what it holds in store.
//
// Kafka's names: SubscriptionState (`assigned`), AbstractFetch (the requests), FetchBuffer and
// FetchCollector (`buffered` and take()), NetworkClient (`links`). Rules (Apache Kafka 4.1):
//   (1) One fetch at a time to each broker; none to a broker that leads a partition with buffered
//       records (AbstractFetch.prepareFetchRequests). So reading runs one fetch ahead of the work.
//   (2) Records are handed out in the order of arrival of their fetches, `max.poll.records` a poll;
//       the position moves when they are handed out (FetchCollector.collectFetch).
//   (3) An entry may begin before the position: what lies before it is skipped
//       (CompletedFetch.nextFetchedRecord).
//   (4) not_leader_or_follower, fenced_leader_epoch, kafka_storage_error: ask for metadata;
//       unknown_leader_epoch: just again; offset_out_of_range: reset, to the start or to the high
//       watermark (FetchCollector.handleInitializeErrors). No error waits by itself.
//       With auto.offset.reset=none there is no reset: `nowhere_to_begin`, which poll() throws
//       (SubscriptionState.resetInitializingPositions, OffsetOutOfRangeException).
//   (5) If the leader's log parts from what was read before the position, the position goes back to
//       there (KIP-320; SubscriptionState.maybeCompleteValidation).
//   (6) Each request for metadata goes to the next broker in turn (a random one of the least loaded
//       in NetworkClient.leastLoadedNode), so one that knows nothing is not asked for ever.
//   (7) A request without an answer for request.timeout.ms takes its connection with it. A broken
//       connection forgets its requests and asks for metadata; the next waits for
//       reconnect.backoff.ms, doubled with each failure in a row (NetworkClient,
//       ClusterConnectionStates). Until the host accepts a new one, its first request has the
//       set-up time-out, if that is shorter (attempts.hpp).
// Simplified: OffsetsForLeaderEpoch rides on every fetch (last_fetched_epoch), and ListOffsets for
// the latest offset is a fetch beyond the end, which is out of range and names the high watermark.
// Errors are handled when they arrive, inside a poll or not. The log starts at 0 (no retention).
// Left out: fetch.min.bytes above 1, rack-aware reading (KIP-392).
//
// Invariants: (1) A place stands in `buffered` once if it has something to hand out, else never.
//             (2) There is nothing to hand out before the position.
// Tested by: tests/models/kafka/fetcher_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/kafka/attempts.hpp"
#include "models/kafka/client_metadata.hpp"
#include "models/kafka/context.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

/// The configuration of the consumer whose context this is.
const ConsumerConfig& config_of(RoleContext& context);

/// A place in a partition: the next record, and the epoch of the one before it.
struct ReadPosition {
    Offset offset;
    LeaderEpoch epoch = no_epoch;
    friend bool operator==(const ReadPosition&, const ReadPosition&) = default;
};
/// Beyond every record: the position of a reader that is to begin at the latest offset.
inline constexpr Offset beyond_the_end{0xffffffff};

/// Records of one batch that a poll has returned and that are not worked on yet.
struct Polled {
    RecordRange records;
    std::uint16_t place = 0;  ///< of their partition in the assignment
    ReadPosition next;        ///< the position after the first of them
    friend bool operator==(const Polled&, const Polled&) = default;
};

struct Fetcher {
    struct Assigned {
        PartitionId partition;
        ReadPosition position;
        EntryRun fetched;  ///< not handed out yet; the first may be so in part
        friend bool operator==(const Assigned&, const Assigned&) = default;
    };
    struct Link {
        bool fetching = false;     ///< a fetch is under way
        bool backing_off = false;  ///< ReconnectBackoffOver is armed
        Attempts attempts;
        friend bool operator==(const Link&, const Link&) = default;
    };
    std::vector<Assigned> assigned;  ///< in the order of the settings: a place is an index
    std::vector<Link> links;         ///< by NodeId of the broker
    Ring<std::uint16_t> buffered;    ///< places with something to hand out, oldest first
    ClientMetadata metadata;
    bool nowhere_to_begin = false;  ///< a partition has no position, and none may be chosen
    friend bool operator==(const Fetcher&, const Fetcher&) = default;

    /// Begins without positions; asks for metadata.
    void start(RoleContext& context);
    /// Sets the positions: committed ones, and else those of auto.offset.reset.
    void seek(const OffsetFetchResponse& committed, const ConsumerConfig& config);
    /// Sends what may be sent now: fetches by rule (1), and a wanted request for metadata.
    void send(RoleContext& context);
    /// Hands out one piece of at most `room` records and notes them as delivered. Requires:
    /// something is in `buffered`, and room > 0.
    Polled take(std::uint32_t room, RoleContext& context);

    void on(const FetchResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataResponse& response, NodeId from, RoleContext& context);
    /// The host of `broker` has accepted the connection.
    void connected(NodeId broker, RoleContext& context);
    /// The connection to `broker` is gone, by whichever side.
    void lost(NodeId broker, RoleContext& context);
    void on(const ReconnectBackoffOver& timer, RoleContext& context);
    void on(const MetadataBackoffOver&, RoleContext& context);
    void on(const MetadataTooOld&, RoleContext& context);
    bool knows(NodeId broker) const { return index(broker) < links.size(); }
    const Assigned* find(PartitionId partition) const;

private:
    void take_in(const FetchResponse::Item& item, RoleContext& context);
    void handle_error(const FetchResponse::Item& item, Assigned& to, const ConsumerConfig& config);
    /// The committed offset is missing, or out of range: auto.offset.reset decides.
    void reset(Assigned& to, Offset latest, const ConsumerConfig& config);
    void fetch_from(NodeId broker, RoleContext& context);
    void await_answer(NodeId broker, std::uint32_t request, RoleContext& context);
    void ask_for_metadata(RoleContext& context);
    void rest(RoleContext& context);
};

}  // namespace mqfate::kafka
