// Replicas have no names that matter: states that differ in them only count as one.
//
// One state of each such set is chosen: its replicas are sorted by all that names no replica (log,
// high watermark, epoch), and where that leaves a choice, its bytes are the least. So a permutation
// that does not sort is never tried to its end, and most states have one that does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "tests/exhaustive/replication/state.hpp"

namespace mqfate::replication {

/// A new order of replicas: at each new place the old one, and what becomes of names and sets.
struct Renaming {
    std::array<std::uint8_t, most_replicas> old_place{};
    std::array<Name, most_replicas + 1> name{};  ///< by old name
    std::array<Set, 1U << most_replicas> set{};  ///< by the bits of the old set
};

namespace detail {

constexpr Renaming renaming(std::array<std::uint8_t, most_replicas> old_place) {
    Renaming renaming{old_place, {}, {}};
    for (std::size_t place = 0; place < most_replicas; ++place)
        renaming.name[old_place[place] + 1U] = static_cast<Name>(place + 1);
    for (unsigned bits = 0; bits < renaming.set.size(); ++bits)
        for (Name old = 1; old <= most_replicas; ++old)
            if (Set{static_cast<std::uint8_t>(bits)}.has(old))
                renaming.set[bits] = renaming.set[bits].with(renaming.name[old]);
    return renaming;
}
inline constexpr std::array<Renaming, 6> of_three{renaming({0, 1, 2}), renaming({1, 0, 2}),
                                                  renaming({0, 2, 1}), renaming({1, 2, 0}),
                                                  renaming({2, 0, 1}), renaming({2, 1, 0})};

/// Log, end, high watermark and epoch of a replica: all that names no replica.
inline std::uint64_t nameless(const Replica& replica) {
    static_assert(offsetof(Replica, leader) == 6 && sizeof(Replica) == 8);
    std::uint64_t bits = 0;
    std::memcpy(&bits, &replica, sizeof bits);
    return bits & 0xffff'ffff'ffffU;
}

}  // namespace detail

inline Appointment renamed(const Appointment& appointment, const Renaming& renaming) {
    return {renaming.name[appointment.leader], renaming.set[appointment.isr.bits]};
}
inline State renamed(const State& state, const Renaming& renaming) {
    State result;
    for (std::size_t place = 0; place < most_replicas; ++place) {
        Replica& replica = result.replicas[place];
        replica = state.replicas[renaming.old_place[place]];
        replica.leader = renaming.name[replica.leader];
        replica.isr = renaming.set[replica.isr.bits];
    }
    for (std::size_t i = 0; i < most_epochs; ++i)
        result.requests[i] = renamed(state.requests[i], renaming);
    result.quorum = renamed(state.quorum, renaming);
    result.epochs = state.epochs;
    result.records = state.records;
    return result;
}

/// All ways to rename `replicas` of them; the first one changes nothing.
inline std::span<const Renaming> renamings(std::size_t replicas) {
    return std::span(detail::of_three).first(replicas == 3 ? 6 : replicas);
}

/// The one that stands for all that differ from `state` in the names of replicas only.
inline State representative(const State& state, std::size_t replicas) {
    std::array<std::uint64_t, most_replicas> keys{};
    for (std::size_t i = 0; i < replicas; ++i) keys[i] = detail::nameless(state.replicas[i]);
    const auto sorts = [&](const Renaming& renaming) {
        for (std::size_t i = 1; i < replicas; ++i)
            if (keys[renaming.old_place[i - 1]] > keys[renaming.old_place[i]]) return false;
        return true;
    };
    State least;
    bool found = false;
    for (const Renaming& renaming : renamings(replicas)) {
        if (!sorts(renaming)) continue;
        const State other = renamed(state, renaming);
        if (!found || std::memcmp(&other, &least, sizeof least) < 0) least = other;
        found = true;
    }
    return least;
}

}  // namespace mqfate::replication
