#include "tests/exhaustive/after_steps.hpp"

#include <utility>

#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

AfterSteps::AfterSteps(const scenarios::Scenario& scenario, const Scope& scope,
                       std::vector<Question> questions)
    : plan_(&kafka_plan(scenario)),
      worlds_(scenario, scope, std::move(questions)),
      state_(worlds_.start()) {}

AfterSteps& AfterSteps::learns_of_the_end(NodeId to, NodeId from) {
    return take_first(to, from,
                      [](const Packet& packet) { return packet.kind == Packet::Kind::end; });
}

AfterSteps& AfterSteps::fires(NodeId node, TimerKey timer) {
    return take_one([&](const Step& step) {
        const auto* fire = std::get_if<Fire>(&step);
        return fire != nullptr && fire->node == node &&
               state_.world.timers[index(node)][fire->index] == timer;
    });
}

AfterSteps& AfterSteps::take_first(NodeId to, NodeId from, bool (*is_it)(const Packet&)) {
    return take_one([&](const Step& step) {
        const auto* deliver = std::get_if<Deliver>(&step);
        if (deliver == nullptr) return false;
        const Channel& c = plan_->wiring.channels[index(deliver->channel)];
        return c.receiver(deliver->way) == to && c.sender(deliver->way) == from &&
               is_it(front(*deliver));
    });
}

AfterSteps& AfterSteps::take_one(const std::function<bool(const Step&)>& is_it) {
    const std::vector<Choice> choices = worlds_.steps(state_);
    for (const Choice& choice : choices) {
        const auto* step = std::get_if<Step>(&choice.what);
        if (step == nullptr || !is_it(*step)) continue;
        REQUIRE(worlds_.take(state_, choice));
        ++taken_;
        return *this;
    }
    std::string possible;
    for (const Choice& choice : choices) possible += described(choice);
    FAIL("step " << taken_ + 1 << " is none of:" << possible);
    return *this;
}

const AfterSteps::Packet& AfterSteps::front(const Deliver& deliver) const {
    return state_.world.connections[index(deliver.channel)].flow(deliver.way).front();
}

std::string AfterSteps::described(const Choice& choice) const {
    const auto* step = std::get_if<Step>(&choice.what);
    if (step == nullptr) return {};
    if (const auto* deliver = std::get_if<Deliver>(step)) {
        const Channel& c = plan_->wiring.channels[index(deliver->channel)];
        const Packet& packet = front(*deliver);
        const bool end = packet.kind == Packet::Kind::end;
        return "\n  " + std::to_string(c.receiver(deliver->way).value) + " gets " +
               (end ? "an end" : std::string(kind_of(packet.body).name)) + " from " +
               std::to_string(c.sender(deliver->way).value);
    }
    if (const auto* fire = std::get_if<Fire>(step))
        return "\n  " + std::to_string(fire->node.value) + " fires " +
               std::string(kind_with<kafka::Vocabulary::Timer>(
                               state_.world.timers[index(fire->node)][fire->index].kind())
                               .name);
    return {};
}

}  // namespace mqfate::tests
