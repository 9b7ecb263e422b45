// A histogram of durations: integers only, so that merging in any order gives the same counts.
//
// Buckets are log-linear: 128 to each power of two, so a width is at most 1/128 of what is in it,
// and below 256 every integer has its own. What a quantile returns is the upper edge of its bucket,
// at most the maximum that was added. Memory grows with the largest duration: 8 bytes a bucket, 58
// kilobytes for all of them.
// Tested by: tests/sim/base/histogram_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"
#include "sim/base/wide.hpp"

namespace mqfate {

class Histogram {
public:
    /// A negative duration counts as zero.
    void add(Duration duration) {
        const auto ns = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.ns, 0));
        const std::size_t at = bucket(ns);
        if (at >= counts_.size()) counts_.resize(at + 1);
        ++counts_[at];
        ++count_;
        min_ = std::min(min_, ns);
        max_ = std::max(max_, ns);
        sum_ += ns;
    }
    void merge(const Histogram& other) {
        if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
        for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
        count_ += other.count_;
        sum_ += other.sum_;
        min_ = std::min(min_, other.min_);
        max_ = std::max(max_, other.max_);
    }
    /// The same counts, whatever memory is kept for larger ones.
    friend bool operator==(const Histogram& a, const Histogram& b) {
        const auto& [less, more] = a.counts_.size() < b.counts_.size()
                                       ? std::tie(a.counts_, b.counts_)
                                       : std::tie(b.counts_, a.counts_);
        const auto rest = more.begin() + static_cast<std::ptrdiff_t>(less.size());
        return a.min_ == b.min_ && a.max_ == b.max_ && a.sum_ == b.sum_ &&
               std::equal(less.begin(), less.end(), more.begin(), rest) &&
               std::all_of(rest, more.end(), [](std::uint64_t count) { return count == 0; });
    }
    void clear() {
        std::fill(counts_.begin(), counts_.end(), 0U);
        count_ = max_ = 0;
        min_ = nothing;
        sum_ = 0;
    }
    std::uint64_t count() const { return count_; }
    /// Zero if nothing was added; so is max().
    Duration min() const { return {static_cast<std::int64_t>(count_ == 0 ? 0 : min_)}; }
    Duration max() const { return {static_cast<std::int64_t>(max_)}; }
    /// Zero if nothing was added.
    Duration mean() const { return {static_cast<std::int64_t>(count_ == 0 ? 0 : sum_ / count_)}; }
    /// The smallest upper edge up to which at least the given share of all durations lies.
    Duration quantile(Ratio share) const {
        const auto rank = static_cast<std::uint64_t>(
            (static_cast<Wide>(count_) * share.numerator + share.denominator - 1) /
            share.denominator);
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            below += counts_[i];
            if (below >= rank && below > 0)
                return {static_cast<std::int64_t>(std::min(upper_edge(i), max_))};
        }
        return max();
    }

private:
    static constexpr std::uint64_t nothing = ~std::uint64_t{0};
    static constexpr int sub_bits = 7;
    static std::size_t bucket(std::uint64_t ns) {
        if (ns < (1U << sub_bits)) return static_cast<std::size_t>(ns);
        const int exponent = 63 - __builtin_clzll(ns) - sub_bits;
        return (static_cast<std::size_t>(exponent) << sub_bits) +
               static_cast<std::size_t>(ns >> exponent);
    }
    static std::uint64_t upper_edge(std::size_t bucket) {
        if (bucket < (2U << sub_bits)) return bucket;
        const std::size_t exponent = (bucket >> sub_bits) - 1;
        const std::uint64_t base = bucket - (exponent << sub_bits);
        return ((base + 1) << exponent) - 1;
    }

    std::vector<std::uint64_t> counts_;
    std::uint64_t count_ = 0;
    std::uint64_t min_ = nothing;
    std::uint64_t max_ = 0;
    Wide sum_ = 0;
};

}  // namespace mqfate
