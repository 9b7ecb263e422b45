// Watches a search: Ctrl-C, the bound on seconds, and a line of progress on a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "cli/progress.hpp"
#include "sim/explore/search/search_result.hpp"

namespace mqfate::cli {

class SearchWatch {
public:
    SearchWatch(std::optional<std::uint64_t> seconds, const words::Say& say);
    ~SearchWatch();
    SearchWatch(const SearchWatch&) = delete;
    SearchWatch& operator=(const SearchWatch&) = delete;

    /// Whether the search may go on.
    bool operator()(const SearchProgress& progress);

    double seconds() const;  ///< since construction
    bool out_of_time() const { return out_of_time_; }

private:
    using Clock = std::chrono::steady_clock;
    void show(const SearchProgress& progress);

    Progress interrupt_;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point shown_ = begin_;
    std::optional<std::uint64_t> limit_;
    words::Say say_;
    bool terminal_ = false;
    bool out_of_time_ = false;
    std::vector<std::uint64_t> layers_;  // new worlds by number of steps, complete ones
    std::uint64_t known_ = 0;            // worlds that these and all before them have
    std::uint64_t last_ = 0;             // worlds when it last heard
    std::uint32_t depth_ = 0;
};

}  // namespace mqfate::cli
