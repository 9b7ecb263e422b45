#include "models/kafka/alone.hpp"

#include <algorithm>

namespace mqfate::kafka {
namespace {

bool all_brokers_are_up(const World<Model>& world) {
    return std::all_of(world.roles.begin(), world.roles.end(), [](const Model::Role& role) {
        const auto* broker = std::get_if<Broker>(&role);
        return broker == nullptr || broker->memory.up;
    });
}

}  // namespace

bool acts_alone(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId client) {
    const Settings& settings = plan.settings.kafka;
    if (!all_brokers_are_up(world)) return false;
    const Model::Role& role = world.roles[index(client)];
    if (const auto* producer = std::get_if<Producer>(&role))
        return settings.producers.size() == 1 && settings.producer(client).acks != Acks::none &&
               !producer->done(settings, client);
    const auto* consumer = std::get_if<Consumer>(&role);
    return consumer != nullptr && !consumer->quiet();
}

bool may_answer(const World<Model>& world, NodeId server, NodeId client) {
    const auto* broker = std::get_if<Broker>(&world.roles[index(server)]);
    if (broker == nullptr) return false;  // the coordinator answers at once
    const auto& channels = broker->memory.channels;
    return std::any_of(channels.begin(), channels.end(), [&](const ClientChannel& channel) {
        return channel.client == client && (channel.busy() || !channel.waiting.empty());
    });
}

}  // namespace mqfate::kafka
