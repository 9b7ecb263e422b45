#include "sim/explore/search/size_estimate.hpp"

#include <algorithm>
#include <cmath>

namespace mqfate {
namespace {

struct Line {
    double at_zero = 0;
    double slope = 0;
};

/// Least squares through (0, y[0]), (1, y[1]), ...
Line fit(const std::vector<double>& y) {
    const auto n = static_cast<double>(y.size());
    double x_sum = 0;
    double y_sum = 0;
    double xx = 0;
    double xy = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto x = static_cast<double>(i);
        x_sum += x;
        y_sum += y[i];
        xx += x * x;
        xy += x * y[i];
    }
    const double slope = (n * xy - x_sum * y_sum) / (n * xx - x_sum * x_sum);
    return {(y_sum - slope * x_sum) / n, slope};
}

}  // namespace

std::optional<std::uint64_t> estimated_size(const std::vector<std::uint64_t>& layers) {
    constexpr std::size_t least = 10;
    constexpr std::size_t looked_at = 8;
    constexpr double most = 1e15;
    if (layers.size() < least) return {};
    std::vector<double> growth;
    for (std::size_t i = layers.size() - looked_at; i < layers.size(); ++i)
        growth.push_back(std::log(static_cast<double>(std::max<std::uint64_t>(layers[i], 1)) /
                                  static_cast<double>(std::max<std::uint64_t>(layers[i - 1], 1))));
    const Line line = fit(growth);
    if (line.slope > -0.002) return {};
    double total = 0;
    for (const std::uint64_t layer : layers) total += static_cast<double>(layer);
    auto width = static_cast<double>(layers.back());
    for (std::size_t i = growth.size(); width >= 1 && total < most; ++i) {
        width *= std::exp(line.at_zero + line.slope * static_cast<double>(i));
        total += width;
    }
    if (total >= most) return {};
    return static_cast<std::uint64_t>(total);
}

}  // namespace mqfate
