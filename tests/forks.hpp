// Forks a run in its middle, at many places, and follows both sides to the end.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>

#include "sim/run/sampler.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests {

template <class Model, class Recorder> RunSummary to_the_end(Sampler<Model, Recorder>& sampler) {
    while (!sampler.is_over()) sampler.step();
    return sampler.finish();
}

/// Some `forks` times on its way a run is copied. Each copy must come to the end of the run that
/// nobody disturbed: the same summary, ledger, latencies, world and trace; and whoever goes on with
/// it must change neither the copy nor the original. Returns how many forks there were.
template <class Model, class Recorder = Silent>
int check_forks(const Plan<typename Model::Vocabulary>& plan, std::uint64_t run, int forks) {
    using Run_ = Run<Model, Recorder>;
    static_assert(std::regular<Run_>);
    Sampler<Model, Recorder> whole(plan);
    const RunSummary expected = whole.run(1, run);
    Sampler<Model, Recorder> original(plan);
    Sampler<Model, Recorder> fork(plan);
    original.begin(1, run);
    const std::uint64_t every =
        std::max<std::uint64_t>(expected.steps / static_cast<std::uint64_t>(forks), 1);
    int forked = 0;
    while (!original.is_over()) {
        if (original.now().steps % every == 0) {
            const Run_ snapshot = original.now();
            fork.resume(snapshot);
            REQUIRE(to_the_end(fork) == expected);
            REQUIRE(fork.now() == whole.now());
            REQUIRE(original.now() == snapshot);
            original.step();
            REQUIRE(original.now() != snapshot);
            fork.resume(snapshot);
            fork.step();
            REQUIRE(fork.now() == original.now());
            ++forked;
        } else {
            original.step();
        }
    }
    CHECK(original.finish() == expected);
    CHECK(original.now() == whole.now());
    CHECK(original.latencies() == whole.latencies());
    CHECK(original.ledger() == whole.ledger());
    return forked;
}

}  // namespace mqfate::tests
