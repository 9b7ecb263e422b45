// A machine: what the explorer asks of a model. Worlds, the steps that each allows, and what is
// looked for on the way. It serves any model; world_machine.hpp makes one of the kernel's world.
//
// A machine is copied once for each thread and may keep scratch memory; whatever it says depends on
// its arguments alone. Tested by: tests/sim/explore/search_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

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

/// What one step and the world it leads to show. Bit i: the machine's i-th property, of at most 64.
struct Findings {
    std::uint64_t broken = 0;   ///< of `always` and `at_the_end`
    std::uint64_t reached = 0;  ///< of `sometimes`
    bool outside = false;       ///< beyond the scope of the search: it counts for nothing
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
