// Bounds on the instants of steps, out of what comes and what does not.
//
//   What comes with step n, and was asked for by step k, gives two bounds: n comes at least its
//   least time after k, and at most its longest time after k.
//   What has not come by step n although it is still awaited (or was disarmed, or lost, by step n)
//   gives one: n comes at most its longest time after k. Else it would have come before.
//
// For example: a request is sent with step 2 and takes 1 to 3 ms; the time-out of 30 s that was
// armed with step 2 fires with step 3, before the request arrives with step 4. Then
//     at3 - at2 >= 30 s    (the timer)    and    at4 - at2 <= 3 ms    (the packet),
// which contradicts the order of the steps 3 and 4: no run does that.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include "sim/explore/in_time/time_bounds.hpp"
#include "sim/explore/in_time/waiting.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/step.hpp"

namespace mqfate {

class WaitingBounds {
public:
    /// Of one instant are the faults first, then disks, deliveries, timers (sim/run/sampler.hpp).
    enum class Turn : std::uint8_t { fault, disk, delivery, timer };
    /// The number of a step that is none of the path: it belongs to a silent round.
    static constexpr std::uint32_t silent_round = 0xffff'ffff;

    /// `out` gets the bounds, and must live longer. `age_unknown`: what is asked for before the
    /// first step is of any age. `can_be_slow`: some packet of the plan may take any time.
    WaitingBounds(TimeBounds& out, const Wiring& wiring, bool age_unknown, bool can_be_slow)
        : out_(&out),
          after_cut_(wiring.retransmission_timeout_max),
          age_unknown_(age_unknown),
          can_be_slow_(can_be_slow) {}

    /// From now on step number `number` is taken, from 1.
    void begin(std::uint32_t number, const Choice& choice) {
        step_ = number;
        deviates_ = choice.deviates;
        last_turn_ = std::exchange(turn_, Turn::fault);
        const auto* step = std::get_if<Step>(&choice.what);
        by_rule_ = step != nullptr && (std::holds_alternative<Withhold>(*step) ||
                                       std::holds_alternative<Break>(*step));
    }
    /// The path has ended with step `last`; what was_not_overdue() says is of what still awaits.
    void finish(std::uint32_t last) {
        step_ = last;
        by_rule_ = false;
        then_ = TimeBound::Then::awaits;
    }
    /// From now on nothing becomes a bound, and whatever is asked for is so by `silent_round`.
    void be_silent() {
        out_ = nullptr;
        step_ = silent_round;
        by_rule_ = false;
    }
    /// Whether a rule of the plan about messages takes this step: what it hits was lost when it was
    /// sent, so its time bounds nothing.
    bool by_rule() const { return by_rule_; }

    /// Asked for by this step.
    Waiting asked_now(const Span& span, const TimeBound& what) const {
        Waiting waiting;
        waiting.span = span;
        waiting.what = what;
        ask_again(waiting);
        return waiting;
    }
    /// It begins with this step, whenever it was asked for: the disk turns to it now, say.
    void ask_again(Waiting& waiting) const {
        waiting.asked = waiting.since = step_;
        waiting.age_unknown = step_ == 0 && age_unknown_;
    }
    /// It comes with this step; `turn` says what kind of event that is.
    void comes(const Waiting& it, Turn turn) {
        turn_ = turn;
        if (bounds_nothing()) return;
        if (!it.age_unknown) {  // else it may be as old as it can get
            out_->at_least(it.asked, step_, it.span.least, it.what);
            out_->usually(it.asked, step_, it.span.usual);
        }
        // A time-out in spite of rounds that renew it: where a packet may be slow, one was.
        if (it.renewed != 0 && !(deviates_ && can_be_slow_))
            out_->at_least(it.renewed, step_, Duration{it.span.least.ns - it.period.ns}, it.what);
        then_ = TimeBound::Then::came;
        was_not_overdue(it);
        then_ = TimeBound::Then::gone;
        // Of one instant, what has the earlier turn would have come before the last step.
        if (step_ > 1 && turn < last_turn_ && it.span.least.ns > 0)
            out_->at_least(step_ - 1, step_, Duration{1}, it.what);
    }
    /// It had not come before this step.
    void was_not_overdue(Waiting it) {
        it.what.then = then_;
        if (bounds_nothing() || by_rule_ || it.since >= step_ || it.span.most == forever()) return;
        const Duration cut = it.was_cut ? after_cut_ : Duration{};
        out_->at_most(it.since, step_, it.span.most + cut, it.what);
    }

private:
    bool bounds_nothing() const { return out_ == nullptr || step_ == 0; }

    TimeBounds* out_;
    Duration after_cut_;  // until what a cut has stopped is sent again, at most
    bool age_unknown_;
    bool can_be_slow_;
    std::uint32_t step_ = 0;
    bool deviates_ = false;                         // this step, from the order of time
    bool by_rule_ = false;                          // this step is taken by a rule about messages
    Turn turn_ = Turn::fault;                       // of this step
    Turn last_turn_ = Turn::fault;                  // of the step before
    TimeBound::Then then_ = TimeBound::Then::gone;  // what was_not_overdue() is about
};

}  // namespace mqfate
