#include "scenarios/systems/kafka/system.hpp"

#include <utility>

#include "models/kafka/system.hpp"
#include "models/kafka/wiring.hpp"
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
    names.posts = {"leader of ", "partition", "TOPIC/PARTITION", part.partition_names, {}};
    for (const auto& partition : part.settings.partitions)
        names.posts.candidates.push_back(partition.replicas);
    names.bodies = KindTable::of<kafka::Messages>();
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
    plan.settings.kafka = std::move(part.settings);
    plan.settings.app = std::move(part.application);
    kafka::System::cast(plan);
    return read;
}

std::uint32_t keep_in_plan(Plan<Vocabulary>& plan, std::uint32_t most) {
    const std::uint32_t kept = keep_messages(plan, most);
    kafka::System::cast(plan);
    return kept;
}

}  // namespace

System kafka_system() {
    using P = const Plan<Vocabulary>&;
    return {
        .key = kafka::System::key,
        .causes = kafka::System::causes,
        .read = read,
        .promises = [](P plan) { return promises_of(plan.settings.kafka); },
        .weak_spots =
            [](P plan, const std::vector<NamedNodes>& racks) {
                return weak_spots(plan.settings.kafka, racks);
            },
        .cost = [](P plan) { return cost_of(plan.settings, plan.wiring.nodes()); },
        .questions = rules_of_replicas,
        .confirms = [](P plan) { return confirms(plan.settings.kafka); },
        .keep_messages = keep_in_plan,
        .victims = [](P plan) { return brokers_of(plan.settings.kafka); },
    };
}

}  // namespace mqfate::scenarios
