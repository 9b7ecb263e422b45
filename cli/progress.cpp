#include "cli/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

namespace mqfate::cli {
namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void on_interrupt(int) {
    stop_asked.store(true, std::memory_order_relaxed);
    std::signal(SIGINT, SIG_DFL);
}

}  // namespace

Progress::Progress(words::Text line, std::uint64_t all, const words::Say& say) {
    std::signal(SIGINT, on_interrupt);
    if (isatty(STDERR_FILENO) == 0) return;
    printer_ = std::thread([this, line, all, say] {
        for (int tick = 0; !over_.load(); ++tick) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            if (tick < 10 || tick % 4 != 0) continue;  // short runs stay quiet
            std::fprintf(stderr, "\r%s",
                         say(line, {{"n", finished_.load()}, {"all", all}}).c_str());
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
