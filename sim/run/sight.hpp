// A sight: a fate at a level with its cause, as some message of a run shows it.
//
// A summary counts fates and causes apart; whether one message has both, its ledger knows.
// Tested by: tests/sim/run/sight_test.cpp.
#pragma once

#include <array>
#include <optional>

#include "sim/world/ledger.hpp"

namespace mqfate {

struct Sight {
    Level level{};
    Fate fate{};
    Cause cause = Cause::none;  ///< none: the ledger knows no cause of this fate (phantom, parked)
    friend bool operator==(const Sight&, const Sight&) = default;
};

/// What a sight must have. What is not there is not asked for.
struct SightWish {
    std::optional<Level> level;
    std::optional<Fate> fate;
    std::optional<Cause> cause;
};

/// The fates that something went wrong with, the worst first. What is parked waits for a person.
inline constexpr std::array worst_first{
    Fate::lost_confirmed, Fate::duplicated,   Fate::reordered, Fate::phantom,
    Fate::lost_rejected,  Fate::lost_unknown, Fate::parked};

/// Whether some message that was published has the fate of `sight`, for its cause. Without
/// consumers only the log shows anything.
bool shows(const Ledger& ledger, const Sight& sight);

/// The worst that `ledger` shows of what is wished for; of one fate at the lowest level at which
/// it shows; of its causes the most frequent, of equals the one named first.
std::optional<Sight> worst_sight(const Ledger& ledger, const SightWish& wish = {});

}  // namespace mqfate
