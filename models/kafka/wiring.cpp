#include "models/kafka/wiring.hpp"

#include <algorithm>

namespace mqfate::kafka {
namespace {

/// Every ordered pair of brokers that hold a replica of the same partition.
std::vector<Channel> replication(const Settings& settings) {
    std::vector<Channel> pairs;
    for (const PartitionConfig& partition : settings.partitions)
        for (const NodeId from : partition.replicas)
            for (const NodeId to : partition.replicas)
                if (from != to) pairs.push_back({from, to});
    const auto order = [](const Channel& a, const Channel& b) {
        return a.client != b.client ? a.client < b.client : a.server < b.server;
    };
    std::sort(pairs.begin(), pairs.end(), order);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

}  // namespace

std::vector<Channel> channels(const Settings& settings) {
    std::vector<Channel> all = replication(settings);
    for (std::uint16_t b = 0; b < settings.brokers; ++b)
        all.push_back({NodeId{b}, settings.controller()});
    for (std::size_t p = 0; p < settings.producers.size(); ++p)
        for (std::uint16_t b = 0; b < settings.brokers; ++b)
            all.push_back(
                {settings.producer_node(p), NodeId{b}, settings.producers[p].send_buffer});
    for (std::size_t c = 0; c < settings.consumers.size(); ++c) {
        for (std::uint16_t b = 0; b < settings.brokers; ++b)
            all.push_back({settings.consumer_node(c), NodeId{b}});
        all.push_back({settings.consumer_node(c), settings.coordinator()});
    }
    return all;
}

std::vector<DelayId> handling(const Settings& settings, const std::vector<Channel>& channels) {
    const DelayId service = settings.broker.service;
    const DelayId news = settings.broker.metadata != no_delay ? settings.broker.metadata : service;
    if (service == no_delay && news == no_delay) return {};
    std::vector<DelayId> by_flow;
    for (const Channel& channel : channels) {
        by_flow.push_back(service);
        by_flow.push_back(channel.server == settings.controller() ? news : no_delay);
    }
    return by_flow;
}

}  // namespace mqfate::kafka
