// What Kafka says to drivers without time (system.hpp).
#include "models/kafka/alike.hpp"
#include "models/kafka/alone.hpp"
#include "models/kafka/patience.hpp"
#include "models/kafka/renaming.hpp"
#include "models/kafka/system.hpp"

namespace mqfate::kafka {
namespace {

Cluster cluster_of(const System::World& world) {
    Cluster found;
    for (std::size_t n = 0; n < world.roles.size(); ++n) {
        const auto* broker = std::get_if<Broker>(&world.roles[n]);
        if (broker != nullptr) found.brokers.push_back(world.nodes[n].process ? broker : nullptr);
        if (const auto* controller = std::get_if<Controller>(&world.roles[n]))
            found.controller = controller;
    }
    return found;
}

}  // namespace

TimerNow System::timer_now(const World& world, const Plan& plan, const Reach<Model>& reach,
                           NodeId node, TimerKey timer) {
    return kafka::timer_now(world, plan.settings.kafka, reach, node, timer);
}

void System::forget_pauses(Producer& producer) { kafka::forget_pauses(producer); }
void System::forget_pauses(Consumer& consumer) { kafka::forget_pauses(consumer); }

bool System::alike(const Plan& plan, TimeOrder order, NodeId a, NodeId b) {
    return kafka::alike(plan, order, a, b);
}
void System::rename(World& world, const Plan& plan, const Renaming& names) {
    kafka::rename(world, plan.settings.kafka, names);
}
bool System::acts_alone(const Plan& plan, const World& world, NodeId client) {
    return kafka::acts_alone(plan, world, client);
}
bool System::may_answer(const World& world, NodeId server, NodeId client) {
    return kafka::may_answer(world, server, client);
}

const std::vector<ModelRule>& System::rules() {
    static const std::vector<ModelRule> all = [] {
        std::vector<ModelRule> all_rules;
        for (std::uint8_t rule = 0; rule < rule_count; ++rule) {
            const auto which = static_cast<Rule>(rule);
            all_rules.push_back({kafka::name_of(which), which == Rule::watermark_rises});
        }
        return all_rules;
    }();
    return all;
}

void System::watch(const World& world, Watch& reigns) { kafka::watch(cluster_of(world), reigns); }

std::uint64_t System::broken_rules(std::uint64_t asked, const World& world, const Plan& plan) {
    return broken(asked, cluster_of(world), plan.settings.kafka, world.store.kafka);
}

bool System::breaks(std::uint8_t rule, const Watch& before, const Watch& after) {
    return kafka::breaks(static_cast<Rule>(rule), before, after);
}

}  // namespace mqfate::kafka
