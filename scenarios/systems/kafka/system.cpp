#include "scenarios/systems/kafka/system.hpp"

#include <utility>

#include "models/kafka/engine.hpp"
#include "models/kafka/system.hpp"
#include "models/kafka/wiring.hpp"
#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/cost.hpp"
#include "scenarios/systems/kafka/import.hpp"
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

SystemPart read(Reader member, AnyPlan& any) {
    KafkaPart part = read_kafka(std::move(member));
    SystemPart read{kafka::channels(part.settings), fault_names(part)};
    kafka::System::Plan plan;
    plan.handling = kafka::handling(part.settings, read.channels);
    plan.delays = std::move(part.delays);
    plan.messages = part.messages;
    plan.late_starts = std::move(part.late_starts);
    plan.settings.kafka = std::move(part.settings);
    plan.settings.app = std::move(part.application);
    // Without a topic the file is refused, and its clients have nothing to publish to or to read.
    if (!plan.settings.kafka.topics.empty()) kafka::System::cast(plan);
    any = AnyPlan(std::move(plan), kafka::engine());
    return read;
}

const kafka::Vocabulary::Settings& settings_of(const AnyPlan& plan) {
    return plan.as<kafka::Vocabulary>().settings;
}

std::uint32_t keep_in_plan(AnyPlan& any, std::uint32_t most) {
    auto& plan = any.as<kafka::Vocabulary>();
    const std::uint32_t kept = keep_messages(plan, most);
    kafka::System::cast(plan);
    return kept;
}

}  // namespace

System kafka_system() {
    using P = const AnyPlan&;
    return {
        .key = kafka::System::key,
        .read = read,
        .promises = [](P plan) { return promises_of(settings_of(plan).kafka); },
        .weak_spots =
            [](P plan, const std::vector<NamedNodes>& racks) {
                return weak_spots(settings_of(plan).kafka, racks);
            },
        .lines = [](P plan) { return kafka::system_lines(settings_of(plan)); },
        .cost = [](P plan) { return cost_of(settings_of(plan), plan->wiring.nodes()); },
        .import = import_kafka,
        .questions = rules_of_replicas,
        .confirms = [](P plan) { return confirms(settings_of(plan).kafka); },
        .keep_messages = keep_in_plan,
        .victims = [](P plan) { return brokers_of(settings_of(plan).kafka); },
    };
}

}  // namespace mqfate::scenarios
