#include "tests/toy_queue/system.hpp"

#include <algorithm>

namespace mqfate::toy_queue {

using namespace literals;

void System::cast(Plan& plan) {
    const Settings& toy = plan.settings.toy;
    plan.cast.actors.assign(1, Actor{"queues"});
    plan.cast.actors.insert(plan.cast.actors.end(), plan.settings.app.publishers.size(),
                            Actor{"publishers"});
    plan.cast.actors.insert(plan.cast.actors.end(), toy.audience_of.size(), Actor{"workers"});
    if (plan.settings.app.database != no_node) plan.cast.actors.emplace_back();
    plan.cast.posts = {{"the queue", {Settings::queue}}};
    // Every audience has a list of its own, and is judged on its own.
    plan.publication.destinations = {{toy.audiences, toy.audiences}};
    plan.publication.publishers.clear();
    for (const app::PublisherConfig& one : plan.settings.app.publishers)
        plan.publication.publishers.push_back({one.node, one.first, one.messages, 0});
}

std::vector<System::Role> System::roles(const Plan& plan) {
    std::vector<Role> roles{Queue{}};
    roles.insert(roles.end(), plan.settings.app.publishers.size(), Publisher{});
    roles.insert(roles.end(), plan.settings.toy.audience_of.size(), Worker{});
    return roles;
}

bool System::quiet(const World& world, const Plan& plan) {
    for (std::uint16_t n = 0; n < world.roles.size(); ++n) {
        const auto& role = world.roles[n];
        if (const auto* publisher = std::get_if<Publisher>(&role))
            if (!publisher->done(plan.settings.app, {n})) return false;
        if (const auto* worker = std::get_if<Worker>(&role))
            if (!worker->idle()) return false;
        if (const auto* queue = std::get_if<Queue>(&role))
            for (const auto& entries : queue->memory.entries)
                if (!entries.empty()) return false;
    }
    return true;
}

TimerNow System::timer_now(const World& world, const Plan&, const Reach<Model>& reach, NodeId node,
                           TimerKey timer) {
    if (timer.kind() == PushAgain::kind.code)
        return reach.can_answer(Settings::queue, node) ? TimerNow::early : TimerNow::fires;
    return world.nodes[index(Settings::queue)].process ? TimerNow::fires : TimerNow::idle;
}

const std::vector<ModelRule>& System::rules() {
    static const std::vector<ModelRule> all{
        {words::Text{"rule.holders", "who holds is connected", "持有者都已连接"}}};
    return all;
}

std::uint64_t System::broken_rules(std::uint64_t asked, const World& world, const Plan&) {
    const Queue::Volatile& memory = std::get<Queue>(world.roles[0]).memory;
    for (const auto& entries : memory.entries)
        for (const Queue::Entry& entry : entries) {
            const auto holds = [&](const Queue::Worker& worker) {
                return worker.node == entry.holder && worker.busy;
            };
            if (entry.holder != no_node &&
                std::none_of(memory.workers.begin(), memory.workers.end(), holds))
                return asked & 1U;
        }
    return 0;
}

std::vector<words::Phrase> System::portrait(const World& world, const Plan& plan) {
    std::vector<words::Phrase> lines;
    const auto& entries = std::get<Queue>(world.roles[0]).memory.entries;
    for (std::size_t audience = 0; audience < entries.size(); ++audience)
        lines.emplace_back("toy.holds"_q, std::vector<words::Param>{
                                              {"audience", plan.settings.toy.audiences[audience]},
                                              {"n", entries[audience].size()}});
    const std::size_t aside = std::get<Queue>(world.roles[0]).durable.aside.size();
    if (aside > 0) lines.emplace_back("toy.aside"_q, std::vector<words::Param>{{"n", aside}});
    return lines;
}

}  // namespace mqfate::toy_queue
