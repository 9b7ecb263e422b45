// What is under way between brokers and the controller, and between brokers.
//
// The specification (network) keeps one set of messages, and one of those that were processed. Here
// each subject has a set of its own, in which a message and the answer to it differ in what they
// say. Of the processed ones only those are kept that a rule asks for: a leader does not repeat a
// request to change the ISR that the controller would refuse again (PreviouslySent).
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "tests/exhaustive/last_replica/sets.hpp"

namespace mqfate::last_replica {

/// A starting broker and the controller: RegisterBrokerRequest, RegisterBrokerResponse.
struct Registration {
    enum class Says : std::uint8_t { nothing, request, done };
    Says says{};
    Name broker = nobody;
    std::uint8_t incarnation = 0;
    std::uint8_t broker_epoch = 0;     ///< `done`
    std::uint8_t partition_epoch = 0;  ///< `done`: the newest one before it (metadata_offset)
    friend auto operator<=>(const Registration&, const Registration&) = default;
};

/// What a leader asks of the controller: AlterPartitionRequest. The leader epoch follows from the
/// partition epoch.
struct IsrRequest {
    Name leader = nobody;  ///< nobody: there is no request (Nil)
    std::uint8_t partition_epoch = 0;
    std::uint8_t broker_epoch = 0;
    Set isr;
    std::array<std::uint8_t, brokers> epochs{};  ///< of members; 0: not to be checked, or no member
    friend auto operator<=>(const IsrRequest&, const IsrRequest&) = default;
};
/// A request, or AlterPartitionResponse to it. What a success says follows from the request: the
/// ISR that was asked for, the same leader, the next partition epoch.
struct IsrMessage {
    enum class Says : std::uint8_t {
        nothing,
        request,
        processed,   ///< a request that was answered; not under way any more
        accepted,    ///< answers, from here on
        ineligible,  ///< IneligibleReplica
        fenced,      ///< FencedLeaderEpoch
    };
    Says says{};
    IsrRequest request;
    bool is_answer() const { return says >= Says::accepted; }
    friend auto operator<=>(const IsrMessage&, const IsrMessage&) = default;
};

/// A follower and its leader: FetchRequest, FetchResponse. Offsets count from 1.
struct Fetch {
    enum class Says : std::uint8_t {
        nothing,
        request,
        records,     ///< answers, from here on: the next record, or none
        diverged,    ///< where the epoch ends that both have
        fenced,      ///< FencedLeaderEpoch: the follower's epoch is an old one
        unknown,     ///< UnknownLeaderEpoch: the leader's is
        not_leader,  ///< NotLeaderOrFollower
    };
    Says says{};
    Name follower = nobody;
    Name leader = nobody;
    std::uint8_t leader_epoch = 0;
    std::uint8_t offset = 0;
    std::uint8_t broker_epoch = 0;    ///< `request`: of the follower
    std::uint8_t last_epoch = 0;      ///< `request`: of the last record; `diverged`: which epoch
    std::uint8_t end = 0;             ///< `diverged`: where it ends
    std::uint8_t high_watermark = 0;  ///< answers
    std::uint8_t record = 0;          ///< `records`: its epoch; 0: there is none
    friend auto operator<=>(const Fetch&, const Fetch&) = default;
};

}  // namespace mqfate::last_replica
