// The natural logarithm in integers: the same bits on every compiler and processor.
//
// A logarithm of libm may differ in its last bit between platforms, and an instant that differs by
// one nanosecond can change the order of events. Fixed point has no such freedom.
// Method: u = m 2^-k with m in [1, 2); ln m = ln c + ln(m / c) with c from a table of 512 entries
// (built at compile time) and four terms of the series of ln(1 + r), |r| < 2^-10, grouped so that
// only two multiplications wait for each other: a draw is mostly this.
// Error: below 2^-50 absolute (measured 2^-50.2 over four million arguments).
// Tested by: tests/sim/base/fixed_log_test.cpp.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/wide.hpp"

namespace mqfate {

/// A non-negative number with 56 fractional bits.
struct Fixed56 {
    std::uint64_t bits = 0;
    friend constexpr auto operator<=>(const Fixed56&, const Fixed56&) = default;
};

namespace detail {

inline constexpr int log_table_bits = 9;
inline constexpr std::uint64_t ln2_56 = 0x00b1'7217'f7d1'cf79ULL;  // ln 2 * 2^56

/// log2 of m / 2^63, m in [2^63, 2^64), with 56 fractional bits, bit by bit: slow, for the table.
constexpr std::uint64_t slow_log2(std::uint64_t m) {
    std::uint64_t result = 0;
    for (int bit = 55; bit >= 0; --bit) {
        const Wide square = static_cast<Wide>(m) * m;  // in [2^126, 2^128)
        if (square >> 127 != 0) {
            result |= std::uint64_t{1} << bit;
            m = static_cast<std::uint64_t>(square >> 64);
        } else {
            m = static_cast<std::uint64_t>(square >> 63);
        }
    }
    return result;
}

struct LogStep {
    std::uint64_t reciprocal = 0;  ///< 2^63 / c
    std::uint64_t ln = 0;          ///< ln c, 56 fractional bits
};

constexpr std::array<LogStep, 1 << log_table_bits> make_log_table() {
    std::array<LogStep, 1 << log_table_bits> table{};
    for (std::uint64_t i = 0; i < table.size(); ++i) {
        // The middle of the i-th part of [1, 2).
        const std::uint64_t c = (std::uint64_t{1} << 63) | i << (63 - log_table_bits) |
                                std::uint64_t{1} << (62 - log_table_bits);
        table[i].reciprocal = static_cast<std::uint64_t>((static_cast<Wide>(1) << 126) / c);
        table[i].ln = static_cast<std::uint64_t>(static_cast<Wide>(slow_log2(c)) * ln2_56 >> 56);
    }
    return table;
}
inline constexpr auto log_table = make_log_table();

constexpr std::int64_t high_half(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<SignedWide>(a) * b >> 64);
}

/// ln(1 + r), r with 62 fractional bits and |r| <= 2^-10; the result has 56.
/// r + r^2 (-1/2 + r/3 - r^2/4).
constexpr std::int64_t ln_near_one(std::int64_t r) {
    const std::int64_t finer = r * (1 << 9);                 // 71 fractional bits
    const std::int64_t square = high_half(finer, finer);     // 78
    constexpr std::int64_t third = 0x2aaa'aaaa'aaaa'aaabLL;  // 1/3, 63
    const std::int64_t over_3 = high_half(finer, third);     // 70
    const std::int64_t factor =                              // 62
        -(std::int64_t{1} << 61) + (over_3 >> 8) - (square >> 18);
    return (r >> 6) + (high_half(square, factor) >> 20);
}

}  // namespace detail

/// -ln((u + 1) / 2^64): an exponential draw of mean 1 from 64 uniform bits. At most 64 ln 2 = 44.4.
constexpr Fixed56 minus_ln(std::uint64_t u) {
    if (u == ~std::uint64_t{0}) return {0};
    const std::uint64_t x = u + 1;
    const int zeros = __builtin_clzll(x);
    const std::uint64_t m = x << zeros;
    const auto& step = detail::log_table[m >> (63 - detail::log_table_bits) &
                                         ((1U << detail::log_table_bits) - 1U)];
    // m / c - 1 with 62 fractional bits: the product is (m / 2^63) (2^63 / c), 126 bits.
    const Wide ratio = static_cast<Wide>(m) * step.reciprocal;
    const auto r = static_cast<std::int64_t>(static_cast<std::uint64_t>(ratio >> 64)) -
                   (std::int64_t{1} << 62);
    const std::int64_t ln_m = static_cast<std::int64_t>(step.ln) + detail::ln_near_one(r);
    const std::uint64_t whole = static_cast<std::uint64_t>(zeros + 1) * detail::ln2_56;
    return {whole - static_cast<std::uint64_t>(ln_m)};
}

}  // namespace mqfate
