// How many of all: with an interval where the runs are enough for one, else as counts.
// Tested by: tests/reports/share_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "reports/result.hpp"
#include "reports/words.hpp"
#include "sim/world/fate_set.hpp"

namespace mqfate::reports {

/// Of so many runs an interval is told. In fewer, even of what was never seen more than half is
/// possible (1 - 0.05^(1/4) = 0.53, sim/run/statistics.hpp), so an interval says nothing.
inline constexpr std::size_t enough_runs = 5;

struct Share {
    std::uint64_t cases = 0;
    std::uint64_t all = 0;
    std::size_t runs = 0;
    Estimate rate;

    bool in_few_runs() const { return runs < enough_runs; }
    friend bool operator==(const Share&, const Share&) = default;
};

/// Of all that was judged at `level`, those with one of these fates.
Share share_of(const Outcome& outcome, Level level, FateSet fates);

/// "2.1 % (1.8 to 2.4)", "0 (below 1.5 %)"; in few runs "1 of 3".
std::string share(const Share& share, const Say& say);

}  // namespace mqfate::reports
