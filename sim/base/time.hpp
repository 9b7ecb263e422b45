// Simulated time: an instant, a duration, and nothing that could read a clock.
//
// Both count nanoseconds in a signed 64-bit integer (292 years). They are separate types, so that
// `Instant + Instant` does not compile, and neither converts from a number or from std::chrono:
// simulated time cannot be mixed with a host's.
//
// Absent on purpose: now(). Time reaches a role only as a timer that fires.
// Tested by: tests/sim/base/time_test.cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace mqfate {

struct Duration {
    std::int64_t ns = 0;
    friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

struct Instant {
    std::int64_t ns = 0;
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
    /// Later than every instant of a run.
    static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }
};

/// Sums saturate instead of wrapping, so that "the largest duration" stays the largest.
constexpr std::int64_t saturating_add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return b > 0 ? std::numeric_limits<std::int64_t>::max()
                 : std::numeric_limits<std::int64_t>::min();
}

constexpr Duration operator+(Duration a, Duration b) { return {saturating_add(a.ns, b.ns)}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.ns - b.ns}; }
constexpr Duration& operator+=(Duration& a, Duration b) { return a = a + b; }
constexpr Instant operator+(Instant t, Duration d) { return {saturating_add(t.ns, d.ns)}; }
constexpr Instant operator-(Instant t, Duration d) { return {t.ns - d.ns}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.ns - b.ns}; }

/// `n` times `d`; saturates.
constexpr Duration times(Duration d, std::int64_t n) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(d.ns, n, &product)) return {product};
    return {(d.ns < 0) == (n < 0) ? std::numeric_limits<std::int64_t>::max()
                                  : std::numeric_limits<std::int64_t>::min()};
}

constexpr Duration nanoseconds(std::int64_t n) { return {n}; }
constexpr Duration microseconds(std::int64_t n) { return times({1'000}, n); }
constexpr Duration milliseconds(std::int64_t n) { return times({1'000'000}, n); }
constexpr Duration seconds(std::int64_t n) { return times({1'000'000'000}, n); }

/// A setting that is "never" (Kafka writes it as the largest long).
constexpr Duration forever() { return {std::numeric_limits<std::int64_t>::max()}; }

}  // namespace mqfate
