#include "scenarios/systems/kafka/cost.hpp"

#include <algorithm>

namespace mqfate::scenarios {
namespace {

/// Messages times the replicas of their topic.
std::uint64_t copies_a_run(const kafka::Settings& settings) {
    std::uint64_t copies = 0;
    for (const kafka::ProducerConfig& producer : settings.producers) {
        const auto of_topic =
            std::find_if(settings.partitions.begin(), settings.partitions.end(),
                         [&](const auto& partition) { return partition.topic == producer.topic; });
        const std::size_t replicas =
            of_topic == settings.partitions.end() ? 1 : of_topic->replicas.size();
        copies += std::uint64_t{producer.messages} * replicas;
    }
    return copies;
}

}  // namespace

Cost cost_of(const kafka::Settings& settings, std::uint64_t nodes) {
    return {.messages_at = "/kafka/producers",
            .nodes_at = "/kafka/brokers",
            .copies = copies_a_run(settings),
            .views_at = "/kafka/topics",
            .views = nodes * settings.partitions.size(),
            .views_are = "partitions known to nodes"};
}

}  // namespace mqfate::scenarios
