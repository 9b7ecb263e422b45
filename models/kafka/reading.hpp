// Reading: what a fetch is answered with. For followers up to the log end, for consumers up to the
// high watermark. Reading changes nothing; who must wait for an answer is in inbox.hpp.
//
// Sources (Apache Kafka 4.1): ReplicaManager.readFromLog, Partition.fetchRecords.
// Leaves out: min.bytes above 1, the total of fetch.max.bytes, fetching from followers (KIP-392).
// Tested by: tests/models/kafka/reading_test.cpp, reign_truncation_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/context.hpp"

namespace mqfate::kafka {

struct Parts;

class Reading {
public:
    struct Found {
        FetchResponse response;
        bool at_once = false;  ///< there is data, an error or a divergence
    };
    explicit Reading(Parts& parts) : parts_(parts) {}

    /// What there is for the request of `from` now.
    Found read(const FetchRequest& request, NodeId from) const;
    /// Where the epochs that are asked about end in the logs that this broker leads: what a
    /// follower asks before it fetches, until KIP-595 (reign_truncation.cpp).
    OffsetsForLeaderEpochResponse where_epochs_end(
        const OffsetsForLeaderEpochRequest& request) const;

private:
    bool read_item(const FetchRequest::Item& item, bool follower, std::uint32_t bytes,
                   FetchResponse::Item& result) const;
    OffsetsForLeaderEpochResponse::Item where_ends(
        const OffsetsForLeaderEpochRequest::Item& item) const;

    Parts& parts_;
};

}  // namespace mqfate::kafka
