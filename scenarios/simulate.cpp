#include "scenarios/simulate.hpp"

#include "models/kafka/system.hpp"
#include "sim/run/experiment.hpp"

namespace mqfate::scenarios {

Outcome simulate(const Plan<Vocabulary>& plan, const ExperimentOptions& options) {
    return experiment<Model>(plan, options);
}

Traced simulate_traced(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run) {
    Sampler<Model, Tracing<Model>> sampler(plan);
    RunSummary summary = sampler.run(seed, run);
    return {std::move(summary), sampler.ledger(), sampler.recorder().trace()};
}

Accounted simulate_accounted(const Plan<Vocabulary>& plan, std::uint64_t seed, std::uint64_t run) {
    Sampler<Model> sampler(plan);
    RunSummary summary = sampler.run(seed, run);
    return {std::move(summary), sampler.ledger()};
}

std::optional<Sighting> first_sighting(const Plan<Vocabulary>& plan, const Sight& sight,
                                       const std::vector<std::uint64_t>& seeds,
                                       const ExperimentOptions& search, std::uint64_t& runs) {
    Sampler<Model> sampler(plan);
    for (const std::uint64_t seed : seeds) {
        if (search.stop && search.stop->load()) return {};
        RunSummary summary = sampler.run(seed, 0);
        ++runs;
        if (search.finished) search.finished->fetch_add(1);
        if (summary.drained && shows(sampler.ledger(), sight))
            return Sighting{seed, std::move(summary)};
    }
    return {};
}

}  // namespace mqfate::scenarios
