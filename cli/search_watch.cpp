#include "cli/search_watch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "reports/words.hpp"
#include "sim/explore/search/size_estimate.hpp"

namespace mqfate::cli {

SearchWatch::SearchWatch(std::optional<std::uint64_t> seconds)
    : limit_(seconds), terminal_(isatty(STDERR_FILENO) != 0) {}

SearchWatch::~SearchWatch() {
    if (terminal_) std::fputs("\r\033[K", stderr);
}

double SearchWatch::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
}

bool SearchWatch::operator()(const SearchProgress& progress) {
    if (terminal_) show(progress);
    if (limit_ && seconds() >= static_cast<double>(*limit_)) out_of_time_ = true;
    return !out_of_time_ && !Progress::interrupted();
}

void SearchWatch::show(const SearchProgress& progress) {
    if (progress.depth != depth_) {
        layers_.push_back(last_ - known_);
        known_ = last_;
        depth_ = progress.depth;
    }
    last_ = progress.distinct;
    if (Clock::now() - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = Clock::now();
    std::string line = fmt::format(
        "exploring: {} worlds, {} distinct, {}/s, depth {}, {} to go on from",
        reports::count(progress.successors), reports::count(progress.distinct),
        reports::count(
            static_cast<std::uint64_t>(static_cast<double>(progress.distinct) / seconds())),
        progress.depth, reports::count(progress.frontier));
    if (const auto about = estimated_size(layers_))
        line += ", a guess: about " + reports::about(*about) + " in all";
    fmt::print(stderr, "\r{}\033[K", line);
    std::fflush(stderr);
}

}  // namespace mqfate::cli
