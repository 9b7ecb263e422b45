// What a replica remembers of each producer: its epoch and its last five batches (KIP-98).
//
// It is a function of the log: leader and follower update it at each append, and it is rebuilt from
// the log after a truncation and at a restart. So a new leader recognises every batch it holds.
// Source: Apache Kafka 4.1, ProducerStateManager, ProducerStateEntry (NUM_BATCHES_TO_RETAIN = 5),
// ProducerAppendInfo.checkProducerEpoch and checkSequence,
// UnifiedLog.analyzeAndValidateProducerState. Leaves out: expiry after producer.id.expiration.ms (a
// day), and snapshots: a real reload keeps only the last batch of each producer from a snapshot,
// this one replays the whole log. Tested by: tests/models/kafka/producer_state_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/kafka/ids.hpp"
#include "models/kafka/messages.hpp"
#include "models/kafka/store.hpp"

namespace mqfate::kafka {

class ProducerStates {
public:
    static constexpr std::size_t batches_to_retain = 5;

    struct Verdict {
        Error error = Error::none;
        bool duplicate = false;  ///< already in the log: acknowledge, do not append
        Offset last_end;         ///< of a duplicate: one past its last offset
    };
    /// What a leader does with a batch of a client. Batches without a producer id always pass.
    Verdict check(const Batch& batch) const;

    /// The batch was appended with its first record at `base`.
    void update(const Batch& batch, Offset base);
    void clear() { producers.clear(); }

    struct Known {
        Sequence first;
        Sequence last;
        Offset end;  ///< one past its last offset
        friend bool operator==(const Known&, const Known&) = default;
    };
    struct Producer {
        ProducerId id;
        ProducerEpoch epoch;
        std::uint8_t count = 0;  ///< of batches, the newest first
        std::array<Known, batches_to_retain> batches{};
        friend bool operator==(const Producer&, const Producer&) = default;
    };
    std::vector<Producer> producers;  ///< in the order of their first batch
    friend bool operator==(const ProducerStates&, const ProducerStates&) = default;
};

}  // namespace mqfate::kafka
