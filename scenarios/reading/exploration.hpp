// Reads "explore": the bounds of an exhaustive search, and what is asked of it.
//
//   "explore": {
//     "messages": 2,            of each producer; the file's own number if that is less
//     "crashes": 1,             crash, power_loss, disk_loss and pause may strike so often
//     "losses": 1,              drop, reset, cut, isolate and disconnect
//     "duplicates": 0,          datagrams that arrive twice
//     "retries": 2,             batches that producers send again
//     "deviations": 0,          steps out of the order of time, or "all"
//     "idle_timers": false,     what only time could tell from nothing happens as well
//     "from_the_start": false,  it begins before the processes have connected
//     "symmetry": true,         worlds that differ in names only count as one
//     "partial_order": true,    with "all" deviations: not every order of independent steps
//     "depth": 60, "states": 1000000, "seconds": 60, "memory": "1GB",
//     "properties": ["no-loss", "log.duplicated == 0"]
//   }
// Everything may be left out: scope.hpp has the defaults, questions.hpp the names of properties.
// Tested by: tests/scenarios/reading/exploration_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {

/// What a file, or a command line, says about a search. What is not there was not said.
struct Exploration {
    std::optional<std::uint32_t> messages;
    std::optional<std::uint8_t> crashes;
    std::optional<std::uint8_t> losses;
    std::optional<std::uint8_t> duplicates;
    std::optional<std::uint8_t> retries;
    std::optional<std::uint8_t> deviations;  ///< Budget::all: as many as there are
    std::optional<std::uint32_t> depth;
    std::optional<std::uint64_t> states;
    std::optional<std::uint64_t> seconds;
    std::optional<std::uint64_t> memory;  ///< bytes
    bool idle_timers = false;
    bool from_the_start = false;
    bool symmetry = true;                 ///< off where either says so
    bool partial_order = true;            ///< the same
    std::vector<std::string> properties;  ///< keys, or expectations; empty: the usual ones
    friend bool operator==(const Exploration&, const Exploration&) = default;
};

/// How often something may happen at most.
inline constexpr std::int64_t most_of_a_budget = 250;

/// Errors go to the reader. Names of properties are read by questions.hpp.
Exploration read_exploration(Reader explore);

/// `over` where it says something, else `under`.
Exploration combined(const Exploration& over, const Exploration& under);

}  // namespace mqfate::scenarios
