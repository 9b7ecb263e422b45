// The specification of Kafka's replication as a machine for the explorer: a model that has nothing
// to do with the kernel's world.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "sim/explore/search/machine.hpp"
#include "tests/exhaustive/replication/steps.hpp"
#include "tests/exhaustive/replication/symmetry.hpp"

namespace mqfate::replication {

enum class Symmetry : std::uint8_t { none, of_replicas };

class Replication {
public:
    using State = replication::State;
    using Step = replication::Step;
    // Bits of Findings.
    static constexpr std::uint64_t weak = 1;
    static constexpr std::uint64_t strong = 2;
    static constexpr std::uint64_t committed = 4;

    Replication(const Scope& scope, const Variant& variant, Symmetry symmetry = Symmetry::none)
        : rules_(scope, variant), symmetry_(symmetry) {}

    std::vector<Property> properties() const {
        return {{"WeakIsr", Property::Kind::always},
                {"StrongIsr", Property::Kind::always},
                {"a leader holds a record for committed", Property::Kind::sometimes}};
    }
    void starts(std::vector<State>& states) const { states.push_back(beginning(rules_.scope())); }
    void steps(const State& state, std::vector<Step>& steps) const { rules_.steps(state, steps); }
    Findings take(State& state, const Step& step) const {
        rules_.take(state, step);
        return look(state);
    }
    Findings look(const State& state) const {
        Findings findings;
        if (!weak_isr(state)) findings.broken |= weak;
        if (!strong_isr(state)) findings.broken |= strong;
        for (Name name = 1; name <= most_replicas; ++name)
            if (presumes_leadership(state, name) && state[name].high_watermark > 0)
                findings.reached |= committed;
        return findings;
    }
    void encode(const State& state, Bytes& bytes) const {
        if (symmetry_ == Symmetry::none) return append(state, bytes);
        append(representative(state, rules_.scope().replicas), bytes);
    }
    void decode(std::span<const unsigned char> stored, State& state) const {
        std::memcpy(&state, stored.data(), sizeof state);
    }

private:
    static void append(const State& state, Bytes& bytes) {
        const auto* memory = reinterpret_cast<const unsigned char*>(&state);
        bytes.insert(bytes.end(), memory, memory + sizeof state);
    }

    Rules rules_;
    Symmetry symmetry_;
};
static_assert(Machine<Replication>);

}  // namespace mqfate::replication
