#include "scenarios/systems/kafka/weak_spots.hpp"

#include <algorithm>

namespace mqfate::scenarios {
namespace {

using kafka::PartitionConfig;

/// Of the partitions of topic `t`, whether any fulfils the condition.
template <class Condition>
bool any_partition(const kafka::Settings& settings, std::size_t t, Condition&& condition) {
    return std::any_of(settings.partitions.begin(), settings.partitions.end(),
                       [&](const PartitionConfig& p) { return p.topic == t && condition(p); });
}

}  // namespace

std::vector<std::string> weak_spots(const kafka::Settings& settings,
                                    const std::vector<NamedNodes>& racks) {
    std::vector<std::string> spots;
    for (std::size_t t = 0; t < settings.topics.size(); ++t) {
        const kafka::TopicConfig& topic = settings.topics[t];
        if (any_partition(settings, t, [](const auto& p) { return p.replicas.size() == 1; }))
            spots.push_back("one broker has the only copy of " + topic.name);
        else if (topic.min_insync_replicas == 1)
            spots.push_back("min.insync.replicas=1: one broker may have the only copy of what " +
                            topic.name + " confirmed");
        for (const auto& [rack, members] : racks) {
            const auto lies_there = [&, &nodes = members](const PartitionConfig& p) {
                return std::all_of(p.replicas.begin(), p.replicas.end(), [&](NodeId replica) {
                    return std::find(nodes.begin(), nodes.end(), replica) != nodes.end();
                });
            };
            if (any_partition(settings, t, lies_there))
                spots.push_back("the power of rack " + rack + " is that of every copy of " +
                                topic.name);
        }
    }
    return spots;
}

}  // namespace mqfate::scenarios
