// Estimates with intervals. The run is the sampling unit: losses within a run go together, so an
// interval is over runs, never over messages as if they were independent.
//
// All intervals are at 95 percent. Floating point is fine here: nothing of this decides an event.
//
// Invariants: (1) low <= estimate <= high. (2) Nothing is ever NaN. (3) What nothing is known of is
// as wide as its range: 0 to 1 for a share, an infinity where the range has no end.
// Leaves out: rare events by splitting, sequential precision, corrections for many comparisons.
// Tested by: tests/sim/run/statistics_test.cpp.
#pragma once

#include <cstdint>
#include <span>

namespace mqfate {

struct Estimate {
    double estimate = 0;
    double low = 0;
    double high = 0;
    friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// The share `cases / trials` over runs, all cases by all trials (ratio estimator, runs as
/// clusters). The interval is Student's on the logit scale, so it stays within 0 and 1. A run
/// without trials tells nothing and counts as none. If all runs agree, the interval has no width.
///
/// No case at all: low is 0, and high comes from the odds that a run has a case. None of n had one,
/// so with 95 percent confidence these odds are at most u = 1 - 0.05^(1/n) (Clopper-Pearson,
/// one-sided; about 3/n). A share in [0, 1] has a mean no larger than the odds that it is not 0,
/// so high is u; if runs differ in trials, u times the most trials by the mean. All cases:
/// mirrored. One run with some: nothing is known but the estimate, 0 to 1.
/// Requires: as many of each, and no run with more cases than trials.
Estimate rate(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> trials);

/// The mean over runs, with Student's interval. One run or none: any number is possible.
Estimate mean_of(std::span<const double> values);

/// The mean of `a - b` over runs with the same luck: what both meet alike cancels out.
/// Requires: as many of each.
Estimate paired_difference(std::span<const double> a, std::span<const double> b);

/// Clopper-Pearson, two-sided, for k of n that are independent (runs, not messages).
/// Requires: k <= n, n > 0.
Estimate proportion(std::uint64_t k, std::uint64_t n);

/// What one strike of a fault costs.
struct PerFault {
    std::uint64_t strikes = 0;
    Estimate mean;  ///< losses a strike
    /// Over the runs in which it struck, each with its losses a strike: with one strike a run, the
    /// quantiles of the loss itself. The smallest value that so many runs do not exceed.
    double p50 = 0;
    double p99 = 0;
    double max = 0;
    friend bool operator==(const PerFault&, const PerFault&) = default;
};

/// Losses a strike, all losses by all strikes over the runs in which the fault struck; what is lost
/// in other runs is not its doing. The interval is Student's on the logarithmic scale, so it stays
/// above 0. No loss at all, or one run: no upper bound is known, since a loss can have any size.
/// Requires: as many of each.
PerFault per_fault(std::span<const std::uint64_t> strikes, std::span<const std::uint64_t> losses);

}  // namespace mqfate
