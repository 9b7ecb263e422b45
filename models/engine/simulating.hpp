// The sampler of one model behind functions without templates. Included by engine_of.hpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/engine.hpp"
#include "sim/run/experiment.hpp"
#include "sim/run/sampler.hpp"

namespace mqfate::engine {

template <class Model> const Plan<typename Model::Vocabulary>& plan_of(const AnyPlan& plan) {
    return plan.as<typename Model::Vocabulary>();
}

template <class Model> Outcome simulate(const AnyPlan& plan, const ExperimentOptions& options) {
    return experiment<Model>(plan_of<Model>(plan), options);
}

template <class Model> Traced traced(const AnyPlan& plan, std::uint64_t seed, std::uint64_t run) {
    Sampler<Model, Tracing<Model>> sampler(plan_of<Model>(plan));
    RunSummary summary = sampler.run(seed, run);
    return {std::move(summary), sampler.ledger(), sampler.recorder().trace()};
}

template <class Model>
Accounted accounted(const AnyPlan& plan, std::uint64_t seed, std::uint64_t run) {
    Sampler<Model> sampler(plan_of<Model>(plan));
    RunSummary summary = sampler.run(seed, run);
    return {std::move(summary), sampler.ledger()};
}

template <class Model>
std::optional<Sighting> first_sighting(const AnyPlan& plan, const Sight& sight,
                                       const std::vector<std::uint64_t>& seeds,
                                       const ExperimentOptions& search, std::uint64_t& runs) {
    Sampler<Model> sampler(plan_of<Model>(plan));
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

}  // namespace mqfate::engine
