// A world in words, for people who look at one: who leads, what lies in which log, who believes
// what, and what is under way. Left out: timers, and whatever repeats what is said.
// Tested by: tests/models/kafka/portrait_test.cpp.
#pragma once

#include <vector>

#include "models/kafka/system.hpp"
#include "words/phrase.hpp"

namespace mqfate::kafka {

/// A phrase a line. Messages are numbered from 1.
std::vector<words::Phrase> portrait(const World<Model>& world, const Plan<Vocabulary>& plan);

}  // namespace mqfate::kafka
