#include "tests/exhaustive/whole_graph.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace mqfate::tests {
namespace {

/// What became of each message at each level, and what its producer believes.
Bytes fates_of(const Ledger& ledger) {
    Bytes fates;
    for (std::uint32_t m = 0; m < ledger.message_count(); ++m) {
        for (const Level level : {Level::log, Level::delivery, Level::effect})
            for (Branch branch = 0; branch < ledger.branches(level, {m}); ++branch) {
                fates.push_back(static_cast<unsigned char>(ledger.fate(level, {m}, branch)));
                fates.push_back(ledger.reordered(level, {m}, branch) ? 1 : 0);
            }
        fates.push_back(static_cast<unsigned char>(ledger.belief({m})));
    }
    return fates;
}

}  // namespace

std::size_t each_world(const scenarios::Scenario& scenario, const Scope& scope, const Visit& visit,
                       unsigned depth) {
    Worlds worlds(scenario, scope);
    std::set<Bytes> known;
    std::vector<Bytes> layer;
    const auto add = [&](const KafkaState& state, std::vector<Bytes>& to) {
        Bytes bytes = worlds.encode(state);
        if (known.insert(bytes).second) to.push_back(std::move(bytes));
    };
    add(worlds.start(), layer);
    KafkaState state;
    KafkaState next;
    for (unsigned steps = 0; !layer.empty(); ++steps) {
        std::vector<Bytes> next_layer;
        for (const Bytes& bytes : layer) {
            worlds.decode(bytes, state);
            visit(worlds, state);
            if (steps == depth) continue;
            for (const Choice& choice : worlds.steps(state)) {
                next = state;
                if (worlds.take(next, choice)) add(next, next_layer);
            }
        }
        layer = std::move(next_layer);
    }
    return known.size();
}

void each_world_on_walks(const scenarios::Scenario& scenario, const Scope& scope, int walks,
                         int steps, const Visit& visit) {
    Worlds worlds(scenario, scope);
    const KafkaState start = worlds.start();
    std::uint64_t drawn = 1;
    for (int walk = 0; walk < walks; ++walk) {
        KafkaState state = start;
        for (int step = 0; step < steps; ++step) {
            visit(worlds, state);
            const std::vector<Choice> choices = worlds.steps(state);
            if (choices.empty()) break;
            drawn = drawn * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;  // Knuth, MMIX
            KafkaState next = state;
            if (worlds.take(next, choices[(drawn >> 33) % choices.size()])) state = std::move(next);
        }
    }
}

Everything everything(const scenarios::Scenario& scenario, const Scope& scope, unsigned depth) {
    Everything all;
    const std::vector<Renaming> all_names = renamings(scenario, scope);
    const auto note = [&](Worlds& worlds, const KafkaState& state) {
        const auto ledger = worlds.at_the_end(state);
        if (!ledger) return;
        Bytes least = fates_of(*ledger);
        for (const Renaming& names : all_names) {
            Ledger renamed = *ledger;
            renamed.rename(names);
            least = std::min(least, fates_of(renamed));
        }
        all.outcomes.insert(std::move(least));
    };
    all.worlds = each_world(scenario, scope, note, depth);
    return all;
}

}  // namespace mqfate::tests
