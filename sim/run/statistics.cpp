#include "sim/run/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "sim/base/check.hpp"

namespace mqfate {
namespace {

constexpr double tail = 0.025;

double student(std::size_t runs) {
    const boost::math::students_t_distribution<double> t(static_cast<double>(runs - 1));
    return boost::math::quantile(boost::math::complement(t, tail));
}

/// The odds that a run has a case are at most this, if none of n had one (95 percent, one-sided).
double bound_without_cases(std::size_t n) {
    return 1 - std::pow(0.05, 1.0 / static_cast<double>(n));
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Standard error of the ratio of sums (Cochran, Sampling Techniques, 1977, 6.3).
double ratio_error(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> trials,
                   double ratio, double all_trials) {
    double squares = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const double residual =
            static_cast<double>(cases[i]) - ratio * static_cast<double>(trials[i]);
        squares += residual * residual;
    }
    const auto n = static_cast<double>(cases.size());
    return std::sqrt(squares / (n * (n - 1))) / (all_trials / n);
}

}  // namespace

Estimate rate(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> trials) {
    CHECK(cases.size() == trials.size(), "cases and trials of different runs");
    const auto sum = [](std::span<const std::uint64_t> values) {
        return static_cast<double>(std::accumulate(values.begin(), values.end(), std::uint64_t{0}));
    };
    const double all_cases = sum(cases);
    const double all_trials = sum(trials);
    if (all_trials == 0) return {0, 0, 1};
    const double ratio = all_cases / all_trials;
    if (all_cases == 0) return {0, 0, bound_without_cases(cases.size())};
    if (all_cases == all_trials) return {1, 1 - bound_without_cases(cases.size()), 1};
    if (cases.size() < 2) return {ratio, 0, 1};
    const double error = ratio_error(cases, trials, ratio, all_trials);
    const double width = student(cases.size()) * error / (ratio * (1 - ratio));
    const double centre = std::log(ratio / (1 - ratio));
    return {ratio, std::min(ratio, logistic(centre - width)),
            std::max(ratio, logistic(centre + width))};
}

Estimate mean_of(std::span<const double> values) {
    if (values.empty()) return {};
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    if (values.size() < 2) return {mean, mean, mean};
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double width = student(values.size()) * std::sqrt(squares / (n * (n - 1)));
    return {mean, mean - width, mean + width};
}

Estimate paired_difference(std::span<const double> a, std::span<const double> b) {
    CHECK(a.size() == b.size(), "pairs need as many of each");
    std::vector<double> differences(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) differences[i] = a[i] - b[i];
    return mean_of(differences);
}

Estimate proportion(std::uint64_t k, std::uint64_t n) {
    CHECK(k <= n && n > 0, "a proportion of nothing");
    const auto successes = static_cast<double>(k);
    const auto failures = static_cast<double>(n - k);
    using boost::math::beta_distribution;
    const double low =
        k == 0 ? 0
               : boost::math::quantile(beta_distribution<double>(successes, failures + 1), tail);
    const double high = k == n ? 1
                               : boost::math::quantile(
                                     beta_distribution<double>(successes + 1, failures), 1 - tail);
    return {successes / static_cast<double>(n), low, high};
}

}  // namespace mqfate
