// Reads a story that `mqfate explore --save` wrote: of which scenario, within which bounds, what it
// shows, and each step by its names. Members that only people read are not looked at.
// Tested by: tests/scenarios/reading/saved_story_test.cpp.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/document.hpp"
#include "scenarios/reading/exploration.hpp"
#include "scenarios/searching/explore.hpp"

namespace mqfate::scenarios {

struct SavedStory {
    std::string scenario;     ///< as it was given
    std::string fingerprint;  ///< of its text, in hexadecimal
    std::string property;
    Exploration bounds;
    std::vector<SavedStep> steps;
    std::vector<std::vector<std::string>> brings;  ///< by step: what came of it, in words
};

/// All errors at once, ordered by line.
tl::expected<SavedStory, Errors> read_story(const Document& document);

}  // namespace mqfate::scenarios
