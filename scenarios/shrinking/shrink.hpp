// Makes a scenario smaller while a run of it still shows the same: fewest messages, faults, and
// settings off their default.
//
// First the file is simulated as it is, and what went wrong in it is picked: a fate at a level with
// its cause (sim/run/sight). Then one thing after the other is left out or made less, until nothing
// of that shows it any more. What there is to leave out or to make less, the log of reading the
// file says (input/reading_log.hpp); faults have simpler forms (reading/fault_forms.hpp); the
// search is that of sim/run/shrink.hpp. A smaller scenario shows it if run 0 of one of a hundred
// seeds does, always the same seeds, so the same file gives the same smallest scenario. It is
// small, not the smallest there is: other luck, and two changes at once, are not tried. What takes
// twice the steps of the first run is not smaller. Tested by:
// tests/scenarios/shrinking/shrink_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "scenarios/reading/scenario.hpp"
#include "scenarios/shrinking/size.hpp"
#include "sim/run/experiment.hpp"
#include "sim/run/sight.hpp"

namespace mqfate::scenarios {

struct Shrunk {
    Sight sight;
    ScenarioSize from;
    ScenarioSize to;
    std::uint64_t runs = 0;        ///< that it took, those of the file included
    std::uint64_t candidates = 0;  ///< scenarios that were tried
    Value scenario;                ///< a whole file: one run, the seed that shows it, what it shows
    bool interrupted = false;      ///< something smaller may have been found, given time
};

enum class NotShrunk : std::uint8_t {
    nothing_shows,  ///< what was wished for, in no run
    no_seed,        ///< in a run of the file, but in run 0 of no other seed
    interrupted,    ///< before anything was found
};

/// What to look for if nobody says: an expectation of the file that failed because of too much, if
/// there is one; else everything.
SightWish wish_of(const Scenario& scenario, const Outcome& outcome);

/// `options` says how the file is simulated. `scenario` was read from `document`; its plan's limit
/// of steps is that of the first runs. An empty `wish` is the one of wish_of().
tl::expected<Shrunk, NotShrunk> shrink(const Document& document, const Scenario& scenario,
                                       const ExperimentOptions& options, const SightWish& wish);

}  // namespace mqfate::scenarios
