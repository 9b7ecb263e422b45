#include "models/kafka/alone.hpp"

#include <algorithm>

namespace mqfate::kafka {
namespace {

bool all_brokers_are_up(const World<Model>& world) {
    return std::all_of(world.roles.begin(), world.roles.end(), [](const Model::Role& role) {
        const auto* broker = std::get_if<Broker>(&role);
        return broker == nullptr || broker->memory.membership.up;
    });
}

bool has_an_error(const Vocabulary::Body& body) {
    const auto* answer = std::get_if<ProduceResponse>(&body);
    return answer != nullptr &&
           std::any_of(answer->items.begin(), answer->items.end(),
                       [](const auto& item) { return item.error != Error::none; });
}

// Whatever arrives next, nothing is sent again for it: nothing waits for that, and nothing fails.
bool sends_nothing_again(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId node,
                         const Producer& producer) {
    if (producer.memory.late > 0) return false;
    for (const Accumulator::Queue& queue : producer.memory.accumulator.queues)
        for (const Slot slot : queue.batches)
            if (producer.memory.accumulator[slot].drained_before()) return false;
    for (std::size_t i = 0; i < world.connections.size(); ++i) {
        const auto& answers = world.connections[i].flow(Way::to_client);
        const bool own = plan.wiring.channels[i].client == node;
        if (own && !answers.empty() && has_an_error(answers.front().body)) return false;
    }
    return true;
}

}  // namespace

bool acts_alone(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId client) {
    const Settings& settings = plan.settings.kafka;
    if (!all_brokers_are_up(world)) return false;
    const Model::Role& role = world.roles[index(client)];
    if (const auto* producer = std::get_if<Producer>(&role))
        return settings.producers.size() == 1 && settings.producer(client).acks != Acks::none &&
               !producer->done(plan.settings.app, client) &&
               sends_nothing_again(plan, world, client, *producer);
    const auto* consumer = std::get_if<Consumer>(&role);
    return consumer != nullptr && !consumer->quiet();
}

bool may_answer(const World<Model>& world, NodeId server, NodeId client) {
    const auto* broker = std::get_if<Broker>(&world.roles[index(server)]);
    if (broker == nullptr) return false;  // the coordinator answers at once
    const auto& channels = broker->memory.inbox.channels;
    return std::any_of(channels.begin(), channels.end(), [&](const ClientChannel& channel) {
        return channel.client == client && (channel.busy() || !channel.waiting.empty());
    });
}

}  // namespace mqfate::kafka
