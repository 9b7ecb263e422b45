#include "scenarios/shrinking/trials.hpp"

#include "scenarios/reading/scenario.hpp"

namespace mqfate::scenarios {
namespace {

// Chosen: a scenario that takes more work than that is not smaller, whatever it has less.
constexpr std::uint64_t steps_for(std::uint64_t first) { return 2 * first + 10'000; }

}  // namespace

Trials::Trials(const Sight& sight, const ExperimentOptions& options, Smallest first)
    : sight_(sight),
      options_(options),
      smallest_(std::move(first)),
      first_seed_(smallest_.seed),
      most_steps_(steps_for(smallest_.summary.steps)) {}

std::vector<std::uint64_t> Trials::seeds() const {
    std::vector<std::uint64_t> all{smallest_.seed};
    const auto add = [&](std::uint64_t seed) {
        if (seed != smallest_.seed) all.push_back(seed);
    };
    for (std::uint64_t i = 0; i < seeds_each; ++i) add(options_.seed + i);
    if (first_seed_ >= options_.seed + seeds_each) add(first_seed_);
    return all;
}

bool Trials::accept(Value candidate) {
    if (interrupted()) return false;
    std::string text = compact(candidate);
    if (refused_.contains(text)) return false;
    auto scenario = read_scenario(Document("candidate", candidate));
    ++candidates_;
    if (scenario) {
        scenario->plan->limits.steps = most_steps_;
        if (auto seen = first_sighting(scenario->plan, sight_, seeds(), options_, runs_)) {
            smallest_ = {std::move(candidate), std::move(scenario->log), seen->seed,
                         std::move(seen->summary)};
            return true;
        }
    }
    if (!interrupted()) refused_.insert(std::move(text));
    return false;
}

}  // namespace mqfate::scenarios
