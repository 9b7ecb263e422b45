// Luck is a pure function: a draw of (seed, run, what for, which entity, which occurrence).
//
// No generator has state, so nothing that one part of a run draws can shift what another part
// draws: two configurations on one seed meet the same arrivals, delays and fault instants (common
// random numbers).
//
// The function is Threefry2x64 with 20 rounds, the generous number of its authors (Salmon, Moraes,
// Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011): 13 pass BigCrush, 14 have no
// known flaw, and seven more cost a nanosecond or two.
// Tested by: tests/sim/base/luck_test.cpp.
#pragma once

#include <Random123/threefry.h>

#include <cstdint>

#include "sim/base/wide.hpp"

namespace mqfate {

/// What a draw is for. A new purpose gets a new line at the end: the numbers are part of the luck.
enum class Purpose : std::uint16_t {
    link_delay,
    handshake,
    packet_loss,
    slow_node,
    late,
    verdict,
    timer_delay,
    timer_jitter,
    disk_sync,
    torn_write,
    fault_time,
    test,
    acknowledgement,
    swarm,
    disk_failure,
    process_exit,
    handling,
};

/// Combines two words into one, for the name of an entity or an occurrence; the order matters. With
/// either word fixed it is one-to-one in the other: an odd factor, a rotation, then the finaliser
/// of SplitMix64 (Steele, Lea, Flood: OOPSLA 2014). Not cryptographic.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a * 0x9e37'79b9'7f4a'7c15ULL + (b << 31 | b >> 33);
    x = (x ^ x >> 30) * 0xbf58'476d'1ce4'e5b9ULL;
    x = (x ^ x >> 27) * 0x94d0'49bb'1331'11ebULL;
    return x ^ x >> 31;
}

struct Luck {
    std::uint64_t seed = 0;
    std::uint64_t run = 0;

    /// 64 uniform bits.
    std::uint64_t draw(Purpose purpose, std::uint64_t entity, std::uint64_t occurrence) const {
        // The purpose lies above every entity that counts something: those are below 2^48.
        const threefry2x64_ctr_t counter{
            {static_cast<std::uint64_t>(purpose) << 48 ^ entity, occurrence}};
        const threefry2x64_key_t key{{seed, run}};
        return threefry2x64_R(20, counter, key).v[0];
    }
    friend bool operator==(const Luck&, const Luck&) = default;
};

/// A number in [0, bound), from 64 uniform bits; its bias is below bound / 2^64.
constexpr std::uint64_t below(std::uint64_t draw, std::uint64_t bound) {
    return static_cast<std::uint64_t>(static_cast<Wide>(draw) * bound >> 64);
}

/// A running hash of a history: depends on every word and on their order. Each word is taken in by
/// a one-to-one step, so two histories that differ in one word never agree.
class HistoryHash {
public:
    void add(std::uint64_t word) {
        state_ = (state_ ^ word) * 0x9fb2'1c65'1e98'df25ULL;
        state_ ^= state_ >> 32;
    }
    std::uint64_t value() const { return mix(state_, 0x6d71'6661'7465ULL); }
    friend bool operator==(const HistoryHash&, const HistoryHash&) = default;

private:
    std::uint64_t state_ = 0x243f'6a88'85a3'08d3ULL;
};

}  // namespace mqfate
