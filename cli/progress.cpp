#include "cli/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <utility>

namespace mqfate::cli {
namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void on_interrupt(int) {
    stop_asked.store(true, std::memory_order_relaxed);
    std::signal(SIGINT, SIG_DFL);
}

}  // namespace

Progress::Progress(std::string what, std::uint64_t total) {
    std::signal(SIGINT, on_interrupt);
    if (isatty(STDERR_FILENO) == 0) return;
    printer_ = std::thread([this, what = std::move(what), total] {
        for (int tick = 0; !over_.load(); ++tick) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            if (tick < 10 || tick % 4 != 0) continue;  // short runs stay quiet
            const std::string of = total == 0 ? "" : " of " + std::to_string(total);
            std::fprintf(stderr, "\r%s: %llu%s runs", what.c_str(),
                         static_cast<unsigned long long>(finished_.load()), of.c_str());
            std::fflush(stderr);
        }
        std::fputs("\r\033[K", stderr);
    });
}

Progress::Progress() { std::signal(SIGINT, on_interrupt); }

Progress::~Progress() {
    over_.store(true);
    if (printer_.joinable()) printer_.join();
    std::signal(SIGINT, SIG_DFL);
}

const std::atomic<bool>* Progress::stop() { return &stop_asked; }
bool Progress::interrupted() { return stop_asked.load(); }

}  // namespace mqfate::cli
