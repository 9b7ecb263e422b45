// All worlds of a small scope, one by one, for tests that compare what two searches see.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/explore/reduction/symmetry.hpp"
#include "tests/exhaustive/kafka_search.hpp"
#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

using KafkaState = KafkaMachine::State;

inline constexpr unsigned any_depth = 0xffff'ffff;

/// Calls `visit(machine, state)` for each world that can be reached by at most `depth` steps, layer
/// by layer; returns how many there are.
template <class Visit>
std::size_t each_world(const scenarios::Scenario& scenario, const Scope& scope, Visit&& visit,
                       unsigned depth = any_depth) {
    KafkaMachine machine(kafka_plan(scenario), scope, {});
    std::set<Bytes> known;
    std::vector<Bytes> layer;
    const auto add = [&](const KafkaState& state, std::vector<Bytes>& to) {
        Bytes bytes;
        machine.encode(state, bytes);
        if (known.insert(bytes).second) to.push_back(std::move(bytes));
    };
    std::vector<KafkaState> starts;
    machine.starts(starts);
    add(starts.front(), layer);
    KafkaState state;
    for (unsigned steps = 0; !layer.empty(); ++steps) {
        std::vector<Bytes> next_layer;
        for (const Bytes& bytes : layer) {
            machine.decode(bytes, state);
            visit(machine, state);
            if (steps == depth) continue;
            std::vector<Choice> choices;
            machine.steps(state, choices);
            for (const Choice& choice : choices) {
                KafkaState next = state;
                if (!machine.take(next, choice).outside) add(next, next_layer);
            }
        }
        layer = std::move(next_layer);
    }
    return known.size();
}

/// The same for the worlds on `walks` ways of `steps` steps each, drawn one by one: some of those
/// that are too far for all to be looked at.
template <class Visit>
void each_world_on_walks(const scenarios::Scenario& scenario, const Scope& scope, int walks,
                         int steps, Visit&& visit) {
    KafkaMachine machine(kafka_plan(scenario), scope, {});
    std::vector<KafkaState> starts;
    machine.starts(starts);
    std::vector<Choice> choices;
    std::uint64_t drawn = 1;
    for (int walk = 0; walk < walks; ++walk) {
        KafkaState state = starts.front();
        for (int step = 0; step < steps; ++step) {
            visit(machine, state);
            choices.clear();
            machine.steps(state, choices);
            if (choices.empty()) break;
            drawn = drawn * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;  // Knuth, MMIX
            KafkaState next = state;
            if (!machine.take(next, choices[(drawn >> 33) % choices.size()]).outside)
                state = std::move(next);
        }
    }
}

/// What became of each message at each level, and what its producer believes.
inline Bytes fates_of(const Ledger& ledger) {
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

struct Everything {
    std::size_t worlds = 0;
    std::set<Bytes> outcomes;  ///< of the worlds in which nothing is left to do, but for names
};
inline Everything everything(const scenarios::Scenario& scenario, const Scope& scope,
                             unsigned depth = any_depth) {
    Everything all;
    const Symmetry<kafka::Model> names(kafka_plan(scenario), scope);
    const auto note = [&](KafkaMachine& machine, const KafkaState& state) {
        const auto ledger = machine.at_the_end(state);
        if (!ledger) return;
        Bytes least = fates_of(*ledger);
        for (const Renaming& renaming : names.renamings()) {
            Ledger renamed = *ledger;
            renamed.rename(renaming);
            least = std::min(least, fates_of(renamed));
        }
        all.outcomes.insert(std::move(least));
    };
    all.worlds = each_world(scenario, scope, note, depth);
    return all;
}

/// Producers of the same settings, each with so many messages.
inline scenarios::Scenario producers(int brokers, const std::vector<std::string>& names,
                                     int messages, const std::string& config,
                                     const std::string& more = "", const std::string& topic = "") {
    const std::string n = std::to_string(brokers);
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "\"" : ", \"") + name + R"(": {"messages": )" +
                std::to_string(messages) + R"(, "config": {"linger.ms": 0)" + config + "}}";
    return scenario_of(R"({"schema_version": 1, "kafka": {"brokers": )" + n +
                       R"(, "topics": {"t": {"replication.factor": )" + n + topic +
                       R"(}}, "producers": {)" + list + "}}" + more + "}");
}
inline Scope scope(std::uint8_t crashes, std::uint8_t losses, std::uint8_t retries, bool symmetry) {
    Scope scope;
    scope.budget = {.crashes = crashes, .losses = losses, .retries = retries};
    scope.symmetry = symmetry;
    return scope;
}

}  // namespace mqfate::tests
