// The answer of an exploration as JSON: a contract (schema_version 1), in English; and a story as a
// file that `mqfate replay` takes. Tested by: tests/reports/explore_json_test.cpp.
#pragma once

#include <string>

#include "reports/explored.hpp"

namespace mqfate::reports {

/// One object, indented, with a line feed at its end.
std::string to_json(const Explored& report);

/// The story as a file: scenario, bounds, property, and each step by its codes, with what they read
/// like for people (scenarios/reading/saved_story.hpp has the form). Requires: a story.
std::string saved_story(const Explored& report);

/// What a walk along a saved story came to.
struct Replay {
    Explored report;        ///< with the story as far as it could be followed
    std::size_t saved = 0;  ///< steps of the file
    bool shows = false;     ///< the last step shows what the file says
    bool changed = false;   ///< the scenario's text is another than that of the file
    words::Phrase next;     ///< the step that cannot be taken any more; empty: all were taken
    std::vector<words::Phrase> instead;  ///< what may happen there
    /// Steps (from 1) that bring about something else than the file says.
    std::vector<std::size_t> differ;
};
std::string to_json(const Replay& replay);
std::string replay_text(const Replay& replay, const words::Say& say);

}  // namespace mqfate::reports
