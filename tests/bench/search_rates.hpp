// What a search does in a second, and how many times what TLC does.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

#include "sim/explore/search/search_result.hpp"
#include "tests/bench/processor_time.hpp"

namespace mqfate::bench {

/// Of TLC 2.18 on the specification, Kip320 (3,2,2,2), one worker, CPU time.
inline constexpr double tlc_successors_a_second = 25e3;

/// Of all searches since it was made.
class SearchRates {
public:
    void add(const SearchResult& result) {
        successors_ += static_cast<double>(result.successors);
        distinct_ += static_cast<double>(result.distinct);
    }
    void report(benchmark::State& state) const {
        const auto rate = [](double n) {
            return benchmark::Counter(n, benchmark::Counter::kIsRate);
        };
        const double seconds = taken_.nanoseconds() / 1e9;
        state.counters["successors/s"] = rate(successors_);
        state.counters["distinct/s"] = rate(distinct_);
        state.counters["times_TLC"] = successors_ / seconds / tlc_successors_a_second;
    }

private:
    double successors_ = 0;
    double distinct_ = 0;
    ProcessorTime taken_;
};

}  // namespace mqfate::bench
