// What real time says about two steps of a path: one comes at least so long after the other, or at
// most so long. For example {.of = timer, .earlier = 2, .later = 5, .by = 30 s}: the timer that
// step 2 arms fires with step 5, and takes 30 s at least.
//
// Values for reports: codes and places, no sentences. Steps are numbered from 1; 0 is the
// beginning.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"

namespace mqfate {

/// How long something may take.
struct Span {
    Duration least{};
    Duration usual{};           ///< its mean: for a timed path that looks like one of many
    Duration most = forever();  ///< forever(): there is no bound
    friend bool operator==(const Span&, const Span&) = default;
};

inline Span span_of(const Delay& delay) { return {smallest(delay), mean(delay), largest(delay)}; }
/// It takes no time.
inline constexpr Span at_once{{}, {}, {}};
inline Span operator+(const Span& a, const Span& b) {
    return {a.least + b.least, a.usual + b.usual, a.most + b.most};
}

struct TimeBound {
    enum class Of : std::uint8_t {
        order,       ///< steps come one after the other
        timer,       ///< `code`: kind of timer, of `node`
        packet,      ///< `code`: kind of message, from `node` to `peer`
        end,         ///< the news that a connection of `node` and `peer` has ended
        sync,        ///< of a disk of `node`
        write_back,  ///< by the operating system of `node`
    };
    /// What became of it by step `later`.
    enum class Then : std::uint8_t {
        came,
        gone,    ///< disarmed, or lost, before it came
        awaits,  ///< it may still come: the path ends
    };
    Of of = Of::order;
    std::uint8_t code = 0;
    NodeId node = no_node;
    NodeId peer = no_node;
    /// Step `later` comes at least (or `at_most`) so long after step `earlier`.
    std::uint32_t earlier = 0;
    std::uint32_t later = 0;
    Duration by{};
    bool at_most = false;
    Then then = Then::came;
    friend bool operator==(const TimeBound&, const TimeBound&) = default;
};

/// Whether the steps of a path can come in their order in real time.
struct InTime {
    std::vector<Duration> at;           ///< by step, since the beginning; empty: it cannot be
    std::vector<TimeBound> forbidding;  ///< else: what contradicts itself
    bool feasible() const { return forbidding.empty(); }
};

}  // namespace mqfate
