// What a broker does while it runs, apart from copying records: it writes, follows the metadata and
// asks for a larger ISR.
#pragma once

#include <cstdint>

#include "tests/exhaustive/last_replica/controller.hpp"

namespace mqfate::last_replica {

// ---- the high watermark, and what producers hear

/// SendAcksFor: of the record in a log, if it lies before `end` and from `begin` on, and if this
/// broker wrote it as the leader that it still is. Only the first answer counts.
inline void answer_producer(State& state, const Broker& broker, unsigned begin, unsigned end,
                            Heard answer) {
    const bool is_record = broker.record != 0 && begin <= 1 && 1 < end;
    if (is_record && broker.floor == 1 && state.heard == Heard::nothing) state.heard = answer;
}
/// FailPendingWrites.
inline void fail_writes(State& state, const Broker& broker) {
    answer_producer(state, broker, broker.high_watermark, broker.end(), Heard::failure);
}
/// MaybeAdvanceHighWatermark.
inline void raise_high_watermark(State& state, Broker& broker, std::uint8_t end, Heard answer) {
    const std::uint8_t before = broker.high_watermark;
    if (end <= before) return;
    broker.high_watermark = end;
    answer_producer(state, broker, before, answer == Heard::success ? end : broker.end(), answer);
    if (state.consumed == 0) state.consumed = broker.record;
}
/// MaybeUpdateHwmAndAckOnPartitionChange. What is committed with too few in sync is committed, and
/// the producer hears of a failure.
inline void count_again(State& state, Name name, Set maximal_isr) {
    const Heard answer = maximal_isr.size() >= min_isr ? Heard::success : Heard::failure;
    Broker& broker = state[name];
    raise_high_watermark(state, broker, end_of_committed(broker, name, maximal_isr), answer);
}

// ---- WriteRecordToLeader

inline bool may_write(const State& state, Name name) {
    const Broker& broker = state[name];
    return !state.sent && broker.status == Status::running && broker.role == Role::leader &&
           broker.maximal_isr.size() >= min_isr;
}
inline void write(State& state, Name name) {
    Broker& broker = state[name];
    if (broker.floor == 0) broker.floor = broker.end();
    broker.record = state.believed(name).leader_epoch;
    state.sent = true;
}

// ---- ReceiveMetadataUpdate

/// RemovePartitionFromFetchers: an answer may still be under way.
inline void stop_fetching(Broker& broker) {
    for (Fetcher& fetcher : broker.fetchers) fetcher = {.waits = fetcher.waits};
}
/// EnsureLeadershipRenounced: another one leads, or nobody.
inline void stop_leading(State& state, Broker& broker) {
    fail_writes(state, broker);
    broker.epoch_start = 0;
    broker.followers = {};
    broker.pending = {};
    broker.floor = 0;
}
/// RemainLeader.
inline void go_on_leading(State& state, Name name, const Change& change, unsigned partition_epoch) {
    Broker& broker = state[name];
    count_again(state, name, change.isr);
    if (partition_epoch >= broker.pending.partition_epoch + 1U) broker.pending = {};
}
/// BecomeLeaderInNewEpoch: a new leader knows nothing of followers; one that led already, nothing
/// of those out of sync.
inline void become_leader(State& state, Name name, const Change& change) {
    Broker& broker = state[name];
    const bool led = broker.role == Role::leader;
    broker.role = Role::leader;
    count_again(state, name, change.isr);
    broker.epoch_start = broker.end();
    for (Name other = 1; other <= brokers; ++other)
        if (!led || !change.isr.has(other)) broker.follower(other) = {};
    broker.pending = {};
    stop_fetching(broker);
}
/// What a replica does about a change that is new to it; `before` is what it went by. A leader
/// epoch has one leader, or none.
inline void obey(State& state, Name name, const Change& before, unsigned partition_epoch) {
    const Change& change = state.changes[partition_epoch];
    Broker& broker = state[name];
    if (change.leader == nobody) {  // WaitForLeaderChange
        broker.role = Role::none;
        stop_fetching(broker);
        stop_leading(state, broker);
    } else if (change.leader_epoch == before.leader_epoch) {  // else RemainFollower
        if (change.leader == name) go_on_leading(state, name, change, partition_epoch);
    } else if (change.leader == name) {
        become_leader(state, name, change);
    } else {  // BecomeFollowerInNewEpoch, with AddPartitionToFetcher
        broker.role = Role::follower;
        stop_fetching(broker);
        broker.fetcher(change.leader).offset = broker.end();
        broker.fetcher(change.leader).last_epoch = broker.record;
        stop_leading(state, broker);
    }
}
inline void read_metadata(State& state, Name name, std::uint8_t partition_epoch) {
    Broker& broker = state[name];
    broker.has_read = partition_epoch;
    // A leader may know already, from the answer to its own request.
    if (partition_epoch <= broker.partition_epoch) return;
    const Change before = state.believed(name);
    obey(state, name, before, partition_epoch);
    broker.partition_epoch = partition_epoch;
    broker.maximal_isr = state.believed(name).isr;
}

// ---- SendAlterPartitionRequest, ReceiveAlterPartitionResponse

/// DoSendAlterPartitionRequest: those are let in too that were heard in this leader epoch and have
/// all before the high watermark and before the epoch.
inline IsrRequest isr_request(const State& state, Name name) {
    const Broker& broker = state[name];
    const Set isr = state.believed(name).isr;
    IsrRequest request{name, broker.partition_epoch, broker.broker_epoch, isr.with(name), {}};
    request.epochs[name - 1U] = broker.broker_epoch;
    for (Name other = 1; other <= brokers; ++other) {
        const Progress& progress = broker.follower(other);
        if (other == name || isr.has(other) || progress.end == 0 ||
            progress.end < broker.high_watermark || progress.end < broker.epoch_start)
            continue;
        request.isr = request.isr.with(other);
        request.epochs[other - 1U] = progress.broker_epoch;
    }
    return request;
}
inline bool may_ask_isr(const State& state, Name name) {
    using Says = IsrMessage::Says;
    const Broker& broker = state[name];
    if (broker.status != Status::running || broker.role != Role::leader) return false;
    if (awaits_isr_answer(broker)) return false;
    const IsrRequest asked = isr_request(state, name);
    if (asked.isr == state.believed(name).isr) return false;
    const bool was_sent = state.isr_messages.has({Says::request, asked}) ||
                          state.isr_messages.has({Says::processed, asked});
    return !was_sent || answer_to(state, asked) == Says::accepted;  // __AvoidCycle
}
inline void ask_isr(State& state, Name name) {
    const IsrRequest asked = isr_request(state, name);
    state.isr_messages.insert({IsrMessage::Says::request, asked});
    state[name].maximal_isr = asked.isr | state.believed(name).isr;
    state[name].pending = asked;
}
inline bool may_hear_isr(const State& state, const IsrMessage& message) {
    const Name name = message.request.leader;
    const Broker& broker = state[name];
    if (broker.status != Status::running || broker.role != Role::leader) return false;
    if (!awaits_isr_answer(broker) || broker.pending != message.request) return false;
    if (message.says != IsrMessage::Says::accepted) return true;
    const unsigned partition_epoch = message.request.partition_epoch + 1U;
    return partition_epoch > broker.partition_epoch &&
           state.changes[partition_epoch].leader_epoch == state.believed(name).leader_epoch;
}
/// CompletePartitionChange, RollbackPartitionChange.
inline void hear_isr(State& state, IsrMessage message) {
    const Name name = message.request.leader;
    Broker& broker = state[name];
    const unsigned next = message.request.partition_epoch + 1U;
    if (message.says == IsrMessage::Says::accepted)
        broker.partition_epoch = static_cast<std::uint8_t>(next);
    broker.maximal_isr = state.believed(name).isr;
    count_again(state, name, broker.maximal_isr);
    broker.pending = {};
    state.isr_messages.erase(message);
}

}  // namespace mqfate::last_replica
