// One thing that was asked for and is still to come: an armed timer, a packet under way, a sync.
//
// It has two ends in time. From step `asked` on it takes at least its least time; from step `since`
// on at most its longest. The two are one step until something holds it up (a cut, a pause): then
// nobody knows how much longer it takes, so its longest time begins anew, and its least does not.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"
#include "sim/explore/in_time/time_bound.hpp"
#include "sim/world/timer_key.hpp"

namespace mqfate {

struct Waiting {
    std::uint32_t asked = 0;  ///< by this step; 0: before the first one
    std::uint32_t since = 0;  ///< nothing has held it up since this step
    Span span;                ///< how long it takes
    /// It was asked for before the path begins, and nobody knows how long before.
    bool age_unknown = false;
    bool was_cut = false;        ///< its way was cut: it waits for a retransmission, too
    bool always_renewed = true;  ///< a silent round has armed it anew between all steps so far
    std::uint32_t renewed = 0;   ///< the last step before which such a round certainly came,
    Duration period{};           ///< and the most time between that round and the step
    TimeBound what;              ///< what it is, in the words of a report
};

/// A timer that a silent round (rounds.hpp) arms anew; the round comes every `period` at least.
struct Renewal {
    NodeId node;
    TimerKey key;
    Duration period{};
};

}  // namespace mqfate
