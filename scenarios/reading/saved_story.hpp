// Reads a story that `mqfate explore --save` wrote: of which scenario, within which bounds, what it
// shows, and each step by its codes:
//
//   {"number": 2, "who": "b1",
//    "does": {"code": "step.gets", "from": "p", "message": "ProduceRequest"}, "messages": [1],
//    "brings": [{"who": "b1", "does": {"code": "fact.appended"}, "messages": [1]}],
//    "told": "b1 gets ProduceRequest from p"}
//
// A parameter is a string, or an object of the same form as "does". "told", and what else is for
// people, is not looked at. Tested by: tests/scenarios/reading/saved_story_test.cpp.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "models/searching.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/reading/exploration.hpp"
#include "words/catalogue.hpp"

namespace mqfate::scenarios {

/// Which form of a saved story is read and written. Before 2 steps were kept as English sentences.
inline constexpr int story_version = 2;

struct SavedStory {
    std::string scenario;     ///< as it was given
    std::string fingerprint;  ///< of its text, in hexadecimal
    std::string property;     ///< the id of its name
    Exploration bounds;
    std::vector<SavedStep> steps;
    std::vector<std::vector<SavedStep>> brings;  ///< by step: what came of it
};

/// The scenario that a story is of, before anything else is read of it; empty: it does not say.
std::string scenario_of_story(const Document& document);

/// All errors at once, ordered by line. `system`: the words of the system that the story is about.
tl::expected<SavedStory, Errors> read_story(const Document& document, words::Texts system);

}  // namespace mqfate::scenarios
