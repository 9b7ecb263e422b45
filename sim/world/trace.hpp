// The trace of one run: who did what, when, to whom, about which messages.
//
// A trace is an instrument beside the world, kept for a run that somebody wants to look at. It has
// codes with parameters and no sentences: reports put them into words. Kinds of messages and timers
// are indexes into the model's variants; the model has their names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/facts.hpp"

namespace mqfate {

enum class Happening : std::uint8_t {
    sent,          ///< `code`: kind of message
    delivered,     ///< `code`: kind of message
    lost,          ///< `code`: kind of message: it will never arrive
    disconnected,  ///< `node` learns that its connection with `peer` has ended
    fired,         ///< `code`: kind of timer
    noted,         ///< `code`: FactKind
    synced,        ///< the messages named are on the disk of `node` now
    started,       ///< `code`: 0 first start, 1 restart
    crashed,       ///< `code`: CrashKind
    paused,
    resumed,
    cut,  ///< `code`: the cut
    healed,
    drain,  ///< faults stop, everything restarts and heals
};

struct TraceEvent {
    Instant at;
    Happening what{};
    std::uint8_t code = 0;
    Cause cause = Cause::none;
    NodeId node = no_node;
    NodeId peer = no_node;
    std::uint32_t first = 0;  ///< which messages: into Trace::messages
    std::uint32_t count = 0;
};

class Trace {
public:
    void add(TraceEvent event) {
        event.first = static_cast<std::uint32_t>(messages_.size());
        event.count = 0;
        events_.push_back(event);
    }
    /// Adds messages to the event that was added last.
    void mention(MessageId message) {
        messages_.push_back(message);
        ++events_.back().count;
    }
    void mention(RecordRange range, const Records& records) {
        for (const MessageId m : records.span(range.first, range.count)) mention(m);
    }

    std::span<const TraceEvent> events() const { return events_; }
    std::span<const MessageId> messages(const TraceEvent& event) const {
        return std::span(messages_).subspan(event.first, event.count);
    }
    bool concerns(const TraceEvent& event, MessageId message) const {
        const auto all = messages(event);
        return std::find(all.begin(), all.end(), message) != all.end();
    }
    void clear() {
        events_.clear();
        messages_.clear();
    }

private:
    std::vector<TraceEvent> events_;
    std::vector<MessageId> messages_;
};

}  // namespace mqfate
