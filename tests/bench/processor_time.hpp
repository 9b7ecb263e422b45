// For what a benchmark reports a piece: Google Benchmark's own rates are printed in seconds.
#pragma once

#include <ctime>

namespace mqfate::bench {

/// Of all threads, since it was made.
class ProcessorTime {
public:
    [[nodiscard]] double nanoseconds() const {
        return static_cast<double>(std::clock() - begin_) * (1e9 / CLOCKS_PER_SEC);
    }

private:
    std::clock_t begin_ = std::clock();
};

}  // namespace mqfate::bench
