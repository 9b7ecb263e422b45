// Runs plans of the one model: the engine's templates are instantiated here, once.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/kafka/context.hpp"
#include "sim/run/outcome.hpp"
#include "sim/run/sight.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/trace.hpp"

namespace mqfate::scenarios {

/// Many runs, on all cores (sim/run/experiment.hpp, sim/run/outcome.hpp).
Outcome simulate(const Plan<Vocabulary>& plan, const ExperimentOptions& options);

/// One run with everything that happened in it.
struct Traced {
    RunSummary summary;
    Ledger ledger;
    Trace trace;
};
Traced simulate_traced(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run);

/// One run with the account of every message.
struct Accounted {
    RunSummary summary;
    Ledger ledger;
};
Accounted simulate_accounted(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run);

/// The first of `seeds` whose run 0 drains and shows `sight`.
struct Sighting {
    std::uint64_t seed = 0;
    RunSummary summary;
};
/// `search.seed`, `runs` and `jobs` are not looked at; an interrupted search finds nothing.
/// Adds the runs that it took to `runs`.
std::optional<Sighting> first_sighting(const Plan<Vocabulary>& plan, const Sight& sight,
                                       const std::vector<std::uint64_t>& seeds,
                                       const ExperimentOptions& search, std::uint64_t& runs);

}  // namespace mqfate::scenarios
