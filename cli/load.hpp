// From a name on the command line to a scenario, or to errors on standard error.
#pragma once

#include <optional>
#include <string>

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "reports/result.hpp"
#include "scenarios/reading/limits.hpp"
#include "scenarios/reading/scenario.hpp"

namespace mqfate::cli {

struct Loaded {
    Source source;
    scenarios::Document document;
    scenarios::Scenario scenario;
};

/// Nothing, after all errors were printed, if the file cannot be used (exit status 2).
std::optional<Loaded> load(const std::string& name, const words::Say& say);

/// Holds `plan` to what a file may ask for, unless --no-limits is given. False, after all errors
/// were printed, if it is too much (exit status 2).
bool within_limits(const Options& options, const scenarios::Document& document,
                   scenarios::Scenario& scenario, const scenarios::Amount& amount);

/// A fingerprint of the scenario's text.
std::uint64_t fingerprint_of(const std::string& text);

/// Expectations held against an outcome; and the exit status that follows.
std::vector<reports::Expected> judge_all(const scenarios::Scenario& scenario,
                                         const Outcome& outcome);
int exit_status(const std::vector<reports::Result>& results, bool interrupted);

}  // namespace mqfate::cli
