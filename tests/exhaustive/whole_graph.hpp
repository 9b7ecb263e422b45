// All worlds of a small scope, one by one, for tests that compare what two searches see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/exhaustive/kafka_search.hpp"
#include "tests/exhaustive/worlds.hpp"

namespace mqfate::tests {

inline constexpr unsigned any_depth = 0xffff'ffff;

using Visit = std::function<void(Worlds&, const KafkaState&)>;

/// Calls `visit` for each world that can be reached by at most `depth` steps, layer by layer;
/// returns how many there are.
std::size_t each_world(const scenarios::Scenario& scenario, const Scope& scope, const Visit& visit,
                       unsigned depth = any_depth);

/// The same for the worlds on `walks` ways of `steps` steps each, drawn one by one: some of those
/// that are too far for all to be looked at.
void each_world_on_walks(const scenarios::Scenario& scenario, const Scope& scope, int walks,
                         int steps, const Visit& visit);

struct Everything {
    std::size_t worlds = 0;
    /// What became of each message, in the worlds in which nothing is left to do, but for names.
    std::set<Bytes> outcomes;
};
Everything everything(const scenarios::Scenario& scenario, const Scope& scope,
                      unsigned depth = any_depth);

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
