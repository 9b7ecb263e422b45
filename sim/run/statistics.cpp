#include "sim/run/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/base/ensure.hpp"

namespace mqfate {
namespace {

constexpr double tail = 0.025;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// What so many runs leave open on each side, in standard errors. Requires: runs > 1.
double student(std::size_t runs) {
    const boost::math::students_t_distribution<double> t(static_cast<double>(runs - 1));
    return boost::math::quantile(boost::math::complement(t, tail));
}

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The runs that have units (trials, strikes), and how many of the units were hit in each.
struct Clusters {
    std::vector<double> hits;
    std::vector<double> units;
    double all_hits = 0;
    double all_units = 0;

    Clusters(std::span<const std::uint64_t> hits_of, std::span<const std::uint64_t> units_of) {
        ENSURE(hits_of.size() == units_of.size(), "counts of different runs");
        for (std::size_t i = 0; i < units_of.size(); ++i) {
            if (units_of[i] == 0) continue;
            hits.push_back(static_cast<double>(hits_of[i]));
            units.push_back(static_cast<double>(units_of[i]));
        }
        all_hits = sum_of(hits);
        all_units = sum_of(units);
    }
    std::size_t runs() const { return units.size(); }
    double ratio() const { return all_hits / all_units; }

    /// Of ratio() (Cochran, Sampling Techniques, 3rd edition, 1977, 6.3). Requires: runs() > 1.
    double standard_error() const {
        double squares = 0;
        for (std::size_t i = 0; i < runs(); ++i) {
            const double residual = hits[i] - ratio() * units[i];
            squares += residual * residual;
        }
        const auto n = static_cast<double>(runs());
        return std::sqrt(squares / (n * (n - 1))) / (all_units / n);
    }

    /// The share of units that can be hit on average, if no run has any hit: see rate().
    double bound_without_hits() const {
        const auto n = static_cast<double>(runs());
        const double odds_of_a_run = 1 - std::pow(0.05, 1 / n);
        const double most = *std::max_element(units.begin(), units.end());
        return std::min(1.0, odds_of_a_run * most / (all_units / n));
    }
};

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Keeps invariant (1) where the way to another scale and back rounds.
Estimate around(double estimate, double low, double high) {
    return {estimate, std::min(estimate, low), std::max(estimate, high)};
}

/// The smallest value that at least `percent` of all do not exceed. Requires: sorted, not empty.
double quantile(const std::vector<double>& sorted, std::size_t percent) {
    const std::size_t rank = (sorted.size() * percent + 99) / 100;
    return sorted[rank - 1];
}

}  // namespace

Estimate rate(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> trials) {
    const Clusters runs(cases, trials);
    for (std::size_t i = 0; i < cases.size(); ++i)
        ENSURE(cases[i] <= trials[i], "a run with more cases than trials");
    if (runs.runs() == 0) return {0, 0, 1};
    if (runs.all_hits == 0) return {0, 0, runs.bound_without_hits()};
    if (runs.all_hits == runs.all_units) return {1, 1 - runs.bound_without_hits(), 1};
    const double ratio = runs.ratio();
    if (runs.runs() == 1) return {ratio, 0, 1};
    // The derivative of the logit is 1 / (p (1 - p)): the delta method.
    const double width = student(runs.runs()) * runs.standard_error() / (ratio * (1 - ratio));
    const double centre = std::log(ratio / (1 - ratio));
    return around(ratio, logistic(centre - width), logistic(centre + width));
}

Estimate mean_of(std::span<const double> values) {
    if (values.empty()) return {0, -infinity, infinity};
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    if (values.size() == 1) return {mean, -infinity, infinity};
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double width = student(values.size()) * std::sqrt(squares / (n * (n - 1)));
    return {mean, mean - width, mean + width};
}

Estimate paired_difference(std::span<const double> a, std::span<const double> b) {
    ENSURE(a.size() == b.size(), "pairs need as many of each");
    std::vector<double> differences(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) differences[i] = a[i] - b[i];
    return mean_of(differences);
}

Estimate proportion(std::uint64_t k, std::uint64_t n) {
    ENSURE(k <= n && n > 0, "a proportion of nothing");
    using Beta = boost::math::beta_distribution<double>;
    const auto hits = static_cast<double>(k);
    const auto misses = static_cast<double>(n - k);
    const double low = k == 0 ? 0 : boost::math::quantile(Beta(hits, misses + 1), tail);
    const double high = k == n ? 1 : boost::math::quantile(Beta(hits + 1, misses), 1 - tail);
    return {hits / static_cast<double>(n), low, high};
}

PerFault per_fault(std::span<const std::uint64_t> strikes, std::span<const std::uint64_t> losses) {
    const Clusters runs(losses, strikes);
    PerFault result;
    if (runs.runs() == 0) return {.mean = {0, 0, infinity}};
    result.strikes = std::accumulate(strikes.begin(), strikes.end(), std::uint64_t{0});
    std::vector<double> costs(runs.runs());
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i] = runs.hits[i] / runs.units[i];
    std::sort(costs.begin(), costs.end());
    result.p50 = quantile(costs, 50);
    result.p99 = quantile(costs, 99);
    result.max = costs.back();
    const double mean = runs.ratio();
    result.mean = {mean, 0, infinity};
    if (mean == 0 || runs.runs() == 1) return result;
    // The derivative of the logarithm is 1 / x: the delta method.
    const double factor = std::exp(student(runs.runs()) * runs.standard_error() / mean);
    result.mean = around(mean, mean / factor, mean * factor);
    return result;
}

}  // namespace mqfate
