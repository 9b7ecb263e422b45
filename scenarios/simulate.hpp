// Runs plans of the one model: the engine's templates are instantiated here, once.
#pragma once

#include <cstdint>

#include "models/context.hpp"
#include "sim/run/experiment.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/trace.hpp"

namespace mqfate::scenarios {

/// Many runs, on all cores (sim/run/experiment.hpp).
Outcome simulate(const Plan<Vocabulary>& plan, const ExperimentOptions& options);

/// One run with everything that happened in it.
struct Traced {
    RunSummary summary;
    Ledger ledger;
    Trace trace;
};
Traced simulate_traced(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run);

}  // namespace mqfate::scenarios
