// What the public specification of Kafka's replication calls a state: one partition, its replicas,
// and the controller's word.
//
// Source of all of this folder: github.com/hachikuji/kafka-specification, commit d68782b, restated
// in types of ours. Here KafkaReplication (Init) with FiniteReplicatedLog and IdSequence; the names
// of definitions are given beside each rule. Replicas and epochs count from 1, so that 0 is nobody
// (None) and no epoch (Nil). An epoch is given away once, so the controller's requests are a list
// by epoch, and the epoch of the quorum's state is the last one given away.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace mqfate::replication {

inline constexpr std::size_t most_replicas = 3;
inline constexpr std::size_t most_records = 3;
inline constexpr std::size_t most_epochs = 4;

/// The bounds within which everything is tried: the CONSTANTS of KafkaReplication.
struct Scope {
    std::uint8_t replicas = 2;
    std::uint8_t log_size = 1;  ///< offsets of a log
    std::uint8_t records = 1;   ///< that producers write in all: MaxRecords
    std::uint8_t epochs = 2;    ///< elections and shrinks by the controller: MaxLeaderEpoch + 1
};
/// As the specification counts: (replicas, LogSize, MaxRecords, MaxLeaderEpoch).
constexpr Scope scope(int replicas, int log_size, int max_records, int max_leader_epoch) {
    const auto byte = [](int n) { return static_cast<std::uint8_t>(n); };
    return {byte(replicas), byte(log_size), byte(max_records), byte(max_leader_epoch + 1)};
}

/// A replica, from 1; 0 is nobody.
using Name = std::uint8_t;
inline constexpr Name nobody = 0;
/// A set of replicas.
struct Set {
    std::uint8_t bits = 0;
    static constexpr std::uint8_t bit(Name name) {
        return static_cast<std::uint8_t>(1U << (name - 1U));
    }
    constexpr bool has(Name name) const { return (bits & bit(name)) != 0; }
    constexpr Set with(Name name) const { return {static_cast<std::uint8_t>(bits | bit(name))}; }
    constexpr Set without(Name name) const {
        return {static_cast<std::uint8_t>(bits & ~bit(name))};
    }
    friend constexpr bool operator==(Set, Set) = default;
};

/// Which one it is, from 1, and the epoch of the leader that took it; both 0: there is none.
struct Record {
    std::uint8_t bits = 0;
    static constexpr Record of(unsigned id, unsigned epoch) {
        return {static_cast<std::uint8_t>(epoch << 4 | id)};
    }
    constexpr unsigned epoch() const { return bits >> 4U; }
    friend constexpr bool operator==(Record, Record) = default;
};

/// A replica's log, and what it believes: replicaLog and replicaState.
struct Replica {
    std::array<Record, most_records> log{};  ///< from `end` on empty
    std::uint8_t end = 0;
    std::uint8_t high_watermark = 0;
    std::uint8_t epoch = 0;  ///< of the request that it obeys
    Name leader = nobody;
    Set isr;
    friend bool operator==(const Replica&, const Replica&) = default;
};

/// A LeaderAndIsr request, or the state of the quorum. Its epoch is its place.
struct Appointment {
    Name leader = nobody;
    Set isr;
    friend bool operator==(const Appointment&, const Appointment&) = default;
};

struct State {
    std::array<Replica, most_replicas> replicas{};
    std::array<Appointment, most_epochs> requests{};  ///< by epoch; never taken back
    Appointment quorum;
    std::uint8_t epochs = 0;   ///< given away
    std::uint8_t records = 0;  ///< written

    Replica& operator[](Name name) { return replicas[name - 1U]; }
    const Replica& operator[](Name name) const { return replicas[name - 1U]; }
    const Appointment& request(unsigned epoch) const { return requests[epoch - 1U]; }
    friend bool operator==(const State&, const State&) = default;
};
// Its memory is its value: it is stored and compared as bytes.
static_assert(std::has_unique_object_representations_v<State> && sizeof(State) == 36);

inline State beginning(const Scope& scope) {
    State state;
    for (Name name = 1; name <= scope.replicas; ++name)
        state.quorum.isr = state.quorum.isr.with(name);
    return state;
}

}  // namespace mqfate::replication
