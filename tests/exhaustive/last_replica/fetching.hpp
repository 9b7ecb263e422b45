// How records are copied: a follower asks, its leader answers, it cuts its log or appends.
#pragma once

#include <algorithm>
#include <cstdint>

#include "tests/exhaustive/last_replica/broker.hpp"

namespace mqfate::last_replica {

// ---- SendFetchRequest

inline bool may_ask_fetch(const State& state, Name name, Name leader) {
    const Broker& broker = state[name];
    const Fetcher& fetcher = broker.fetcher(leader);
    return name != leader && broker.status == Status::running && fetcher.offset != 0 &&
           !fetcher.waits && state.believed(name).leader == leader &&
           !has_converged(state[leader], broker, name);
}
inline void ask_fetch(State& state, Name name, Name leader) {
    Fetcher& fetcher = state[name].fetcher(leader);
    fetcher.waits = true;
    fetcher.delayed = false;
    state.fetches.insert({.says = Fetch::Says::request,
                          .follower = name,
                          .leader = leader,
                          .leader_epoch = state.believed(name).leader_epoch,
                          .offset = fetcher.offset,
                          .broker_epoch = state[name].broker_epoch,
                          .last_epoch = fetcher.last_epoch});
}

// ---- ReceiveFetchRequest: any running broker

/// Of one that does not lead in the follower's leader epoch.
inline Fetch::Says refusal(std::uint8_t own_epoch, std::uint8_t epoch) {
    if (own_epoch < epoch) return Fetch::Says::unknown;
    return own_epoch > epoch ? Fetch::Says::fenced : Fetch::Says::not_leader;
}
inline void answer_fetch(State& state, Fetch request) {
    state.fetches.erase(request);
    Broker& broker = state[request.leader];
    const std::uint8_t own_epoch = state.believed(request.leader).leader_epoch;
    Fetch answer{.follower = request.follower,
                 .leader = request.leader,
                 .leader_epoch = own_epoch,
                 .offset = request.offset};
    if (broker.role != Role::leader || own_epoch != request.leader_epoch) {
        answer.says = refusal(own_epoch, request.leader_epoch);
    } else if (const EndOfEpoch last = end_of_epoch(broker, request.last_epoch, own_epoch);
               last.epoch < request.last_epoch || last.end < request.offset) {
        answer.says = Fetch::Says::diverged;
        answer.last_epoch = last.epoch;
        answer.end = last.end;
    } else {
        answer.says = Fetch::Says::records;
        answer.record = request.offset < broker.end() ? broker.record : std::uint8_t{0};
        // What is asked for says how far the follower has got: CommitOffsetOnFetch.
        broker.follower(request.follower) = {request.offset, request.broker_epoch};
        raise_high_watermark(state, broker,
                             end_of_committed(broker, request.leader, broker.maximal_isr),
                             Heard::success);
    }
    answer.high_watermark = broker.high_watermark;
    state.fetches.insert(answer);
}

// ---- ReceiveFetchResponse

/// FindTruncatePoint.
inline std::uint8_t end_of_match(const Broker& broker, const Fetch& answer) {
    const EndOfEpoch own = end_of_epoch(broker, answer.last_epoch, 0);
    return own.epoch != answer.last_epoch ? own.end : std::min(own.end, answer.end);
}
/// TruncateToSafePoint: the high watermark stays.
inline void cut(Broker& broker, const Fetch& answer) {
    if (end_of_match(broker, answer) <= 1) broker.record = 0;
}
inline void append(Broker& broker, const Fetch& answer) {
    ENSURE(answer.record == 0 || broker.record == 0, "a second record of one value");
    if (answer.record != 0) broker.record = answer.record;
    if (answer.high_watermark <= broker.end()) broker.high_watermark = answer.high_watermark;
}
inline bool may_hear_fetch(const State& state, const Fetch& answer) {
    const Broker& broker = state[answer.follower];
    return broker.status == Status::running && broker.fetcher(answer.leader).waits;
}
inline void hear_fetch(State& state, Fetch answer) {
    state.fetches.erase(answer);
    Broker& broker = state[answer.follower];
    Fetcher& fetcher = broker.fetcher(answer.leader);
    fetcher.waits = false;
    const std::uint8_t epoch = state.believed(answer.follower).leader_epoch;
    if (fetcher.offset != answer.offset || epoch != answer.leader_epoch) return;  // stale
    if (answer.says == Fetch::Says::records) {
        append(broker, answer);
        const std::uint8_t last = answer.record != 0 ? answer.record : fetcher.last_epoch;
        fetcher = {.offset = broker.end(), .last_epoch = last};
    } else if (answer.says == Fetch::Says::diverged) {
        cut(broker, answer);
        fetcher = {.offset = broker.end(), .last_epoch = broker.record};
    } else {
        fetcher.delayed = true;
    }
}

}  // namespace mqfate::last_replica
