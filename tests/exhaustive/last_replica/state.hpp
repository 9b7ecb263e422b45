// What the public specification of Kafka's replication under KRaft calls a state: one partition,
// three brokers that each have a replica, the controller, and what is under way between them.
//
// Source of all of this folder: github.com/Vanlightly/kafka-tlaplus, commit 823615e, module
// kafka_data_replication/kraft/v3.5, restated in types of ours, in the scope of its own
// configuration: three brokers, one value, MinISR 2, two of three replicas in sync at the start,
// one unclean shutdown, one arbitrary fencing. What its limits of 0 switch off is left out: clean
// shutdowns, a leader that shrinks the ISR, reassignment of replicas, and with that a partition
// that is added to a broker or deleted from it. The names of its actions and functions are given
// beside each rule, those of its variables in brackets.
//
// What follows from something else is not stored: of what a broker knows of the metadata, how far
// it has read; of the partition's metadata that it goes by, the partition epoch; of a log its one
// record's epoch, since one value is written once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "tests/exhaustive/last_replica/messages.hpp"

namespace mqfate::last_replica {

inline constexpr unsigned min_isr = 2;
inline constexpr std::uint8_t most_fencings = 1;
inline constexpr std::uint8_t most_unclean_shutdowns = 1;
/// The first two, one that lets in who was out of sync at the start, and two for each fencing (that
/// of a shutdown is one): itself, and that a member is let in again or a leader is elected.
inline constexpr std::size_t most_partition_epochs = 2 + 1 + 2 * 2;

/// A partition change in the metadata log. Its partition epoch is its place.
struct Change {
    Name leader = nobody;
    std::uint8_t leader_epoch = 0;
    Set isr;
    friend bool operator==(const Change&, const Change&) = default;
};

/// What a leader knows of a follower [partition_replica_state].
struct Progress {
    std::uint8_t end = 0;  ///< of its log; 0: not known
    std::uint8_t broker_epoch = 0;
    friend bool operator==(const Progress&, const Progress&) = default;
};

/// What a broker copies from another one [broker_fetchers].
struct Fetcher {
    std::uint8_t offset = 0;      ///< to be asked for next; 0: the partition is not here
    std::uint8_t last_epoch = 0;  ///< of the record before it
    bool delayed = false;         ///< after an error
    bool waits = false;           ///< for an answer
    friend bool operator==(const Fetcher&, const Fetcher&) = default;
};

enum class Status : std::uint8_t { running, starting, offline };
enum class Role : std::uint8_t { none, leader, follower };

struct Broker {
    Status status = Status::running;  ///< these three: broker_state
    std::uint8_t broker_epoch = 0;
    std::uint8_t incarnation = 0;
    std::uint8_t has_read = 0;  ///< the metadata, to this partition epoch [broker_metadata_log]
    Role role = Role::none;     ///< partition_status
    std::uint8_t partition_epoch = 0;  ///< that it goes by; 0: none [partition_metadata]
    Set maximal_isr;                   ///< its ISR, and those whom it has asked to let in
    std::uint8_t record = 0;           ///< the log: the epoch of its record; 0: empty
    std::uint8_t high_watermark = 1;
    std::uint8_t epoch_start = 0;  ///< where its leader epoch starts; 0: does not lead
    std::uint8_t floor = 0;  ///< the first offset that it wrote as a leader; 0: none [aux_flo]
    IsrRequest pending;      ///< waits for an answer, if it is newer [partition_pending_ap]
    std::array<Progress, brokers> followers{};
    std::array<Fetcher, brokers> fetchers{};

    /// The end of the log: offsets count from 1.
    std::uint8_t end() const { return record == 0 ? 1 : 2; }
    Progress& follower(Name name) { return followers[name - 1U]; }
    const Progress& follower(Name name) const { return followers[name - 1U]; }
    Fetcher& fetcher(Name leader) { return fetchers[leader - 1U]; }
    const Fetcher& fetcher(Name leader) const { return fetchers[leader - 1U]; }
    friend bool operator==(const Broker&, const Broker&) = default;
};

/// As the controller knows a broker; whether it is fenced is said by State::unfenced.
struct Registered {
    std::uint8_t broker_epoch = 0;
    std::uint8_t incarnation = 0;
    friend bool operator==(const Registered&, const Registered&) = default;
};

/// What a producer heard of its record.
enum class Heard : std::uint8_t { nothing, success, failure };

struct State {
    // The controller.
    std::array<Change, most_partition_epochs + 1> changes{};  ///< by partition epoch
    std::uint8_t partition_epoch = 0;                         ///< the newest
    Set unfenced;
    std::array<Registered, brokers> registered{};
    std::uint8_t broker_epochs = 0;  ///< given away
    std::uint8_t incarnations = 0;   ///< given away

    std::array<Broker, brokers> replicas{};

    SetOf<Registration, 1> registrations;  ///< one broker starts, once
    SetOf<IsrMessage, 12> isr_messages;    ///< more than 10 have not been seen
    SetOf<Fetch, 6> fetches;               ///< one for each two brokers, either way

    // What has happened.
    std::uint8_t fencings = 0;
    std::uint8_t unclean_shutdowns = 0;
    bool sent = false;          ///< the value is written [inv_sent]
    Heard heard{};              ///< inv_pos_acked, inv_neg_acked
    std::uint8_t consumed = 0;  ///< epoch of the record that was committed; 0: none was
                                ///< [inv_consumed, inv_true_hwm]

    Broker& operator[](Name name) { return replicas[name - 1U]; }
    const Broker& operator[](Name name) const { return replicas[name - 1U]; }
    /// The controller's word [con_partition_metadata].
    const Change& now() const { return changes[partition_epoch]; }
    /// The partition's metadata that a broker goes by.
    const Change& believed(Name name) const { return changes[(*this)[name].partition_epoch]; }
    friend bool operator==(const State&, const State&) = default;
};
// Its memory is its value: it is stored and compared as bytes.
static_assert(std::has_unique_object_representations_v<State>);

/// Init: b1 leads; b3 is fenced, out of sync, and has not heard of that.
inline State beginning() {
    const Set all = Set::of(1, 2, 3);
    const Set in_sync = Set::of(1, 2);
    State state;
    state.changes[1] = {1, 1, all};
    state.changes[2] = {1, 1, in_sync};
    state.partition_epoch = 2;
    state.unfenced = in_sync;
    state.broker_epochs = brokers;
    state.incarnations = brokers;
    for (Name name = 1; name <= brokers; ++name) {
        Broker& broker = state[name];
        state.registered[name - 1U] = {name, name};
        broker.broker_epoch = broker.incarnation = name;
        broker.has_read = broker.partition_epoch = in_sync.has(name) ? 2 : 1;
        broker.maximal_isr = state.believed(name).isr;
        broker.role = name == 1 ? Role::leader : Role::follower;
        broker.epoch_start = name == 1 ? 1 : 0;
        if (name != 1) broker.fetcher(1).offset = 1;
    }
    return state;
}

}  // namespace mqfate::last_replica
