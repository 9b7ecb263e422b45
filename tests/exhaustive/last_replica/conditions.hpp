// What may be asked of a state: what a broker has to act upon, how far a log is committed, where a
// log ends for an epoch, what the controller accepts; and the properties.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/ensure.hpp"
#include "tests/exhaustive/last_replica/state.hpp"

namespace mqfate::last_replica {

// ---- a broker

/// PartitionNeedsAction: whether a broker reads on in the metadata, to this partition epoch. One
/// that goes by none yet is in leader epoch 0.
inline bool needs_action(const State& state, Name name, unsigned partition_epoch) {
    if (state[name].role == Role::leader) return true;
    return state.changes[partition_epoch].leader_epoch > state.believed(name).leader_epoch;
}
/// PendingAlterPartitionResponse.
inline bool awaits_isr_answer(const Broker& broker) {
    return broker.pending.leader != nobody &&
           broker.pending.partition_epoch + 1U > broker.partition_epoch;
}
/// Converged.
inline bool has_converged(const Broker& leader, const Broker& self, Name name) {
    return leader.end() == self.end() && leader.high_watermark == self.high_watermark &&
           leader.follower(name) == Progress{self.end(), self.broker_epoch};
}

// ---- a log

/// GetCommitOffset: how far `name` may commit, if these are its maximal ISR and its followers.
/// Before the only write the log is empty, so that a write itself commits nothing.
inline std::uint8_t end_of_committed(const Broker& broker, Name name, Set maximal_isr) {
    for (Name other = 1; other <= brokers; ++other)
        if (other != name && maximal_isr.has(other) && broker.follower(other).end <= 1) return 1;
    return broker.end();
}

struct EndOfEpoch {
    std::uint8_t epoch = 0;
    std::uint8_t end = 0;
};
/// LastOffsetForEpoch: the newest epoch of the log up to `asked`, and where the next one starts. Of
/// a leader the own epoch is the next one to all in its log: `own_epoch`, which is 0 of others.
inline EndOfEpoch end_of_epoch(const Broker& broker, std::uint8_t asked, std::uint8_t own_epoch) {
    const bool is_own = own_epoch != 0 && asked == own_epoch;
    if (broker.record == 0 || asked == broker.record || is_own) return {asked, broker.end()};
    if (broker.record > asked) return {asked, 1};
    ENSURE(own_epoch > asked, "an epoch that is asked for, and not known");
    return {broker.record, broker.end()};
}

// ---- the controller

/// ValidateAlterPartitionRequest.
inline IsrMessage::Says answer_to(const State& state, const IsrRequest& request) {
    using Says = IsrMessage::Says;
    const auto broker_epoch = [&](Name name) { return state.registered[name - 1U].broker_epoch; };
    if (request.leader != state.now().leader ||
        request.broker_epoch != broker_epoch(request.leader) ||
        request.partition_epoch != state.partition_epoch)
        return Says::fenced;
    for (Name name = 1; name <= brokers; ++name) {
        if (!request.isr.has(name)) continue;
        const std::uint8_t epoch = request.epochs[name - 1U];
        if (!state.unfenced.has(name) || (epoch != 0 && epoch != broker_epoch(name)))
            return Says::ineligible;
    }
    return Says::accepted;
}
/// MaybeRemoveBrokerFromISR: the last one stays.
inline Set isr_without(Set isr, Name name) { return isr.size() == 1 ? isr : isr.without(name); }

/// MaybeUpdatePartitionOnBrokerChange: those whom the controller may choose as leader, if these are
/// in sync and unfenced; nobody is one choice. Who may go on leading does.
template <class Each> void for_each_leader(const State& state, Set isr, Set unfenced, Each&& each) {
    const Set candidates = isr & unfenced;
    const Name leader = state.now().leader;
    if (candidates == Set{}) return each(nobody);
    if (leader != nobody && candidates.has(leader)) return each(leader);
    for (Name name = 1; name <= brokers; ++name)
        if (candidates.has(name)) each(name);
}

// ---- a part of the scope that can be explored to its end

/// b3 is as it was at the start: fenced, out of sync, running; it asks for no record and reads no
/// metadata.
inline bool third_stays_out(const State& state) {
    const Broker& third = state[3];
    const bool waits = std::any_of(third.fetchers.begin(), third.fetchers.end(),
                                   [](const Fetcher& fetcher) { return fetcher.waits; });
    return !state.unfenced.has(3) && third.status == Status::running && third.has_read == 1 &&
           !waits;
}

// ---- the properties
//
// LogMatchingProperty compares values, of which there is one; MetadataLogMatchingProperty what a
// broker has read, which is the controller's own log here. Both hold by the types.

/// IsNonStaleLeader.
inline bool leads(const State& state, Name name) {
    return state[name].role == Role::leader &&
           state.believed(name).leader_epoch == state.now().leader_epoch;
}
/// LeaderCompletenessProperty: whom the controller has for leader has what is committed, and what a
/// producer heard to be; if it runs.
inline bool leader_is_complete(const State& state) {
    const Name leader = state.now().leader;
    return state.consumed == 0 || leader == nobody || state[leader].status != Status::running ||
           state[leader].record != 0;
}
/// LeaderCandidateCompletenessProperty: so does every one in sync that runs.
inline bool candidates_are_complete(const State& state) {
    for (Name name = 1; name <= brokers; ++name)
        if (state.consumed != 0 && state.now().isr.has(name) &&
            state[name].status == Status::running && state[name].record == 0)
            return false;
    return true;
}
/// ReplicationQuorumSupersetProperty: a leader counts on all whom the controller may elect, and on
/// others only while it waits for an answer.
inline bool quorums_are_supersets(const State& state) {
    for (Name name = 1; name <= brokers; ++name) {
        const Set maximal = state[name].maximal_isr;
        if (!leads(state, name)) continue;
        if (!awaits_isr_answer(state[name]) && maximal != state.believed(name).isr) return false;
        if ((state.now().isr & maximal) != state.now().isr) return false;
    }
    return true;
}
/// ConsistentReadProperty: a leader has what a consumer has read.
inline bool reads_are_consistent(const State& state) {
    for (Name name = 1; name <= brokers; ++name)
        if (state.consumed != 0 && leads(state, name) && state[name].record != state.consumed)
            return false;
    return true;
}
/// NoCommittedRecordLostGlobally: somebody has what a producer heard to be written.
inline bool somebody_has_the_record(const State& state) {
    for (const Broker& broker : state.replicas)
        if (broker.record != 0) return true;
    return state.heard != Heard::success;
}

}  // namespace mqfate::last_replica
