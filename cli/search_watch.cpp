#include "cli/search_watch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "reports/words.hpp"
#include "sim/explore/search/size_estimate.hpp"

namespace mqfate::cli {

using namespace words::literals;

SearchWatch::SearchWatch(std::optional<std::uint64_t> seconds, const words::Say& say)
    : limit_(seconds), say_(say), terminal_(isatty(STDERR_FILENO) != 0) {}

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
    const auto rate =
        static_cast<std::uint64_t>(static_cast<double>(progress.distinct) / seconds());
    words::Phrase line("progress.exploring"_t, {{"worlds", reports::count(progress.successors)},
                                                {"distinct", reports::count(progress.distinct)},
                                                {"rate", reports::count(rate)},
                                                {"depth", progress.depth},
                                                {"frontier", reports::count(progress.frontier)}});
    if (const auto about = estimated_size(layers_))
        line = {"progress.guess"_t, {{"so_far", line}, {"n", reports::about(*about, say_)}}};
    fmt::print(stderr, "\r{}\033[K", say_(line));
    std::fflush(stderr);
}

}  // namespace mqfate::cli
