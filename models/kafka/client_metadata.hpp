// What a client believes about the cluster: who leads each partition, and when to ask again.
//
// A reusable piece of the producer and the consumer: it holds belief and decides when; the role
// that owns it sends the request and arms the timers. Rules: org.apache.kafka.clients.Metadata,
// Apache Kafka 4.1 (requestUpdate, timeToAllowUpdate, updateLatestMetadata).
//   - One request at a time. After each there is a pause: retry.backoff.ms, doubled with each in
//     a row that failed or brought no newer leader epoch, up to retry.backoff.max.ms.
//   - An answer with an older leader epoch than the one known is ignored, partition by partition.
// Invariant: `leaders` is empty or has one element for each partition of the plan.
//   - metadata.max.age.ms after an answer another is asked for, whatever it may bring; then those
//     that brought nothing newer make no pause longer (timeToNextUpdate).
// Leaves out: leader hints in error answers (KIP-951), and two separate counts for failed and for
// equivalent answers (here one).
// Tested by: tests/models/kafka/client_metadata_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

struct ClientMetadata {
    struct Leader {
        NodeId node = no_node;
        LeaderEpoch epoch = no_epoch;
        friend bool operator==(const Leader&, const Leader&) = default;
    };
    std::vector<Leader> leaders;  ///< by PartitionId
    bool known = false;           ///< the topics are in the cache, with or without leaders
    bool wanted = false;          ///< a refresh is pending
    bool resting = false;         ///< MetadataBackoffOver is armed
    NodeId asked = no_node;       ///< whose answer is awaited
    NodeId next{0};               ///< where the search for somebody to ask begins
    std::uint8_t fruitless = 0;   ///< answers in a row that failed or brought nothing newer
    friend bool operator==(const ClientMetadata&, const ClientMetadata&) = default;

    /// no_node: nobody is known to lead `p`.
    NodeId leader(PartitionId p) const {
        return index(p) < leaders.size() ? leaders[index(p)].node : no_node;
    }
    LeaderEpoch epoch(PartitionId p) const {
        return index(p) < leaders.size() ? leaders[index(p)].epoch : no_epoch;
    }
    void request_update() { wanted = true; }
    /// The last answer is metadata.max.age.ms old (MetadataTooOld).
    void expired() {
        wanted = true;
        fruitless = 0;
    }
    /// Whether a MetadataRequest may leave now. Then the role sends it and says whom it `ask`s.
    bool may_ask() const { return wanted && !resting && asked == no_node; }
    void ask(NodeId server) { asked = server; }

    /// Takes in an answer of `from`, asked for or not. Returns whether the role must now rest (arm
    /// MetadataBackoffOver with `pause`) and count the age of the answer (arm MetadataTooOld).
    bool answered(const MetadataResponse& response, NodeId from);
    /// `server` will not answer any more. Returns whether the role must now rest; the next search
    /// for somebody to ask begins at the broker after it.
    bool failed(NodeId server, std::uint16_t brokers);
    /// How long to rest. Metadata.timeToAllowUpdate draws the jitter whenever it is asked, and the
    /// client polls for what it was told: it wakes when one draw is over and looks by the next.
    Wait pause(Duration backoff, Duration backoff_max) const;
    void rested() { resting = false; }

    /// Nobody can be reached: back to the bootstrap list, topics are unknown again, their leader
    /// epochs are not (KIP-899, KIP-1102; NetworkClient.DefaultMetadataUpdater).
    void rebootstrap();
};

/// The error says that who leads is not what the client believed (InvalidMetadataException).
bool is_invalid_metadata(Error error);
/// The request may be repeated (RetriableException).
bool is_retriable(Error error);

}  // namespace mqfate::kafka
