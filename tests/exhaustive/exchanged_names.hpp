// What a symmetry must keep, for tests: whether it makes a difference when names are exchanged, and
// whether all worlds of a scope come to the same with it and without.
#pragma once

#include "tests/exhaustive/whole_graph.hpp"
#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

/// A world under the names of `renaming`, as bytes.
inline Bytes renamed(KafkaMachine& plain, const Plan<kafka::Vocabulary>& plan, KafkaState state,
                     const Renaming& renaming) {
    Symmetry<kafka::Model>::rename(state, plan, renaming);
    Bytes bytes;
    plain.encode(state, bytes);
    return bytes;
}
/// All that `state` leads to, under those names, in order.
inline std::vector<Bytes> successors(KafkaMachine& plain, const Plan<kafka::Vocabulary>& plan,
                                     const KafkaState& state, const Renaming& renaming) {
    std::vector<Choice> choices;
    plain.steps(state, choices);
    std::vector<Bytes> all;
    for (const Choice& choice : choices) {
        KafkaState next = state;
        if (!plain.take(next, choice).outside)
            all.push_back(renamed(plain, plan, std::move(next), renaming));
    }
    std::sort(all.begin(), all.end());
    return all;
}

/// Counts worlds in which it makes a difference whether names are exchanged before or after a step.
struct Differences {
    const Plan<kafka::Vocabulary>& plan;
    std::vector<Renaming> renamings;  ///< the first changes nothing
    std::size_t found = 0;

    void operator()(KafkaMachine& plain, const KafkaState& state) {
        for (const Renaming& renaming : renamings) {
            KafkaState other = state;
            Symmetry<kafka::Model>::rename(other, plan, renaming);
            const auto after = successors(plain, plan, state, renaming);
            if (after != successors(plain, plan, other, renamings.front())) ++found;
        }
    }
};
inline std::size_t differences(const scenarios::Scenario& scenario, const Scope& within,
                               const std::vector<Renaming>& renamings) {
    REQUIRE(renamings.size() > 1);
    Differences differences{kafka_plan(scenario), renamings};
    each_world(scenario, within, differences);
    return differences.found;
}
inline std::size_t differences(const scenarios::Scenario& scenario, const Scope& within) {
    return differences(scenario, within,
                       Symmetry<kafka::Model>(kafka_plan(scenario), within).renamings());
}
/// The same on some ways, for worlds that are far.
inline std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                        const std::vector<Renaming>& renamings, int walks) {
    REQUIRE(renamings.size() > 1);
    Differences differences{kafka_plan(scenario), renamings};
    each_world_on_walks(scenario, within, walks, 60, differences);
    return differences.found;
}
inline std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                        int walks) {
    return differences_on_walks(
        scenario, within, Symmetry<kafka::Model>(kafka_plan(scenario), within).renamings(), walks);
}

/// As many worlds within `within`, and so many with symmetry, which come to the same.
inline void check_same(const scenarios::Scenario& scenario, Scope within, std::size_t worlds,
                       std::size_t with_symmetry) {
    within.symmetry = false;
    const Everything all = everything(scenario, within);
    within.symmetry = true;
    const Everything fewer = everything(scenario, within);
    CHECK(all.worlds == worlds);
    CHECK(fewer.worlds == with_symmetry);
    CHECK(all.outcomes == fewer.outcomes);
    CHECK(all.outcomes.size() > 0);
}

}  // namespace mqfate::tests
