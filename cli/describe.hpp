// A scenario in words: what was simulated, and the story of one message.
#pragma once

#include "cli/load.hpp"
#include "reports/run_text.hpp"

namespace mqfate::cli {

std::string in_language(const scenarios::Text& text, const words::Say& say);

/// In the language of the options; the name of the file, if it has no title.
std::string title_of(const scenarios::Scenario& scenario, const Options& options);

reports::Labels labels_of(const AnyPlan& plan);

/// Names of settings that the file gives and no fate depends on, each once; empty: there are none.
std::string names_without_effect(const scenarios::Scenario& scenario);

/// Everything that `run` prints and the outcome does not know.
reports::RunText describe(const scenarios::Scenario& scenario, const reports::Report& report,
                          const Options& options);

/// The clearest message that went wrong, from the first run in which one did.
std::optional<reports::MessageStory> clearest_story(const scenarios::Scenario& scenario,
                                                    const reports::Result& result,
                                                    std::uint64_t seed, const words::Say& say);

}  // namespace mqfate::cli
