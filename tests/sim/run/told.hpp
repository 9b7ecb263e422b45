// One run of a plan of the toy system, and what happened in it: for tests of faults.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/sim/toy.hpp"

namespace mqfate::tests {

using ToyPlan = Plan<toy::Vocabulary>;

inline Instant at_ms(std::int64_t ms) { return Instant{} + milliseconds(ms); }

struct Told {
    Sampler<toy::Model, Tracing<toy::Model>> sampler;
    RunSummary summary;
    explicit Told(const ToyPlan& plan, std::uint64_t run = 0)
        : sampler(plan), summary(sampler.run(1, run)) {}
    std::vector<Instant> when(Happening what) const {
        std::vector<Instant> found;
        for (const TraceEvent& event : sampler.recorder().trace().events())
            if (event.what == what) found.push_back(event.at);
        return found;
    }
    std::vector<Instant> restarts() const {
        std::vector<Instant> found = when(Happening::started);
        found.erase(found.begin(), found.begin() + 2);  // the first start of both
        return found;
    }
};

}  // namespace mqfate::tests
