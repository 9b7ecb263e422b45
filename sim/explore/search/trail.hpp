// A path with all its worlds, in one set of names.
//
// A search keeps of a path only ordinals: "the third step of this world, then the first of that
// one". With a symmetry, the world that is stored stands for all that differ in names only: what
// was broker 2 in one world of the path may be broker 3 in the next. Told so, a story would jump
// between names. So the path is walked twice here:
//
//   once as the search went, which gives the bytes of each world on the way;
//   then from the beginning, without exchanging names: of all steps of the present world, one is
//   taken that leads to a world with the next bytes. Such a step exists, since worlds with the same
//   bytes have the same steps up to names.
//
// Of several such steps, the one is taken that stays with the actor of the step before, so that the
// story jumps about as little as it can.
// Tested by: tests/sim/explore/search/trail_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/search/lineage.hpp"
#include "sim/explore/search/machine.hpp"

namespace mqfate {

template <Machine M> struct Trail {
    std::vector<typename M::State> worlds;  ///< one more than steps
    std::vector<typename M::Step> steps;
};

namespace detail {

/// The n-th beginning, as a search numbers them: equal ones count once.
template <Machine M> typename M::State beginning(M& machine, WorldId which) {
    std::vector<typename M::State> starts;
    machine.starts(starts);
    std::vector<Bytes> known;
    for (auto& start : starts) {
        Bytes bytes;
        machine.encode(start, bytes);
        if (std::find(known.begin(), known.end(), bytes) != known.end()) continue;
        if (known.size() == which.value) return std::move(start);
        known.push_back(std::move(bytes));
    }
    ENSURE(false, "a path that begins nowhere");
    return {};
}

/// The bytes of each world on the way.
template <Machine M> std::vector<Bytes> bytes_along(M& machine, const Path& path) {
    std::vector<Bytes> all(1);
    machine.encode(beginning(machine, path.start), all.back());
    typename M::State state;
    std::vector<typename M::Step> steps;
    for (const Ordinal ordinal : path.steps) {
        machine.decode(all.back(), state);
        steps.clear();
        machine.steps(state, steps);
        ENSURE(ordinal < steps.size(), "a path that leaves the graph");
        machine.take(state, steps[ordinal]);
        machine.encode(state, all.emplace_back());
    }
    return all;
}

/// All steps of a world, those too that a reduction leaves out: under other names the search would
/// leave out others.
template <Machine M>
void all_steps(M& machine, const typename M::State& state, std::vector<typename M::Step>& out) {
    if constexpr (requires { machine.all_steps(state, out); })
        machine.all_steps(state, out);
    else
        machine.steps(state, out);
}

}  // namespace detail

/// The trail of `path`. `shows(findings)`: whether the last step may be one with these findings;
/// `same_actor(a, b)`: whether two steps are of one node. Requires: the path is of a search of an
/// equal machine.
template <Machine M, class Shows, class SameActor>
Trail<M> trail_of(M machine, const Path& path, Shows&& shows, SameActor&& same_actor) {
    const std::vector<Bytes> bytes = detail::bytes_along(machine, path);
    Trail<M> trail;
    trail.worlds.push_back(detail::beginning(machine, path.start));
    Bytes reached;
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        std::vector<typename M::Step> all;
        detail::all_steps(machine, trail.worlds.back(), all);
        std::vector<typename M::Step> steps;  // those of the same actor first
        for (const bool same : {true, false})
            for (const auto& step : all)
                if (same == (!trail.steps.empty() && same_actor(trail.steps.back(), step)))
                    steps.push_back(step);
        bool found = false;
        for (const auto& step : steps) {
            typename M::State next = trail.worlds.back();
            const Findings findings = machine.take(next, step);
            if (findings.outside) continue;
            if (i + 1 == path.steps.size() && !shows(findings)) continue;
            reached.clear();
            machine.encode(next, reached);
            if (reached != bytes[i + 1]) continue;
            trail.steps.push_back(step);
            trail.worlds.push_back(std::move(next));
            found = true;
            break;
        }
        ENSURE(found, "a path that its own machine does not allow");
    }
    return trail;
}

/// The same, where any last step and any order of actors will do.
template <Machine M> Trail<M> trail_of(const M& machine, const Path& path) {
    return trail_of(
        machine, path, [](const Findings&) { return true; },
        [](const auto&, const auto&) { return false; });
}

}  // namespace mqfate
