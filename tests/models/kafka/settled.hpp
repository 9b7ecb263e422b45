// A world in which all has settled.
#pragma once

#include "models/kafka/system.hpp"

namespace mqfate::tests {

/// The world at the end of run 0 of seed 1. The test fails, and stops, if the run does not drain.
World<kafka::Model> settled(const Plan<kafka::Vocabulary>& plan);

}  // namespace mqfate::tests
