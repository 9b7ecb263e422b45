// Exact odds. "0.05" of a scenario becomes 1/20 and stays exact: no rounding decides an event.
// Tested by: tests/sim/base/ratio_test.cpp.
#pragma once

#include <compare>
#include <cstdint>

#include "sim/base/wide.hpp"

namespace mqfate {

/// Invariant: numerator <= denominator, denominator > 0.
struct Ratio {
    std::uint32_t numerator = 0;
    std::uint32_t denominator = 1;
    friend constexpr bool operator==(const Ratio&, const Ratio&) = default;

    constexpr bool is_zero() const { return numerator == 0; }
    constexpr bool is_one() const { return numerator == denominator; }
    static constexpr Ratio one() { return {1, 1}; }

    /// True for exactly the fraction `numerator / denominator` of all 64-bit draws (to 2^-64).
    constexpr bool hit(std::uint64_t draw) const {
        return static_cast<Wide>(draw) * denominator < (static_cast<Wide>(numerator) << 64);
    }
};

}  // namespace mqfate
