// The specification of Kafka's replication under KRaft as a machine for the explorer.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "sim/explore/search/machine.hpp"
#include "tests/exhaustive/last_replica/steps.hpp"

namespace mqfate::last_replica {

/// What is explored: all, or only the states in which third_stays_out.
enum class Part : std::uint8_t { whole, of_two_brokers };

class LastReplica {
public:
    using State = last_replica::State;
    using Step = last_replica::Step;
    // Bits of Findings.
    static constexpr std::uint64_t leader = 1;
    static constexpr std::uint64_t candidate = 2;
    static constexpr std::uint64_t quorum = 4;
    static constexpr std::uint64_t read = 8;
    static constexpr std::uint64_t lost = 16;
    static constexpr std::uint64_t committed = 32;

    explicit LastReplica(const Variant& variant, Part part = Part::whole)
        : rules_(variant), part_(part) {}

    std::vector<Property> properties() const {
        return {{"LeaderCompleteness", Property::Kind::always},
                {"LeaderCandidateCompleteness", Property::Kind::always},
                {"ReplicationQuorumSuperset", Property::Kind::always},
                {"ConsistentRead", Property::Kind::always},
                {"NoCommittedRecordLostGlobally", Property::Kind::always},
                {"a record is committed", Property::Kind::sometimes}};
    }
    void starts(std::vector<State>& states) const { states.push_back(beginning()); }
    void steps(const State& state, std::vector<Step>& steps) const { rules_.steps(state, steps); }
    Findings take(State& state, const Step& step) const {
        rules_.take(state, step);
        if (part_ == Part::of_two_brokers && !third_stays_out(state)) return {.outside = true};
        return look(state);
    }
    Findings look(const State& state) const {
        Findings findings;
        if (!leader_is_complete(state)) findings.broken |= leader;
        if (!candidates_are_complete(state)) findings.broken |= candidate;
        if (!quorums_are_supersets(state)) findings.broken |= quorum;
        if (!reads_are_consistent(state)) findings.broken |= read;
        if (!somebody_has_the_record(state)) findings.broken |= lost;
        if (state.consumed != 0) findings.reached |= committed;
        return findings;
    }
    void encode(const State& state, Bytes& bytes) const {
        const auto* memory = reinterpret_cast<const unsigned char*>(&state);
        bytes.insert(bytes.end(), memory, memory + sizeof state);
    }
    void decode(std::span<const unsigned char> stored, State& state) const {
        std::memcpy(&state, stored.data(), sizeof state);
    }

private:
    Rules rules_;
    Part part_;
};
static_assert(Machine<LastReplica>);

}  // namespace mqfate::last_replica
