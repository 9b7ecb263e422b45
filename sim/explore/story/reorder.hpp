// Other orders of a path: steps that do not need each other change places.
//
// A search keeps one of many shortest paths, and which of two independent steps comes first means
// nothing to it. In real time it may be all that forbids the path: "the time-out of 30 s fires,
// then the packet arrives that took 1 ms" cannot be, the reverse can. And a shortest path leaves
// out what does not matter, where real time lets it happen all the same.
//
// Three changes, from the mildest on: two neighbours change places where the world after both is
// the same (swap, and advance, which is many swaps); a step comes earlier although the world is
// another one then, and the others follow as well as they can (hasten); one more step is put in
// (insert). After each, the path must still end by showing what is asked; else it stays as it was.
//
// Worlds with the same bytes count as one, but a step may say where something lies that the bytes
// do not say (an armed timer, by its place). So behind steps that changed places the others are
// found again, each as the one that leads to the same world as before.
//
// In another world a step is found again by its *name*: whoever calls gives a function
// `name(step, world)` that no two steps of one world share ("b1 gets ProduceRequest #1 from p").
// Tested by: tests/sim/explore/story/reorder_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/search/machine.hpp"
#include "sim/explore/search/trail.hpp"
#include "sim/explore/world/choice.hpp"

namespace mqfate {

/// `shows(findings)`: whether a step with these may be the last one.
template <Machine M, class Shows> class Reorder {
public:
    Reorder(M machine, Shows shows) : machine_(std::move(machine)), shows_(std::move(shows)) {}

    /// Steps `at` and `at + 1` (from 0) change places. False, and `trail` is as it was: one needs
    /// the other.
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
                follow(trail, at + 2, std::exchange(trail.worlds[at + 2], std::move(reached)));
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

    /// Step `from` comes before step `to` (from 0, to < from), though the world is another one
    /// then. The others follow by their names where they can, faults all of them, and what goes on
    /// by itself does, until it shows what is asked for. False, and `trail` is as it was.
    template <class Name>
    bool hasten(Trail<M>& trail, std::size_t from, std::size_t to, Name&& name) {
        Trail<M> other = trail;
        other.worlds.resize(to + 1);
        other.steps.resize(to);
        if (!take_called(other, name(trail.steps[from], trail.worlds[from]), name)) return false;
        for (std::size_t i = to; i < trail.steps.size(); ++i) {
            if (i == from) continue;
            const auto called = name(trail.steps[i], trail.worlds[i]);
            if (!take_when_it_can(other, called, name) && !is_free(trail.steps[i])) return false;
        }
        if (!settle(other)) return false;
        trail = std::move(other);
        return true;
    }

    /// One more step: `fits(step, world)`, before step `at` (from 0; `at` may be past the last).
    /// The others follow by their names, `name(step, world)`; then whatever goes on by itself,
    /// until it shows what is asked for. False, and `trail` is as it was: none is like that.
    template <class Fits, class Name>
    bool insert(Trail<M>& trail, std::size_t at, Fits&& fits, Name&& name) {
        for (const auto& more : steps_of(trail.worlds[at])) {
            if (!fits(more, trail.worlds[at])) continue;
            Trail<M> longer = trail;
            longer.worlds.resize(at + 1);
            longer.steps.resize(at);
            bool follows = take(longer, more);
            for (std::size_t i = at; follows && i < trail.steps.size(); ++i)
                follows = take_called(longer, name(trail.steps[i], trail.worlds[i]), name);
            if (!follows || !settle(longer)) continue;
            trail = std::move(longer);
            return true;
        }
        return false;
    }

private:
    static constexpr int most_more_steps = 60;
    static constexpr int most_waits = 6;

    /// Whether it is no fault, and in the order of time.
    template <class Step> static bool is_free(const Step& step) {
        if constexpr (requires { step.price == Price::nothing && !step.deviates; })
            return step.price == Price::nothing && !step.deviates;
        else
            return true;
    }
    // World `at` was another one with the same bytes: all steps from there lead on as before.
    void follow(Trail<M>& trail, std::size_t at, typename M::State was) {
        for (; at < trail.steps.size() && trail.worlds[at] != was; ++at)
            was = std::exchange(trail.worlds[at + 1], step_again(trail, at));
    }
    // Step `at` becomes one that leads to a world with the bytes of the next, which is returned.
    typename M::State step_again(Trail<M>& trail, std::size_t at) {
        const Bytes next = bytes_of(trail.worlds[at + 1]);
        const bool is_last = at + 1 == trail.steps.size();
        for (const auto& step : steps_of(trail.worlds[at])) {
            auto reached = trail.worlds[at];
            const Findings findings = machine_.take(reached, step);
            if (findings.outside || (is_last && !shows_(findings))) continue;
            if (bytes_of(reached) != next) continue;
            trail.steps[at] = step;
            return reached;
        }
        ENSURE(false, "worlds with the same bytes that do not lead to the same");
    }
    bool take(Trail<M>& trail, const typename M::Step& step) {
        auto next = trail.worlds.back();
        findings_ = machine_.take(next, step);
        if (findings_.outside) return false;
        trail.steps.push_back(step);
        trail.worlds.push_back(std::move(next));
        return true;
    }
    // Takes the step with that name. False: there is none, or it is outside of the scope.
    template <class Called, class Name>
    bool take_called(Trail<M>& trail, const Called& called, Name&& name) {
        for (const auto& step : steps_of(trail.worlds.back()))
            if (name(step, trail.worlds.back()) == called) return take(trail, step);
        return false;
    }
    // At once, or after a few steps that come by themselves.
    template <class Called, class Name>
    bool take_when_it_can(Trail<M>& trail, const Called& called, Name&& name) {
        Trail<M> later = trail;
        std::vector<Bytes> seen{bytes_of(later.worlds.back())};
        for (int waits = 0; waits < most_waits; ++waits) {
            if (take_called(later, called, name)) {
                trail = std::move(later);
                return true;
            }
            if (!take_new(later, seen)) return false;
        }
        return false;
    }
    // Takes what comes by itself until the last step shows what is asked. False: it does not come.
    bool settle(Trail<M>& trail) {
        std::vector<Bytes> seen{bytes_of(trail.worlds.back())};
        for (int i = 0; i < most_more_steps && !shows_(findings_); ++i)
            if (!take_new(trail, seen)) return false;
        return shows_(findings_);
    }
    // Takes the first step that is no fault and leads to a world that was not met since; adds that
    // to `seen`. False: there is none.
    bool take_new(Trail<M>& trail, std::vector<Bytes>& seen) {
        for (const auto& step : steps_of(trail.worlds.back())) {
            if (!is_free(step) || !take(trail, step)) continue;
            seen.push_back(bytes_of(trail.worlds.back()));
            if (std::find(seen.begin(), seen.end() - 1, seen.back()) == seen.end() - 1) return true;
            seen.pop_back();
            trail.steps.pop_back();
            trail.worlds.pop_back();
        }
        return false;
    }
    // Step `other` goes behind the steps `group` to `last`, which follow it.
    bool pass(Trail<M>& trail, std::size_t other, std::size_t group, std::size_t last) {
        ENSURE(other + 1 == group, "a step passes those that follow it");
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
    Findings findings_;  // of the step that was taken last
};

}  // namespace mqfate
