// A search of the Kafka model that begins where named steps have led: three brokers have too many
// orders of steps for a search from the start, but few from the moment when it becomes interesting.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "models/kafka/context.hpp"
#include "sim/world/timer_key.hpp"
#include "tests/exhaustive/kafka_search.hpp"
#include "tests/exhaustive/worlds.hpp"

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

class AfterSteps {
public:
    /// `scenario` must live longer.
    AfterSteps(const scenarios::Scenario& scenario, const Scope& scope,
               std::vector<Question> questions);

    /// `to` gets what `from` has sent it first. Requires: it is a Message.
    template <class Message> AfterSteps& gets(NodeId to, NodeId from) {
        return take_first(to, from, [](const Packet& packet) {
            return packet.kind != Packet::Kind::end && std::holds_alternative<Message>(packet.body);
        });
    }
    /// `to` learns that `from` has ended their connection. Requires: nothing else comes first.
    AfterSteps& learns_of_the_end(NodeId to, NodeId from);
    /// A timer of `node` fires. Requires: it is armed, and may fire.
    template <class Timer> AfterSteps& fires(NodeId node, const Timer& timer = {}) {
        return fires(node, pack(timer));
    }
    AfterSteps& fires(NodeId node, TimerKey timer);

    /// Looks for the first of its questions until it is broken or all worlds were visited.
    SearchResult explored() const { return worlds_.explored_from(state_); }

private:
    using Packet = mqfate::Packet<kafka::Vocabulary::Body>;

    AfterSteps& take_first(NodeId to, NodeId from, bool (*is_it)(const Packet&));
    AfterSteps& take_one(const std::function<bool(const Step&)>& is_it);
    const Packet& front(const Deliver& deliver) const;
    std::string described(const Choice& choice) const;

    const Plan<kafka::Vocabulary>* plan_;
    Worlds worlds_;
    KafkaState state_;
    std::size_t taken_ = 0;
};

inline SearchResult explored(const AfterSteps& beginning) { return beginning.explored(); }

}  // namespace mqfate::tests
