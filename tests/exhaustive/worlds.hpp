// The worlds of the Kafka model within a scope, and the explorer's machine that goes from one to
// the next, as functions without templates: the machine and its search are compiled once, in
// worlds.cpp, for all tests of this folder.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/kafka/system.hpp"
#include "scenarios/reading/scenario.hpp"
#include "sim/explore/in_time/time_bound.hpp"
#include "sim/explore/reduction/interchangeable.hpp"
#include "sim/explore/search/search_result.hpp"
#include "sim/explore/world/budget.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/explore/world/question.hpp"
#include "sim/explore/world/world_state.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate::tests {

/// A world, and what the search keeps beside it. Copied in worlds.cpp: it has hundreds of parts.
struct KafkaState : WorldState<kafka::Model> {
    KafkaState();
    KafkaState(WorldState<kafka::Model> state);
    KafkaState(const KafkaState& other);
    KafkaState(KafkaState&& other) noexcept;
    KafkaState& operator=(const KafkaState& other);
    KafkaState& operator=(KafkaState&& other) noexcept;
    ~KafkaState();
};

/// A path with all its worlds, in one set of names.
struct KafkaTrail {
    std::vector<KafkaState> worlds;  ///< one more than steps
    std::vector<Choice> steps;
};

/// A path in real time.
struct KafkaInTime {
    InTime timed;
    std::vector<TimeBound> bounds;  ///< all that real time says about its steps
};

/// A machine of them (sim/explore/world/world_machine.hpp).
class Worlds {
public:
    /// `scenario` must live longer.
    Worlds(const scenarios::Scenario& scenario, const Scope& scope,
           std::vector<Question> questions = {});
    Worlds(Worlds&& other) noexcept;
    ~Worlds();

    /// The world in which everything begins.
    KafkaState start();
    /// All that a search must try next.
    std::vector<Choice> steps(const KafkaState& state) const;
    /// All that may happen next.
    std::vector<Choice> all_steps(const KafkaState& state) const;
    /// Takes `choice`, one of those. Returns whether that is within the scope.
    bool take(KafkaState& state, const Choice& choice);
    /// Bytes that are equal for worlds that count as one.
    Bytes encode(const KafkaState& state);
    void decode(const Bytes& stored, KafkaState& state);
    /// The ledger after the audit, if nothing is left to do in `state`.
    std::optional<Ledger> at_the_end(const KafkaState& state);

    // ---- what the partial-order reduction goes by (sim/explore/reduction/independence.hpp)
    bool is_calm(const KafkaState& state) const;
    bool is_undisturbed(const KafkaState& state, NodeId client) const;
    bool may_act_alone(const KafkaState& state, NodeId client) const;

    /// Looks for the first of the questions until it is broken or all worlds were visited.
    SearchResult explored() const;
    /// The same for a search that begins in `first`.
    SearchResult explored_from(const KafkaState& first) const;
    /// Requires: `path` is of explored().
    KafkaTrail trail_of(const Path& path) const;

private:
    class Machine;

    const Plan<kafka::Vocabulary>* plan_;
    std::unique_ptr<Machine> machine_;
};

/// When the steps of a path come in real time. Requires: they are a path from the beginning of a
/// search of `scenario` within `scope`.
KafkaInTime in_time(const scenarios::Scenario& scenario, const Scope& scope,
                    const std::vector<Choice>& steps);

// ---- names (sim/explore/reduction)

/// The groups of nodes that nothing tells apart within a scope.
std::vector<Group> interchangeable_nodes(const scenarios::Scenario& scenario, const Scope& scope);
/// Every way to exchange names within these groups, the one that changes nothing first.
std::vector<Renaming> renamings(const scenarios::Scenario& scenario, const Scope& scope);
/// The same within any groups of nodes that the plan, if not the model, takes for alike.
std::vector<Renaming> renamings(const scenarios::Scenario& scenario,
                                const std::vector<Group>& groups);
/// Gives everything in `state` the other names.
void rename(KafkaState& state, const scenarios::Scenario& scenario, const Renaming& names);

}  // namespace mqfate::tests
