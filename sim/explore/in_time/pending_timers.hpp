// Armed timers along a path. Silent rounds (rounds.hpp) arm some of them anew between two steps.
//
// A timer that a round renews has two limits. It cannot fire while rounds come, unless something is
// slow: it comes at least its least time, less one period of the rounds, after the last step before
// which it was certainly renewed. And its longest time begins anew with each round.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/in_time/waiting_bounds.hpp"

namespace mqfate {

class PendingTimers {
public:
    void armed(NodeId node, TimerKey key, const Span& span, WaitingBounds& bounds) {
        disarmed(node, key, bounds);
        timers_.push_back(
            {node, key,
             bounds.asked_now(span,
                              {.of = TimeBound::Of::timer, .code = key.kind(), .node = node})});
    }
    void disarmed(NodeId node, TimerKey key, WaitingBounds& bounds) {
        if (const auto gone = take(node, key)) bounds.was_not_overdue(*gone);
    }
    void all_disarmed(NodeId node, WaitingBounds& bounds) {
        for (const Armed& timer : timers_)
            if (timer.node == node) bounds.was_not_overdue(timer.waiting);
        std::erase_if(timers_, [node](const Armed& timer) { return timer.node == node; });
    }
    void fires(NodeId node, TimerKey key, WaitingBounds& bounds) {
        const auto waiting = take(node, key);
        ENSURE(waiting, "a timer fires that nobody has armed");
        bounds.comes(*waiting, WaitingBounds::Turn::timer);
    }

    /// Between the last step and step `next`: `renewals` says which are armed anew,
    /// `is_paused(node)` whose do not fire.
    template <class IsPaused>
    void between(std::uint32_t next, const std::vector<Renewal>& renewals, IsPaused&& is_paused) {
        for (Armed& timer : timers_) {
            renew(timer, next, renewals);
            if (is_paused(timer.node)) timer.waiting.since = next;
        }
    }
    /// The path ends: what has not come was not overdue.
    void finish(WaitingBounds& bounds) const {
        for (const Armed& timer : timers_) bounds.was_not_overdue(timer.waiting);
    }

    /// After a silent round: the timers that it has armed, and that may stay armed for longer than
    /// `period`, in which the round comes again.
    std::vector<Renewal> renewed(Duration period) const {
        std::vector<Renewal> all;
        for (const Armed& timer : timers_)
            if (timer.waiting.asked == WaitingBounds::silent_round &&
                timer.waiting.span.most > period)
                all.push_back({timer.node, timer.key, period});
        return all;
    }
    /// The longest that the timer may be armed. Requires: it is.
    Duration longest(NodeId node, TimerKey key) const {
        for (const Armed& timer : timers_)
            if (timer.node == node && timer.key == key) return timer.waiting.span.most;
        ENSURE(false, "a timer that nobody has armed");
    }

private:
    struct Armed {
        NodeId node;
        TimerKey key;
        Waiting waiting;
    };

    std::optional<Waiting> take(NodeId node, TimerKey key) {
        for (std::size_t i = 0; i < timers_.size(); ++i)
            if (timers_[i].node == node && timers_[i].key == key) {
                Waiting waiting = timers_[i].waiting;
                timers_[i] = timers_.back();
                timers_.pop_back();
                return waiting;
            }
        return {};
    }
    static void renew(Armed& timer, std::uint32_t next, const std::vector<Renewal>& renewals) {
        Waiting& it = timer.waiting;
        bool renewed = false;
        for (const Renewal& renewal : renewals) {
            if (renewal.node != timer.node || renewal.key != timer.key) continue;
            it.since = next;
            if (it.always_renewed) {
                it.period = renewed ? std::min(it.period, renewal.period) : renewal.period;
                it.renewed = next;
            }
            renewed = true;
        }
        it.always_renewed = it.always_renewed && renewed;
    }

    std::vector<Armed> timers_;
};

}  // namespace mqfate
