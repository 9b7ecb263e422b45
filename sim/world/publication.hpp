// Who publishes what, and who is to get it: what the ledger judges against.
//
// A message lies in one queue or log, or in several (a fan-out); and each of its audiences, a
// consumer group or a queue's consumers, is to get it once. Each is judged on its own. A publisher
// sends all its messages to one destination.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/strong.hpp"

namespace mqfate {

/// A branch is an index into one of these lists: the number that facts about the message have.
struct Destination {
    std::vector<std::string> queues{"queue"};
    std::vector<std::string> audiences;  ///< empty: nobody reads, and only the queues are judged
    friend bool operator==(const Destination&, const Destination&) = default;
};

/// The messages `first`, `first` + 1, ... of one publishing application.
struct PublisherSeat {
    NodeId node = no_node;
    MessageId first;
    std::uint32_t messages = 0;
    std::uint16_t destination = 0;
    friend bool operator==(const PublisherSeat&, const PublisherSeat&) = default;
};

struct Publication {
    std::vector<Destination> destinations{Destination{}};
    /// In the order of messages, without gaps. Empty: all messages go to the first destination.
    std::vector<PublisherSeat> publishers;

    bool has_audiences() const {
        for (const Destination& destination : destinations)
            if (!destination.audiences.empty()) return true;
        return false;
    }
    /// Of all audiences, destination after destination: as in Fates::by_audience.
    std::vector<std::string> audience_names() const {
        std::vector<std::string> names;
        for (const Destination& destination : destinations)
            names.insert(names.end(), destination.audiences.begin(), destination.audiences.end());
        return names;
    }
    /// The seat of `node`, or null: it publishes nothing.
    const PublisherSeat* seat_of(NodeId node) const {
        for (const PublisherSeat& seat : publishers)
            if (seat.node == node) return &seat;
        return nullptr;
    }
    const Destination& of(MessageId message) const {
        for (const PublisherSeat& seat : publishers)
            if (message >= seat.first && message.value - seat.first.value < seat.messages)
                return destinations[seat.destination];
        return destinations.front();
    }
};

}  // namespace mqfate
