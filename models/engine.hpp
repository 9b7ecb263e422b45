// The engine of one system: what can be done with a plan of it, as functions without templates.
//
// Each system instantiates the templates of sim/run and sim/explore for itself, once, in one file
// (models/<system>/engine.cpp, by models/engine/engine_of.hpp); all above call these. So a new
// system costs the others nothing, neither in time nor in size nor in building.
// Tested by: tests/models/any_plan_test.cpp, tests/toy_queue.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/any_plan.hpp"
#include "models/searching.hpp"
#include "sim/explore/answer.hpp"
#include "sim/explore/world/question.hpp"
#include "sim/run/outcome.hpp"
#include "sim/run/sight.hpp"
#include "sim/world/dialect.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/trace.hpp"

namespace mqfate {

/// One run with everything that happened in it.
struct Traced {
    RunSummary summary;
    Ledger ledger;
    Trace trace;
};
/// One run with the account of every message.
struct Accounted {
    RunSummary summary;
    Ledger ledger;
};
/// A seed whose run 0 drains and shows what was looked for.
struct Sighting {
    std::uint64_t seed = 0;
    RunSummary summary;
};

struct Engine {
    std::string_view system;  ///< "kafka"
    Dialect dialect;

    Outcome (*simulate)(const AnyPlan&, const ExperimentOptions&);
    Traced (*traced)(const AnyPlan&, std::uint64_t seed, std::uint64_t run);
    Accounted (*accounted)(const AnyPlan&, std::uint64_t seed, std::uint64_t run);
    std::optional<Sighting> (*first_sighting)(const AnyPlan&, const Sight&,
                                              const std::vector<std::uint64_t>& seeds,
                                              const ExperimentOptions& search, std::uint64_t& runs);

    /// Looks for worlds that break or show what is asked. The bound on seconds is the watcher's to
    /// keep.
    Answer (*explore)(const AnyPlan&, const Bounds&, const std::vector<Question>& asked,
                      const Means&, const Watcher&);
    /// Takes the steps of `saved` one by one, by their names. A story that shows `asked` before its
    /// last step is followed to the end all the same.
    Replayed (*replay)(const AnyPlan&, const Scope&, const Question& asked,
                       const std::vector<SavedStep>& saved);
    /// Groups of nodes that may take each other's names within a scope.
    std::vector<std::vector<NodeId>> (*interchangeable)(const AnyPlan&, const Scope&);
    /// A process may die before one of the first so many messages that a handler sends.
    std::uint8_t most_sends = 0;
};

/// Many runs, on all cores (sim/run/outcome.hpp).
inline Outcome simulate(const AnyPlan& plan, const ExperimentOptions& options) {
    return plan.engine().simulate(plan, options);
}
inline Traced simulate_traced(const AnyPlan& plan, std::uint64_t seed, std::uint64_t run) {
    return plan.engine().traced(plan, seed, run);
}
inline Accounted simulate_accounted(const AnyPlan& plan, std::uint64_t seed, std::uint64_t run) {
    return plan.engine().accounted(plan, seed, run);
}
/// The first of `seeds` whose run 0 drains and shows `sight`. `search.seed`, `runs` and `jobs` are
/// not looked at; an interrupted search finds nothing. Adds the runs that it took to `runs`.
inline std::optional<Sighting> first_sighting(const AnyPlan& plan, const Sight& sight,
                                              const std::vector<std::uint64_t>& seeds,
                                              const ExperimentOptions& search,
                                              std::uint64_t& runs) {
    return plan.engine().first_sighting(plan, sight, seeds, search, runs);
}

}  // namespace mqfate
