#include "scenarios/systems/kafka/system.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/kafka/wiring.hpp"
#include "models/names.hpp"
#include "scenarios/systems/kafka/cost.hpp"
#include "scenarios/systems/kafka/promises.hpp"
#include "scenarios/systems/kafka/reader.hpp"
#include "scenarios/systems/kafka/rules.hpp"
#include "scenarios/systems/kafka/search_cuts.hpp"
#include "scenarios/systems/kafka/weak_spots.hpp"

namespace mqfate::scenarios {
namespace {

FaultNames fault_names(const KafkaPart& part) {
    FaultNames names;
    names.nodes = part.node_names;
    const std::vector<NodeId> brokers = brokers_of(part.settings).nodes;
    names.groups = {{"all brokers", brokers}};
    names.posts = {"leader of ", "partition", "TOPIC/PARTITION", part.partition_names, brokers};
    for (const std::string& body : body_names()) names.bodies.emplace_back(body, *body_named(body));
    names.steady = {part.settings.controller(), part.settings.coordinator()};
    names.who_fails = "a broker, a producer or a consumer";
    names.messages = part.messages;
    return names;
}

SystemPart read(Reader member, Plan<Vocabulary>& plan) {
    KafkaPart part = read_kafka(std::move(member));
    SystemPart read{kafka::channels(part.settings), fault_names(part)};
    plan.delays = std::move(part.delays);
    plan.messages = part.messages;
    plan.has_consumers = !part.settings.consumers.empty();
    plan.settings.kafka = std::move(part.settings);
    return read;
}

std::uint32_t keep_in_plan(Plan<Vocabulary>& plan, std::uint32_t most) {
    const std::vector<std::uint32_t> kept = keep_messages(plan.settings.kafka, most);
    plan.messages = std::accumulate(kept.begin(), kept.end(), std::uint32_t{0});
    return kept.empty() ? 0 : *std::max_element(kept.begin(), kept.end());
}

}  // namespace

System kafka_system() {
    using P = const Plan<Vocabulary>&;
    return {
        .key = "kafka",
        .read = read,
        .promises = [](P plan) { return promises_of(plan.settings.kafka); },
        .weak_spots =
            [](P plan, const std::vector<NamedNodes>& racks) {
                return weak_spots(plan.settings.kafka, racks);
            },
        .cost = [](P plan) { return cost_of(plan.settings.kafka, plan.wiring.nodes()); },
        .questions = rules_of_replicas,
        .confirms = [](P plan) { return confirms(plan.settings.kafka); },
        .keep_messages = keep_in_plan,
        .victims = [](P plan) { return brokers_of(plan.settings.kafka); },
    };
}

}  // namespace mqfate::scenarios
