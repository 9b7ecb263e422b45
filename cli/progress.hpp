// Ctrl-C and a progress line. Only a terminal sees progress; only the first Ctrl-C is gentle.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "words/phrase.hpp"

namespace mqfate::cli {

/// From construction to destruction: Ctrl-C sets stop(), a second one ends the program; and while
/// standard error is a terminal, a line says how many runs are finished.
class Progress {
public:
    /// `line`: with `n` runs that are finished, and `all` of them where its text asks for it.
    Progress(words::Text line, std::uint64_t all, const words::Say& say);
    Progress();  ///< Ctrl-C only: somebody else prints
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    std::atomic<std::uint64_t>* finished() { return &finished_; }
    static const std::atomic<bool>* stop();
    static bool interrupted();

private:
    std::atomic<std::uint64_t> finished_{0};
    std::atomic<bool> over_{false};
    std::thread printer_;
};

}  // namespace mqfate::cli
