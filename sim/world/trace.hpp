// The trace of one run: who did what, when, to whom, about which messages, and because of what.
//
// Whatever happens does so in a step (step.hpp), and most steps are brought about by an earlier
// one: that in which the message was sent, the timer armed, the sync asked for. So from an event
// one walks back, step by step, to where its story began.
//
// A trace is an instrument beside the world, kept for a run that somebody wants to look at. It has
// codes with parameters and no sentences: reports put them into words. Kinds of messages and timers
// have the codes of kind.hpp; the dialect of the system has their names (dialect.hpp).
// Tested by: tests/sim/run/step_causes_test.cpp.
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
    started,       ///< `code`: 0 at the beginning, 1 restart, 2 first start, later
    crashed,       ///< `code`: CrashKind
    shut_down,     ///< it is asked to end
    exited,        ///< it has ended
    paused,
    resumed,
    cut,  ///< `code`: the cut
    healed,
    drain,  ///< faults stop, everything restarts and heals; after the step that it names
};

/// The steps of one history, counted from 1 in the order in which they were taken.
using StepId = Strong<struct StepTag, std::uint32_t>;
/// No step: what nothing in the history brought about (a first start, a fault at an instant).
inline constexpr StepId no_step{0};

struct TraceEvent {
    Instant at;
    Happening what{};
    std::uint8_t code = 0;
    Cause cause = Cause::none;
    NodeId node = no_node;
    NodeId peer = no_node;
    std::uint32_t first = 0;  ///< which messages: into Trace::messages
    std::uint32_t count = 0;
    StepId step = no_step;       ///< in which it happened
    StepId caused_by = no_step;  ///< the step that brought `step` about
    friend bool operator==(const TraceEvent&, const TraceEvent&) = default;
};

class Trace {
public:
    /// The next step begins, brought about by `cause`. What is added from now on happens in it.
    void begin_step(StepId cause) { causes_.push_back(cause); }
    /// The step that began last.
    StepId step() const { return first_ + static_cast<std::uint32_t>(causes_.size()); }
    /// What brought `step` about. Every step has one, also where nothing that a trace keeps
    /// happened in it. no_step for a step before the last clear().
    StepId caused_by(StepId step) const {
        return step.value <= first_.value ? no_step : causes_[step - first_ - 1];
    }

    void add(TraceEvent event) {
        event.first = static_cast<std::uint32_t>(messages_.size());
        event.count = 0;
        event.step = step();
        event.caused_by = caused_by(event.step);
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
    /// Those of one step, in order.
    std::span<const TraceEvent> events(StepId step) const {
        const auto range = std::ranges::equal_range(events_, step, {}, &TraceEvent::step);
        return {range.begin(), range.end()};
    }
    std::span<const MessageId> messages(const TraceEvent& event) const {
        return std::span(messages_).subspan(event.first, event.count);
    }
    bool concerns(const TraceEvent& event, MessageId message) const {
        const auto all = messages(event);
        return std::find(all.begin(), all.end(), message) != all.end();
    }
    /// Forgets what happened. Steps are counted on.
    void clear() {
        first_ = step();
        causes_.clear();
        events_.clear();
        messages_.clear();
    }
    friend bool operator==(const Trace&, const Trace&) = default;

private:
    std::vector<TraceEvent> events_;  // in the order of steps
    std::vector<MessageId> messages_;
    StepId first_ = no_step;      // the last step that was forgotten
    std::vector<StepId> causes_;  // of the steps after it
};

}  // namespace mqfate
