// Some fates at once: what is counted as one, such as every way of being lost.
// Tested by: tests/sim/world/fate_set_test.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "sim/world/ledger.hpp"

namespace mqfate {

class FateSet {
public:
    constexpr FateSet() = default;
    constexpr FateSet(Fate fate) { add(fate); }
    constexpr FateSet(std::initializer_list<Fate> fates) {
        for (const Fate fate : fates) add(fate);
    }
    constexpr bool has(Fate fate) const { return (bits_ >> static_cast<unsigned>(fate) & 1U) != 0; }
    friend constexpr bool operator==(FateSet, FateSet) = default;

private:
    constexpr void add(Fate fate) { bits_ |= 1U << static_cast<unsigned>(fate); }
    std::uint32_t bits_ = 0;
};

/// Lost, and nobody was told: the producer has no reason to send it again.
inline constexpr FateSet silent_loss{Fate::lost_confirmed, Fate::lost_unknown};
inline constexpr FateSet any_loss{Fate::lost_confirmed, Fate::lost_rejected, Fate::lost_unknown};

/// How many have one of these fates. `reordered` is counted beside the others, so a set with it and
/// others may count a message twice.
inline std::uint64_t count_of(const FateCounts& counts, Level level, FateSet fates) {
    std::uint64_t n = 0;
    for (std::size_t f = 0; f < fate_count; ++f)
        if (const auto fate = static_cast<Fate>(f); fates.has(fate)) n += counts.at(level, fate);
    return n;
}

}  // namespace mqfate
