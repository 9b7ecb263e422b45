// What is immutable in Kafka and therefore lives once in the world: batches and log entries.
//
// A producer closes a batch and everyone passes its id. A leader's append makes an entry: which
// batch, at which offset, in which epoch. Followers copy entries by id, so a replica's log is a few
// runs of entry ids, however many messages it holds (replica_log.hpp).
#pragma once

#include <cstdint>

#include "models/kafka/entries.hpp"
#include "models/kafka/ids.hpp"
#include "sim/base/append_only.hpp"
#include "sim/world/facts.hpp"

namespace mqfate::kafka {

/// A record batch as it travels (KIP-98). Renumbering (a new epoch and sequence) makes a new batch.
struct Batch {
    PartitionId partition;
    ProducerEpoch epoch{};
    ProducerId producer = no_producer_id;
    Sequence first_sequence{};  ///< of its first record; the others follow one by one
    RecordRange records;
    std::uint32_t bytes = 0;  ///< of its messages
    std::uint32_t size = 0;   ///< with all that surrounds them, as limits count it
    friend bool operator==(const Batch&, const Batch&) = default;
};

struct Store {
    AppendOnly<BatchId, Batch> batches;
    Entries entries;
    friend bool operator==(const Store&, const Store&) = default;
    void clear() {
        batches.clear();
        entries.clear();
    }
};

}  // namespace mqfate::kafka
