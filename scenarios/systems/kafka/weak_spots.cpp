#include "scenarios/systems/kafka/weak_spots.hpp"

#include <algorithm>

#include "models/kafka/words.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::PartitionConfig;
using namespace kafka::literals;

/// Of the partitions of topic `t`, whether any fulfils the condition.
template <class Condition>
bool any_partition(const kafka::Settings& settings, std::size_t t, Condition&& condition) {
    return std::any_of(settings.partitions.begin(), settings.partitions.end(),
                       [&](const PartitionConfig& p) { return p.topic == t && condition(p); });
}

}  // namespace

std::vector<words::Phrase> weak_spots(
    const kafka::Settings& settings,
    const std::vector<std::pair<std::string, std::vector<NodeId>>>& racks) {
    std::vector<words::Phrase> spots;
    for (std::size_t t = 0; t < settings.topics.size(); ++t) {
        const kafka::TopicConfig& topic = settings.topics[t];
        if (any_partition(settings, t, [](const auto& p) { return p.replicas.size() == 1; }))
            spots.push_back({"kafka.one_copy"_k, {{"topic", topic.name}}});
        else if (topic.min_insync_replicas == 1)
            spots.push_back({"kafka.one_in_sync"_k, {{"topic", topic.name}}});
        for (const auto& [rack, members] : racks) {
            const auto lies_there = [&, &nodes = members](const PartitionConfig& p) {
                return std::all_of(p.replicas.begin(), p.replicas.end(), [&](NodeId replica) {
                    return std::find(nodes.begin(), nodes.end(), replica) != nodes.end();
                });
            };
            if (any_partition(settings, t, lies_there))
                spots.push_back({"kafka.one_rack"_k, {{"rack", rack}, {"topic", topic.name}}});
        }
    }
    return spots;
}

}  // namespace mqfate::scenarios
