// Estimates with intervals. The run is the sampling unit: losses within a run go together, so an
// interval is over runs, never over messages as if they were independent.
//
// All intervals are at 95 percent. Floating point is fine here: nothing of this decides an event.
// Tested by: tests/sim/run/statistics_test.cpp.
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/time.hpp"

namespace mqfate {

/// Invariant: low <= estimate <= high; never NaN.
struct Estimate {
    double estimate = 0;
    double low = 0;
    double high = 0;
};

/// The share `cases / trials` over runs (ratio estimator, runs as clusters). The interval is
/// Student's on the logit scale, so it stays within 0 and 1.
/// No case at all: low is 0, and high is the bound on the odds that a run has a case
/// (Clopper-Pearson, one-sided): a share in [0, 1] has a mean no larger than the odds that it is
/// not 0. All cases: mirrored. One run with some: nothing is known but the estimate: 0 to 1.
Estimate rate(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> trials);

/// The mean over runs, with Student's interval. One run: the estimate alone, without width.
Estimate mean_of(std::span<const double> values);

/// The mean of `a - b` over runs with the same luck. Requires: as many of each.
Estimate paired_difference(std::span<const double> a, std::span<const double> b);

/// Clopper-Pearson, two-sided. Requires: k <= n, n > 0.
Estimate proportion(std::uint64_t k, std::uint64_t n);

}  // namespace mqfate
