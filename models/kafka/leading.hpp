// The leader of a partition: append, high watermark, and what is told to producers.
//
//   producer          leader                      followers
//   ProduceRequest -> append (page cache)
//                     [flush, if it is due]
//                     acks=1: answer
//                     wake parked fetches ------> append, ask for the next offset
//                     <--------------------------  (which says: I have everything before)
//                     high watermark rises
//                     acks=all: answer
//
// Its state is that of the replicas that this broker leads (replica.hpp); a part without a state
// of its own. How far the followers are is in in_sync.hpp, the answers leave from inbox.hpp.
// Tested by: tests/models/kafka/leading_test.cpp.
#pragma once

#include <cstdint>

#include "models/kafka/context.hpp"
#include "models/kafka/inbox.hpp"
#include "models/kafka/replica.hpp"

namespace mqfate::kafka {

struct Parts;

class Leading {
public:
    explicit Leading(Parts& parts) : parts_(parts) {}

    /// The controller says that this broker leads, by `state`.
    void lead(std::size_t place, const PartitionState& state);

    /// Appends one batch, unless it is refused or here already. Returns what is known of its
    /// answer. Adds 1 to `syncs` if the answer must wait for a flush, on behalf of `client`
    /// (no_node: it has gone).
    ParkedProduce::Item append(const ProduceRequest::Item& item, Acks acks, NodeId client,
                               std::uint8_t& syncs);
    /// Settles those batches of a parked request whose answer is known by now.
    void settle(ParkedProduce& parked) const;

    /// Something has changed on which the high watermark depends: raises it if it can, and then
    /// whoever waits for that is answered.
    void raise_high_watermark(std::size_t place);

private:
    void append_entry(std::size_t place, BatchId batch);
    bool advance_high_watermark(std::size_t place);
    std::uint32_t effective_min_isr(const Replica& replica) const;

    Parts& parts_;
};

}  // namespace mqfate::kafka
