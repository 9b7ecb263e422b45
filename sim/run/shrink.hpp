// The smallest list, and the smallest number, that still shows something.
//
// `shows` is asked again and again, mostly of smaller things; what it says must depend on what it
// is given alone. Nothing here knows what is made smaller. Both searches end at a minimum of one
// step: leaving out any one more element, or one less, does not show it. Showing need not be
// monotone, so there may be something smaller still.
//
// Source: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
// Transactions on Software Engineering 28(2), 2002: ddmin (figure 5) and its bounds (section 3.2):
// n^2 + 3n trials at most; 2 log2 n if one element is to blame alone. One trial more here: nothing
// at all may show it, too.
// Tested by: tests/sim/run/shrink_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace mqfate {

using Kept = std::vector<std::size_t>;  ///< indices into a list, ascending

namespace shrink_detail {

/// Part `part` of `parts` about equal ones of `all`, or everything but it.
inline Kept slice(const Kept& all, std::size_t part, std::size_t parts, bool complement) {
    const std::size_t begin = all.size() * part / parts;
    const std::size_t end = all.size() * (part + 1) / parts;
    Kept kept;
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((i >= begin && i < end) != complement) kept.push_back(all[i]);
    return kept;
}

/// The first part, else the first complement of one, that shows it; empty: none does.
template <class Shows> Kept next(const Kept& kept, std::size_t parts, Shows& shows, bool& part) {
    for (const bool complement : {false, true}) {
        part = !complement;
        if (complement && parts == 2) break;  // a complement is the other half
        for (std::size_t p = 0; p < parts; ++p)
            if (Kept tried = slice(kept, p, parts, complement); shows(std::as_const(tried)))
                return tried;
    }
    return {};
}

}  // namespace shrink_detail

/// Which of `size` elements are needed. `shows(const Kept&)`; not asked about all of them.
/// Requires: all of them show it.
template <class Shows> Kept smallest_list(std::size_t size, Shows&& shows) {
    Kept kept(size);
    std::iota(kept.begin(), kept.end(), std::size_t{0});
    if (size == 0 || shows(Kept{})) return {};
    std::size_t parts = 2;
    while (kept.size() > 1) {
        parts = std::min(parts, kept.size());
        bool is_part = false;
        if (Kept fewer = shrink_detail::next(kept, parts, shows, is_part); !fewer.empty()) {
            kept = std::move(fewer);
            parts = is_part ? 2 : std::max<std::size_t>(parts - 1, 2);
            continue;
        }
        if (parts == kept.size()) break;
        parts *= 2;
    }
    return kept;
}

/// A number from `least` to `most` that shows it, where the next smaller one does not: upward from
/// `least` in steps that double, since small ones are cheap, then by halves.
/// `shows(std::uint64_t)`; asked at most 2 log2(most - least) + 2 times, and not about `most`.
/// Requires: least <= most, and `most` shows it.
template <class Shows>
std::uint64_t smallest_number(std::uint64_t least, std::uint64_t most, Shows&& shows) {
    std::uint64_t low = least;  // everything below that was tried did not show it
    for (std::uint64_t step = 1; low < most; step *= 2) {
        const std::uint64_t tried = low;
        if (shows(tried)) {
            most = tried;
            break;
        }
        least = tried + 1;
        low = most - tried > step ? tried + step : most;
    }
    while (least < most) {
        const std::uint64_t middle = least + (most - least) / 2;
        if (shows(middle))
            most = middle;
        else
            least = middle + 1;
    }
    return most;
}

}  // namespace mqfate
