#include "scenarios/systems/kafka/cost.hpp"

#include <algorithm>

namespace mqfate::scenarios {
namespace {

/// Messages times the replicas of their topic.
std::uint64_t copies_a_run(const kafka::Vocabulary::Settings& all) {
    const kafka::Settings& settings = all.kafka;
    std::uint64_t copies = 0;
    for (const app::PublisherConfig& publisher : all.app.publishers) {
        const std::uint16_t topic = settings.producer(publisher.node).topic;
        const auto of_topic =
            std::find_if(settings.partitions.begin(), settings.partitions.end(),
                         [&](const auto& partition) { return partition.topic == topic; });
        const std::size_t replicas =
            of_topic == settings.partitions.end() ? 1 : of_topic->replicas.size();
        copies += std::uint64_t{publisher.messages} * replicas;
    }
    return copies;
}

}  // namespace

Cost cost_of(const kafka::Vocabulary::Settings& settings, std::uint64_t nodes) {
    return {.messages_at = "/kafka/producers",
            .nodes_at = "/kafka/brokers",
            .copies = copies_a_run(settings),
            .views_at = "/kafka/topics",
            .views = nodes * settings.kafka.partitions.size(),
            .views_are = "partitions known to nodes"};
}

}  // namespace mqfate::scenarios
