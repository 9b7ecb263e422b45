// Every shipped scenario, simulated once a process: all that tests of this folder judge is judged
// from that.
#pragma once

#include <string>

#include "scenarios/reading/scenario.hpp"
#include "sim/run/outcome.hpp"

namespace mqfate::tests {

struct Once {
    scenarios::Scenario scenario;
    Outcome outcome;
};

/// By the name without ending: "kafka/lost-ack". Simulated on all cores by the first call.
const Once& simulated_once(const std::string& name);

}  // namespace mqfate::tests
