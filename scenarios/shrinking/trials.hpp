// Candidates for a smaller scenario: tries each, remembers the smallest that shows the sight.
//
// Invariant: smallest() was read without an error, and run 0 of its seed drained and showed the
// sight. A candidate is tried with the same seeds whenever it comes, so its answer is remembered.
// Tested by: tests/scenarios/shrinking/trials_test.cpp.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/input/reading_log.hpp"
#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

struct Smallest {
    Value root;      ///< without what no run depends on
    ReadingLog log;  ///< of reading it
    std::uint64_t seed = 0;
    RunSummary summary;  ///< of run 0 of that seed
};

class Trials {
public:
    static constexpr std::uint64_t seeds_each = 100;

    /// Tries `seeds_each` seeds from `options.seed` on, and that of `first`.
    Trials(const Sight& sight, const ExperimentOptions& options, Smallest first);

    /// Whether `candidate` can be read and shows the sight; it is the smallest one then. False
    /// without a try once the search was interrupted.
    bool accept(Value candidate);

    const Smallest& smallest() const { return smallest_; }
    std::uint64_t runs() const { return runs_; }
    std::uint64_t candidates() const { return candidates_; }
    bool interrupted() const { return options_.stop && options_.stop->load(); }

private:
    std::vector<std::uint64_t> seeds() const;  ///< that of the smallest first

    Sight sight_;
    ExperimentOptions options_;
    Smallest smallest_;
    std::uint64_t first_seed_;
    std::uint64_t most_steps_;
    std::set<std::string> refused_;
    std::uint64_t runs_ = 0;
    std::uint64_t candidates_ = 0;
};

}  // namespace mqfate::scenarios
