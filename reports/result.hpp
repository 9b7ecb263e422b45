// What a report is about: one configuration and its outcome, with the words that only the model and
// the scenario know. Reports know ledgers, traces and labels, and no model; they are values without
// a language, which is chosen when one is printed (words::Say).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/outcome.hpp"
#include "sim/world/dialect.hpp"
#include "sim/world/trace.hpp"
#include "words/catalogue.hpp"

namespace mqfate::reports {

/// Names of what a trace has as numbers.
struct Labels {
    std::vector<std::string> nodes;
    Dialect dialect;  ///< of the system
};

enum class Judgement : std::uint8_t { met, failed, undecided };
/// "met", "failed", "undecided": in JSON.
std::string_view word(Judgement judgement);

struct Expected {
    std::string text;
    words::Phrase found;
    Judgement judgement{};
};

/// One configuration.
struct Result {
    /// What differs from the other configurations of a comparison: axis, value.
    std::vector<std::pair<std::string, std::string>> set;
    Outcome outcome;
    bool has_consumers = false;
    /// Of each list in Fates::by_audience the name of its audience. One that reads from several
    /// destinations is there for each.
    std::vector<std::string> audiences;
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
    Dialect dialect;                  ///< of the system
    std::optional<Level> level = {};  ///< a comparison is to show this one alone
};

}  // namespace mqfate::reports
