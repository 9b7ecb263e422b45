// What the model says to drivers without time (models/world.hpp).
#include "models/kafka/alike.hpp"
#include "models/kafka/alone.hpp"
#include "models/kafka/patience.hpp"
#include "models/kafka/renaming.hpp"
#include "models/world.hpp"

namespace mqfate {
namespace {

kafka::Cluster cluster_of(const World<Model>& world) {
    kafka::Cluster cluster;
    for (std::size_t n = 0; n < world.roles.size(); ++n) {
        const auto* broker = std::get_if<kafka::Broker>(&world.roles[n]);
        if (broker != nullptr) cluster.brokers.push_back(world.nodes[n].process ? broker : nullptr);
        if (const auto* controller = std::get_if<kafka::Controller>(&world.roles[n]))
            cluster.controller = controller;
    }
    return cluster;
}

}  // namespace

TimerNow Model::timer_now(const World<Model>& world, const Settings& settings,
                          const Reach<Model>& reach, NodeId node, TimerKey key) {
    return kafka::timer_now(world, settings.kafka, reach, node, key);
}

bool Model::is_quick(const Body& body) {
    return std::visit(
        [](const auto& message) {
            using Message = std::remove_cvref_t<decltype(message)>;
            return kafka::is_quick<Message>;
        },
        body);
}

void Model::forget_pauses(Role& role) { kafka::forget_pauses(role); }

bool Model::alike(const Plan<Vocabulary>& plan, TimeOrder order, NodeId a, NodeId b) {
    return kafka::alike(plan, order, a, b);
}
Model::Messages Model::messages_of(const Plan<Vocabulary>& plan, NodeId node) {
    if (!is_producer(plan.settings, node)) return {};
    const kafka::Settings& settings = plan.settings.kafka;
    return {kafka::first_message(settings, node), settings.producer(node).messages};
}
void Model::rename(World<Model>& world, const Settings& settings, const Renaming& names) {
    kafka::rename(world, settings.kafka, names);
}
bool Model::acts_alone(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId client) {
    return kafka::acts_alone(plan, world, client);
}
bool Model::may_answer(const World<Model>& world, NodeId server, NodeId client) {
    return kafka::may_answer(world, server, client);
}

const std::vector<ModelRule>& Model::rules() {
    static const std::vector<ModelRule> all = [] {
        std::vector<ModelRule> rules;
        for (std::uint8_t rule = 0; rule < kafka::rule_count; ++rule) {
            const auto which = static_cast<kafka::Rule>(rule);
            rules.push_back({name_of(which), which == kafka::Rule::watermark_rises});
        }
        return rules;
    }();
    return all;
}

void Model::watch(const World<Model>& world, Watch& reigns) {
    kafka::watch(cluster_of(world), reigns);
}

std::uint64_t Model::broken_rules(std::uint64_t asked, const World<Model>& world,
                                  const Settings& settings) {
    return kafka::broken(asked, cluster_of(world), settings.kafka, world.store.kafka);
}

bool Model::breaks(std::uint8_t rule, const Watch& before, const Watch& after) {
    return kafka::breaks(static_cast<kafka::Rule>(rule), before, after);
}

}  // namespace mqfate
