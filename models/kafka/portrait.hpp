// A world in words, for people who look at one: who leads, what lies in which log, who believes
// what, and what is under way. Left out: timers, and whatever repeats what is said.
// Tested by: tests/models/portrait_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "models/kafka/system.hpp"

namespace mqfate::kafka {

/// Lines without line feeds. Messages are numbered from 1.
std::vector<std::string> portrait(const World<Model>& world, const Plan<Vocabulary>& plan);

}  // namespace mqfate::kafka
