// Other orders of a path: steps that do not need each other may change places.
//
// A search keeps one of many shortest paths, and which of two independent steps comes first means
// nothing to it. In real time it may be all that forbids the path. Two neighbours may change places
// where the world after both is the same. Tested by: tests/sim/explore/reorder_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/explore/machine.hpp"
#include "sim/explore/time_bound.hpp"
#include "sim/explore/trail.hpp"

namespace mqfate {

/// `shows(findings)`: whether a step with these may be the last one.
template <Machine M, class Shows> class Reorder {
public:
    Reorder(M machine, Shows shows) : machine_(std::move(machine)), shows_(std::move(shows)) {}

    /// Steps `at` and `at + 1` (from 0) change places. False: one needs the other.
    bool swap(Trail<M>& trail, std::size_t at) {
        const auto& before = trail.worlds[at];
        const Bytes between = bytes_of(trail.worlds[at + 1]);
        const Bytes after = bytes_of(trail.worlds[at + 2]);
        const bool is_last = at + 2 == trail.steps.size();
        for (const auto& first : steps_of(before)) {
            auto other = before;
            if (machine_.take(other, first).outside || bytes_of(other) == between) continue;
            for (const auto& second : steps_of(other)) {
                auto reached = other;
                const Findings findings = machine_.take(reached, second);
                if (findings.outside || (is_last && !shows_(findings))) continue;
                if (bytes_of(reached) != after) continue;
                trail.steps[at] = first;
                trail.steps[at + 1] = second;
                trail.worlds[at + 1] = std::move(other);
                trail.worlds[at + 2] = std::move(reached);
                return true;
            }
        }
        return false;
    }
    /// Step `from` comes before step `to` (from 0, to < from), with all between that it needs.
    /// False, and `trail` is as it was: it needs `to`.
    bool advance(Trail<M>& trail, std::size_t from, std::size_t to) {
        Trail<M> moved = trail;
        std::size_t group = from;  // what moves: steps `group` to `from`
        for (std::size_t other = from; other-- > to;) {
            Trail<M> tried = moved;
            if (pass(tried, other, group, from)) {
                moved = std::move(tried);
                --from;
            } else if (other == to) {
                return false;
            }
            group = other;
        }
        trail = std::move(moved);
        return true;
    }

private:
    // Step `other` goes behind the steps `group` to `last`, which follow it.
    bool pass(Trail<M>& trail, std::size_t other, std::size_t group, std::size_t last) {
        CHECK(other + 1 == group, "a step passes those that follow it");
        for (std::size_t at = other; at < last; ++at)
            if (!swap(trail, at)) return false;
        return true;
    }
    std::vector<typename M::Step> steps_of(const typename M::State& state) {
        std::vector<typename M::Step> steps;
        machine_.steps(state, steps);
        return steps;
    }
    Bytes bytes_of(const typename M::State& state) {
        Bytes bytes;
        machine_.encode(state, bytes);
        return bytes;
    }

    M machine_;
    Shows shows_;
};

/// Where real time forbids the order of `trail` and not that of another one, `trail` becomes that.
/// `look(steps)` says what real time says (in_time.hpp).
template <Machine M, class Shows, class Look>
InTime order_in_time(Trail<M>& trail, const M& machine, Shows&& shows, Look&& look) {
    constexpr int most_moves = 100;
    Reorder reorder(machine, shows);
    Trail<M> moved = trail;
    InTime as_it_is = look(trail.steps);
    InTime timed = as_it_is;
    for (int moves = 0; moves < most_moves && !timed.feasible(); ++moves) {
        // Of the steps of the contradiction, the one that comes too late goes before the one that
        // makes it wait.
        bool has_moved = false;
        const std::vector<TimeBound> forbidding = timed.forbidding;
        for (const TimeBound& late : forbidding) {
            if (!late.at_most || has_moved) continue;
            for (const TimeBound& slow : forbidding) {
                if (slow.at_most || slow.of == TimeBound::Of::order) continue;
                if (slow.later >= late.later || slow.later == 0 || has_moved) continue;
                has_moved = reorder.advance(moved, late.later - 1, slow.later - 1);
            }
        }
        if (!has_moved) return as_it_is;
        timed = look(moved.steps);
    }
    if (!timed.feasible()) return as_it_is;
    trail = std::move(moved);
    return timed;
}

}  // namespace mqfate
