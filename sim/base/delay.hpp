// Delays: the distributions that a scenario can name, as values; and one draw from them.
//
// Integer arithmetic only, so a draw is the same everywhere. A delay is never negative.
// Absent on purpose: the normal distribution (delays are not negative) and the log-normal (give its
// quantiles instead: measured latencies come that way).
// Tested by: tests/sim/base/delay_test.cpp.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/fixed_log.hpp"
#include "sim/base/luck.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"
#include "sim/base/wide.hpp"

namespace mqfate {

/// `share` of 2^64; share 1 is the largest word.
constexpr std::uint64_t word_of(Ratio share) {
    const Wide word = (static_cast<Wide>(share.numerator) << 64) / share.denominator;
    return word >> 64 != 0 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(word);
}

struct Delay {
    enum class Kind : std::uint8_t {
        constant,     ///< `low`
        uniform,      ///< each nanosecond in [low, high] alike
        exponential,  ///< mean `low`
        erlang,       ///< sum of `phases` exponentials; mean `low` in all
        quantiles,    ///< piecewise linear through `points`
        mix,          ///< one of `parts`, by weight
    };
    /// At most this share of all draws is at most this long.
    struct Point {
        Ratio share;
        Duration at;
        std::uint64_t word = word_of(share);  ///< a draw would else divide for it
        friend bool operator==(const Point&, const Point&) = default;
    };

    Kind kind = Kind::constant;
    std::uint32_t phases = 1;
    Duration at_least{};  ///< added to every draw
    Duration low{};
    Duration high{};
    std::vector<Point> points{};  ///< rising in share and in time; from share 0 to share 1
    std::vector<std::pair<std::uint32_t, Delay>> parts{};  ///< weight, delay; weights sum up to > 0
    friend bool operator==(const Delay&, const Delay&) = default;

    static Delay constant(Duration d) { return {.kind = Kind::constant, .low = d}; }
    /// Requires: low <= high.
    static Delay uniform(Duration low, Duration high) {
        return {.kind = Kind::uniform, .low = low, .high = high};
    }
    static Delay exponential(Duration mean) { return {.kind = Kind::exponential, .low = mean}; }
    static Delay erlang(std::uint32_t phases, Duration mean) {
        return {.kind = Kind::erlang, .phases = phases, .low = mean};
    }
};

/// The same distribution for `share` of the time: a draw by the same luck is that share of the
/// draw, but for a nanosecond a part.
Delay scaled(const Delay& delay, Ratio share);

/// `mean` times an exponential draw of mean 1.
constexpr Duration exponential(Duration mean, std::uint64_t bits) {
    const Wide ns =
        static_cast<Wide>(static_cast<std::uint64_t>(mean.ns)) * minus_ln(bits).bits >> 56;
    return {static_cast<std::int64_t>(
        ns > 0x7fff'ffff'ffff'ffffULL ? 0x7fff'ffff'ffff'ffffULL : static_cast<std::uint64_t>(ns))};
}

namespace detail {
/// The kinds that need more than one word, or a table.
Duration draw_compound(const Delay& delay, const Luck& luck, Purpose purpose, std::uint64_t entity,
                       std::uint64_t occurrence);
}  // namespace detail

/// One draw, named as in luck.hpp.
inline Duration draw(const Delay& delay, const Luck& luck, Purpose purpose, std::uint64_t entity,
                     std::uint64_t occurrence) {
    switch (delay.kind) {
        case Delay::Kind::constant: return delay.at_least + delay.low;
        case Delay::Kind::uniform: {
            const auto width = static_cast<std::uint64_t>((delay.high - delay.low).ns);
            const std::uint64_t bits = luck.draw(purpose, entity, occurrence);
            return delay.at_least + delay.low +
                   Duration{static_cast<std::int64_t>(below(bits, width + 1))};
        }
        case Delay::Kind::exponential:
            return delay.at_least + exponential(delay.low, luck.draw(purpose, entity, occurrence));
        default:
            return delay.at_least + detail::draw_compound(delay, luck, purpose, entity, occurrence);
    }
}

/// The mean of all draws, rounded down: to a nanosecond for each part it has.
Duration mean(const Delay& delay);

/// No draw is shorter.
Duration smallest(const Delay& delay);

/// No draw is longer; forever() where there is no such bound (exponential, erlang).
Duration largest(const Delay& delay);

}  // namespace mqfate
