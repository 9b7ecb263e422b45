// A path that real time forbids, made one that it allows: in another order, or with what a shortest
// path leaves out although it must come in time (a packet that arrives meanwhile).
//
// It is guided by the contradiction. That is a set of bounds, some of which say that a step comes
// late enough ("at least 30 s after step 2": the slow ones) and some that a step comes early enough
// ("at most 3 ms after step 2": the late ones, since they are violated by coming too late). So what
// comes too late is moved before what makes it wait; and what must have come by then but has not is
// put in. Then real time is asked again, until it agrees or no change helps.
//
// Not every order is tried, so a path that stays forbidden may still have one that is not: the
// report says "no order was found", not "there is none". Such a path is told as a way to read, so
// it is no longer than it was: what was put in has not helped. Tested by:
// tests/sim/explore/in_time/order_in_time_test.cpp.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/explore/in_time/time_bound.hpp"
#include "sim/explore/story/reorder.hpp"

namespace mqfate {

/// `look(steps)`: what real time says (in_time.hpp). `fits(bound, step, world)`: whether a step is
/// what the bound is about; `name(step, world)`: no other step of that world is called so.
template <Machine M, class Shows, class Look, class Fits, class Name> class OrderInTime {
public:
    OrderInTime(const M& machine, Shows shows, Look look, Fits fits, Name name)
        : reorder_(machine, std::move(shows)),
          look_(std::move(look)),
          fits_(std::move(fits)),
          name_(std::move(name)) {}

    /// What real time says of `trail`, which becomes another path to what it shows: one that can
    /// be; else one of no more steps, with a contradiction that is hard to help against.
    InTime find(Trail<M>& trail) {
        Trail<M> moved = trail;
        InTime as_it_is = look_(trail.steps);
        InTime timed = as_it_is;
        Trail<M> short_one = trail;
        InTime short_timed = as_it_is;
        for (int moves = 0; moves < most_moves && !timed.feasible(); ++moves) {
            if (!move(moved, timed.forbidding)) {  // what nothing helps against
                trail = std::move(short_one);
                return short_timed;
            }
            timed = look_(moved.steps);
            if (moved.steps.size() > trail.steps.size()) continue;
            short_one = moved;
            short_timed = timed;
        }
        if (!timed.feasible()) return as_it_is;
        trail = std::move(moved);
        return timed;
    }

private:
    static constexpr int most_moves = 100;

    // One change that may resolve the contradiction. False: there is none, `trail` is as it was.
    bool move(Trail<M>& trail, const std::vector<TimeBound>& forbidding) {
        for (const TimeBound& late : forbidding) {
            if (!late.at_most || late.of == TimeBound::Of::order) continue;
            if (late.then != TimeBound::Then::awaits && advance(trail, late, forbidding))
                return true;
            if (late.then != TimeBound::Then::came && put_in(trail, late)) return true;
        }
        return false;
    }
    // The step that comes too late goes before one of those that make it wait.
    bool advance(Trail<M>& trail, const TimeBound& late, const std::vector<TimeBound>& forbidding) {
        for (const TimeBound& slow : forbidding) {
            if (slow.at_most || slow.of == TimeBound::Of::order) continue;
            if (slow.later == 0 || slow.later >= late.later) continue;
            if (reorder_.advance(trail, late.later - 1, slow.later - 1)) return true;
            if (reorder_.hasten(trail, late.later - 1, slow.later - 1, name_)) return true;
        }
        return false;
    }
    // What has not come although it was due becomes a step, as early as it can.
    bool put_in(Trail<M>& trail, const TimeBound& late) {
        const auto fits = [&](const auto& step, const auto& world) {
            return fits_(late, step, world);
        };
        for (std::size_t at = late.earlier; at <= trail.steps.size() && at < late.later; ++at)
            if (reorder_.insert(trail, at, fits, name_)) return true;
        return late.then == TimeBound::Then::awaits &&
               reorder_.insert(trail, trail.steps.size(), fits, name_);
    }

    Reorder<M, Shows> reorder_;
    Look look_;
    Fits fits_;
    Name name_;
};

}  // namespace mqfate
