#include "scenarios/simulate.hpp"

#include "models/world.hpp"

namespace mqfate::scenarios {

Outcome simulate(const Plan<Vocabulary>& plan, const ExperimentOptions& options) {
    return experiment<Model>(plan, options);
}

Traced simulate_traced(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run) {
    Sampler<Model, Tracing<Model>> sampler(plan);
    RunSummary summary = sampler.run(seed, run);
    return {std::move(summary), sampler.ledger(), sampler.recorder().trace()};
}

}  // namespace mqfate::scenarios
