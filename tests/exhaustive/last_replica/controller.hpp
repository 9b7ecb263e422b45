// What the controller does.
#pragma once

#include "sim/base/ensure.hpp"
#include "tests/exhaustive/last_replica/conditions.hpp"

namespace mqfate::last_replica {

/// ApplyPartitionChange: a new leader leads in a new leader epoch.
inline void change_partition(State& state, Name leader, Set isr) {
    ENSURE(state.partition_epoch < most_partition_epochs, "more changes than there is room for");
    const Change before = state.now();
    const unsigned leader_epoch = before.leader_epoch + (leader == before.leader ? 0U : 1U);
    state.changes[++state.partition_epoch] = {leader, static_cast<std::uint8_t>(leader_epoch), isr};
}
/// `leader` is one of for_each_leader.
inline void elect(State& state, Name leader, Set isr) {
    if (leader != state.now().leader || isr != state.now().isr)
        change_partition(state, leader, isr);
}

/// HandleBrokerFenced, with the choices of a leader.
template <class Each> void for_each_leader_fenced(const State& state, Name name, Each&& each) {
    for_each_leader(state, isr_without(state.now().isr, name), state.unfenced.without(name), each);
}
inline void fence(State& state, Name name, Name leader) {
    elect(state, leader, isr_without(state.now().isr, name));
    state.unfenced = state.unfenced.without(name);
}
/// HandleBrokerUnfenced: who leads goes on leading.
template <class Each> void for_each_leader_unfenced(const State& state, Name name, Each&& each) {
    if (state.now().leader != nobody) return each(state.now().leader);
    for_each_leader(state, state.now().isr, state.unfenced.with(name), each);
}
inline void unfence(State& state, Name name, Name leader) {
    elect(state, leader, state.now().isr);
    state.unfenced = state.unfenced.with(name);
}

/// ReceiveBrokerRegRequest. Who is not fenced may only repeat itself.
inline bool may_register(const State& state, const Registration& request) {
    return !state.unfenced.has(request.broker) ||
           state.registered[request.broker - 1U].incarnation == request.incarnation;
}
inline void register_broker(State& state, Registration message, Name leader) {
    state.registrations.erase(message);
    const std::uint8_t epoch = ++state.broker_epochs;
    state.registered[message.broker - 1U] = {epoch, message.incarnation};
    message.says = Registration::Says::done;
    message.broker_epoch = epoch;
    message.partition_epoch = state.partition_epoch;
    unfence(state, message.broker, leader);
    state.registrations.insert(message);
}

/// ReceiveAlterPartitionRequest. It is asked by the leader itself, which goes on leading.
inline void answer_isr(State& state, IsrMessage message) {
    state.isr_messages.erase(message);
    message.says = IsrMessage::Says::processed;
    state.isr_messages.insert(message);
    message.says = answer_to(state, message.request);
    if (message.says == IsrMessage::Says::accepted)
        change_partition(state, message.request.leader, message.request.isr);
    state.isr_messages.insert(message);
}

}  // namespace mqfate::last_replica
