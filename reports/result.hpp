// What a report is about: one configuration and its outcome, with the words that only the model and
// the scenario know. Reports know ledgers, traces and labels, and no model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/outcome.hpp"
#include "sim/world/causes.hpp"
#include "sim/world/kind.hpp"
#include "sim/world/trace.hpp"

namespace mqfate::reports {

/// Names of what a trace has as numbers.
struct Labels {
    std::vector<std::string> nodes;
    KindTable bodies;
    KindTable timers;
    CauseTable causes;
};

struct Expected {
    std::string text;
    std::string found;
    std::string_view judgement;  ///< "met", "failed", "undecided"
};

/// One configuration.
struct Result {
    /// What differs from the other configurations of a comparison: axis, value.
    std::vector<std::pair<std::string, std::string>> set;
    Outcome outcome;
    bool has_consumers = false;
    bool swarm = false;  ///< each run drew which faults were on
    std::vector<Expected> expected;
};

/// The whole of a command.
struct Report {
    std::string version;
    std::string scenario;           ///< its name or path, as it was given
    std::uint64_t fingerprint = 0;  ///< of the scenario's text
    std::uint64_t seed = 1;
    std::vector<Result> results;
    CauseTable causes;  ///< of the system
};

}  // namespace mqfate::reports
