// What a search does in a second, and how many times what TLC does.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

namespace mqfate::bench {

/// Of TLC 2.18 on the specification, Kip320 (3,2,2,2), one worker, CPU time.
inline constexpr double tlc_successors_a_second = 25e3;

inline void count_search(benchmark::State& state, std::uint64_t successors,
                         std::uint64_t distinct) {
    const auto rate = [](double n) { return benchmark::Counter(n, benchmark::Counter::kIsRate); };
    const auto taken = static_cast<double>(successors);
    state.counters["successors/s"] = rate(taken);
    state.counters["times_TLC"] = rate(taken / tlc_successors_a_second);
    state.counters["distinct/s"] = rate(static_cast<double>(distinct));
}

}  // namespace mqfate::bench
