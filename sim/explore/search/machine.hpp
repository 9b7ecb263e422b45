// A machine: all that a search asks of a model. The search knows nothing else, so it serves any
// model: world/world_machine.hpp makes a machine of the kernel's world; two published
// specifications are others (tests/exhaustive), and the smallest is a few counters
// (tests/sim/explore/counters.hpp), a good one to read first.
//
// A machine is a directed graph that nobody has written down: `starts` gives the first states,
// `steps` the edges that leave a state, `take` follows one of them. `encode` makes bytes of a
// state; two states are the same node of the graph exactly when their bytes are equal.
//
// A machine is copied once for each thread and may keep scratch memory, hence no const; whatever it
// returns depends on its arguments alone. Else two threads would search two graphs.
// Tested by: tests/sim/explore/search/search_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "words/phrase.hpp"

namespace mqfate {

using Bytes = std::vector<unsigned char>;

/// What is asked about the worlds that can be reached.
struct Property {
    enum class Kind : std::uint8_t {
        always,      ///< no world and no step breaks it
        at_the_end,  ///< no world in which nothing is left to do breaks it
        sometimes,   ///< some world shows it: proof that the search is not vacuous
    };
    words::Phrase name;
    Kind kind = Kind::always;
    friend bool operator==(const Property&, const Property&) = default;
};

/// What one step and the world it leads to show. Bit i stands for the machine's i-th property, of
/// at most 64. A world shows the same whichever step leads to it; a step may show more.
struct Findings {
    std::uint64_t broken = 0;   ///< of `always` and `at_the_end`
    std::uint64_t reached = 0;  ///< of `sometimes`
    /// The step leads beyond the scope of the search: the search behaves as if there were no such
    /// step. It is asked of a step, not before, since only taking a step may show what it costs.
    bool outside = false;
    friend bool operator==(const Findings&, const Findings&) = default;
    Findings& operator|=(Findings other) {
        broken |= other.broken;
        reached |= other.reached;
        return *this;
    }
};

// clang-format off
template <class M>
concept Machine = std::copy_constructible<M> && std::regular<typename M::State> &&
    requires(M& machine, typename M::State& state, const typename M::State& seen,
             const typename M::Step& step, std::vector<typename M::State>& states,
             std::vector<typename M::Step>& steps, Bytes& bytes,
             std::span<const unsigned char> stored) {
    /// In the order of the bits of Findings.
    { machine.properties() } -> std::convertible_to<const std::vector<Property>&>;
    /// Appends the worlds in which everything begins: one at least.
    machine.starts(states);
    /// Appends all that may happen next, in an order that depends on `seen` alone; fewer than 2^16.
    machine.steps(seen, steps);
    /// `step` is one of those. What it shows, and what the world it leads to shows.
    { machine.take(state, step) } -> std::same_as<Findings>;
    /// What the world alone shows: for those in which everything begins.
    { machine.look(seen) } -> std::same_as<Findings>;
    /// Appends bytes that are equal exactly for worlds that count as one. With a symmetry that is
    /// all worlds that differ in names only: the bytes are those of one of them.
    machine.encode(seen, bytes);
    /// A world with these bytes.
    machine.decode(stored, state);
};
// clang-format on

}  // namespace mqfate
