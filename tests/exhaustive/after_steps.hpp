// A search of the Kafka model that begins where named steps have led: three brokers have too many
// orders of steps for a search from the start, but few from the moment when it becomes interesting.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/kafka/context.hpp"
#include "sim/world/timer_key.hpp"
#include "tests/exhaustive/kafka_search.hpp"
#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

/// Who is who, where there are three brokers at most and one producer.
struct Names {
    explicit Names(const scenarios::Scenario& scenario)
        : controller(kafka_plan(scenario).settings.kafka.controller()),
          shop(kafka_plan(scenario).settings.kafka.producer_node(0)) {}
    NodeId b1{0};
    NodeId b2{1};
    NodeId b3{2};
    NodeId controller;
    NodeId shop;
};

class AfterSteps : public KafkaMachine {
public:
    AfterSteps(const scenarios::Scenario& scenario, const Scope& scope,
               std::vector<Question> questions)
        : KafkaMachine(kafka_plan(scenario), scope, std::move(questions)),
          plan_(&kafka_plan(scenario)) {
        std::vector<State> all;
        KafkaMachine::starts(all);
        state_ = std::move(all.front());
    }
    void starts(std::vector<State>& out) { out.push_back(state_); }

    /// `to` gets what `from` has sent it first. Requires: it is a Message.
    template <class Message> AfterSteps& gets(NodeId to, NodeId from) {
        return take_one([&](const mqfate::Step& step) {
            const auto* deliver = std::get_if<Deliver>(&step);
            if (deliver == nullptr) return false;
            return is_between(*deliver, to, from) && front(*deliver).kind != Kind::end &&
                   std::holds_alternative<Message>(front(*deliver).body);
        });
    }
    /// `to` learns that `from` has ended their connection. Requires: nothing else comes first.
    AfterSteps& learns_of_the_end(NodeId to, NodeId from) {
        return take_one([&](const mqfate::Step& step) {
            const auto* deliver = std::get_if<Deliver>(&step);
            return deliver != nullptr && is_between(*deliver, to, from) &&
                   front(*deliver).kind == Kind::end;
        });
    }
    /// A timer of `node` fires. Requires: it is armed, and may fire.
    template <class Timer> AfterSteps& fires(NodeId node, const Timer& timer = {}) {
        const TimerKey key = pack(timer);
        return take_one([&](const mqfate::Step& step) {
            const auto* fire = std::get_if<Fire>(&step);
            return fire != nullptr && fire->node == node &&
                   state_.world.timers[index(node)][fire->index] == key;
        });
    }

private:
    using Kind = Packet<kafka::Vocabulary::Body>::Kind;

    bool is_between(const Deliver& deliver, NodeId to, NodeId from) const {
        const Channel& c = plan_->wiring.channels[index(deliver.channel)];
        return c.receiver(deliver.way) == to && c.sender(deliver.way) == from;
    }
    const Packet<kafka::Vocabulary::Body>& front(const Deliver& deliver) const {
        return state_.world.connections[index(deliver.channel)].flow(deliver.way).front();
    }
    template <class IsIt> AfterSteps& take_one(IsIt&& is_it) {
        std::vector<Choice> choices;
        steps(state_, choices);
        for (const Choice& choice : choices) {
            const auto* step = std::get_if<mqfate::Step>(&choice.what);
            if (step == nullptr || !is_it(*step)) continue;
            REQUIRE_FALSE(take(state_, choice).outside);
            ++taken_;
            return *this;
        }
        std::string possible;
        for (const Choice& choice : choices) possible += described(choice);
        FAIL("step " << taken_ + 1 << " is none of:" << possible);
        return *this;
    }
    std::string described(const Choice& choice) const {
        const auto* step = std::get_if<mqfate::Step>(&choice.what);
        if (step == nullptr) return {};
        if (const auto* deliver = std::get_if<Deliver>(step)) {
            const Channel& c = plan_->wiring.channels[index(deliver->channel)];
            const auto& packet = front(*deliver);
            const bool end = packet.kind == Kind::end;
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

    const Plan<kafka::Vocabulary>* plan_;
    State state_;
    std::size_t taken_ = 0;
};

/// Looks for the first of its questions until it is broken or all worlds were visited.
SearchResult explored(const AfterSteps& machine);

}  // namespace mqfate::tests
