// What a search is asked, how far it is, and what it has found.
//
// A search that ends early says why (`End`); only `exhausted` allows the conclusion that something
// never happens.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/explore/search/lineage.hpp"

namespace mqfate {

struct SearchProgress {
    std::uint64_t successors = 0;  ///< worlds that were made, those that were known included
    std::uint64_t distinct = 0;
    std::uint32_t depth = 0;     ///< steps from the start
    std::uint64_t frontier = 0;  ///< reached, not yet expanded
    std::uint64_t bytes = 0;     ///< of memory, by what is kept
};

struct SearchOptions {
    static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
    std::uint32_t depth = std::numeric_limits<std::uint32_t>::max();  ///< steps
    /// Distinct ones. Limits are looked at between blocks, so a search goes some way beyond, always
    /// the same way.
    std::uint64_t worlds = no_limit;
    std::uint64_t bytes = no_limit;  ///< of memory
    unsigned jobs = 0;               ///< threads; 0: all cores. No answer depends on it.
    /// The search ends at the first world that breaks one of these (bit by property). Where another
    /// is broken, the result has the path, and the search goes on.
    std::uint64_t ends_it = ~std::uint64_t{0};
    /// Keeps every world whole, in much memory, and counts worlds that were taken for another one
    /// because their fingerprints are equal (SearchResult::collisions).
    bool verify = false;
    const std::atomic<bool>* stop = nullptr;  ///< set from outside: end soon
};

struct SearchResult {
    enum class End : std::uint8_t {
        exhausted,  ///< every world that can be reached was expanded
        decided,    ///< a property is broken, or all asked was of `sometimes` and is shown
        depth,
        worlds,
        memory,
        stopped,  ///< from outside
    };
    End end = End::exhausted;
    std::uint64_t successors = 0;  ///< worlds that were made; the first ones count
    std::uint64_t distinct = 0;
    std::uint32_t depth = 0;          ///< steps to the farthest world that was reached
    std::uint64_t frontier = 0;       ///< worlds that were reached and not expanded
    std::uint64_t visited_bytes = 0;  ///< of memory, for worlds that were visited
    std::uint64_t most_bytes = 0;     ///< of memory, at the height, whole worlds included
    /// Worlds that were taken for another one; known with SearchOptions::verify only.
    std::uint64_t collisions = 0;
    /// By property: a shortest way to break it (of `sometimes`: to reach it), if there is one.
    std::vector<std::optional<Path>> found;

    bool complete() const { return end == End::exhausted; }
    friend bool operator==(const SearchResult&, const SearchResult&) = default;
};

}  // namespace mqfate
