// How a broker fails, and how it starts again.
#pragma once

#include "tests/exhaustive/last_replica/fetching.hpp"
#include "tests/exhaustive/last_replica/variants.hpp"

namespace mqfate::last_replica {

// ---- UncleanShutdown

inline bool may_lose_disk(const State& state, Name name, DiskLoss disk_loss) {
    if (state.unclean_shutdowns == most_unclean_shutdowns) return false;
    if (state[name].status == Status::offline) return false;
    return disk_loss == DiskLoss::of_any || state.now().isr != Set::of(name);
}
/// DropFetchSessions: what was asked of this broker fails, what it asked is forgotten.
inline void drop_fetches(State& state, Name name) {
    for (std::size_t i = state.fetches.size; i-- > 0;) {
        const Fetch fetch = state.fetches[i];
        if (fetch.follower == name || fetch.leader == name) state.fetches.erase(fetch);
    }
    for (Broker& broker : state.replicas) {
        Fetcher& fetcher = broker.fetcher(name);
        if (!fetcher.waits) continue;
        fetcher.waits = false;
        fetcher.delayed = fetcher.offset != 0;
    }
}
/// All is lost but the metadata; the controller sees it at once.
inline void lose_disk(State& state, Name name, Name leader) {
    Broker& broker = state[name];
    ++state.unclean_shutdowns;
    drop_fetches(state, name);
    if (broker.role == Role::leader) fail_writes(state, broker);
    const Broker before = broker;
    broker = {};
    broker.status = Status::offline;
    broker.has_read = before.has_read;
    broker.partition_epoch = before.partition_epoch;
    broker.maximal_isr = before.maximal_isr;
    fence(state, name, leader);
}

// ---- BrokerStart, ReceiveBrokerRegResponse

inline void start(State& state, Name name) {
    Broker& broker = state[name];
    broker.status = Status::starting;
    broker.incarnation = ++state.incarnations;
    state.registrations.insert(
        {.says = Registration::Says::request, .broker = name, .incarnation = broker.incarnation});
}
inline bool may_hear_registered(const State& state, const Registration& answer) {
    const Broker& broker = state[answer.broker];
    return broker.status == Status::starting && broker.incarnation == answer.incarnation;
}
/// The broker knows the metadata up to the last change before its registration but one, so that it
/// has one to read and to act upon (__CatchUpBarOne).
inline void hear_registered(State& state, Registration answer) {
    Broker& broker = state[answer.broker];
    broker.status = Status::running;
    broker.broker_epoch = answer.broker_epoch;
    broker.has_read = static_cast<std::uint8_t>(answer.partition_epoch - 1U);
    broker.partition_epoch = 0;
    broker.maximal_isr = {};
    state.registrations.erase(answer);
}

}  // namespace mqfate::last_replica
