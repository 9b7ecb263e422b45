#include "tests/exhaustive/exchanged_names.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace mqfate::tests {
namespace {

/// A world under other names, as bytes.
Bytes renamed(Worlds& plain, const scenarios::Scenario& scenario, KafkaState state,
              const Renaming& names) {
    rename(state, scenario, names);
    return plain.encode(state);
}
/// All that `state` leads to, under those names, in order.
std::vector<Bytes> successors(Worlds& plain, const scenarios::Scenario& scenario,
                              const KafkaState& state, const Renaming& names) {
    std::vector<Bytes> all;
    for (const Choice& choice : plain.steps(state)) {
        KafkaState next = state;
        if (plain.take(next, choice))
            all.push_back(renamed(plain, scenario, std::move(next), names));
    }
    std::sort(all.begin(), all.end());
    return all;
}

/// Counts worlds in which it makes a difference whether names are exchanged before or after a step.
struct Differences {
    const scenarios::Scenario& scenario;
    const std::vector<Renaming>& all_names;  ///< the first changes nothing
    std::size_t found = 0;

    void operator()(Worlds& plain, const KafkaState& state) {
        for (const Renaming& names : all_names) {
            KafkaState other = state;
            rename(other, scenario, names);
            const auto after = successors(plain, scenario, state, names);
            if (after != successors(plain, scenario, other, all_names.front())) ++found;
        }
    }
};

}  // namespace

std::size_t differences(const scenarios::Scenario& scenario, const Scope& within,
                        const std::vector<Renaming>& all_names) {
    REQUIRE(all_names.size() > 1);
    Differences differences{scenario, all_names};
    each_world(scenario, within, std::ref(differences));
    return differences.found;
}
std::size_t differences(const scenarios::Scenario& scenario, const Scope& within) {
    return differences(scenario, within, renamings(scenario, within));
}
std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                 const std::vector<Renaming>& all_names, int walks) {
    REQUIRE(all_names.size() > 1);
    Differences differences{scenario, all_names};
    each_world_on_walks(scenario, within, walks, 60, std::ref(differences));
    return differences.found;
}
std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                 int walks) {
    return differences_on_walks(scenario, within, renamings(scenario, within), walks);
}

void check_same(const scenarios::Scenario& scenario, Scope within, std::size_t worlds,
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
