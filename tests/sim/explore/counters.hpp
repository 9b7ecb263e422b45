// Independent counters: a machine whose every count is known in closed form.
//
// n counters of k values, all from 0 up: k^n worlds, the farthest n(k-1) steps away, n(k-1)k^(n-1)
// steps in all (each of n counters has k-1 steps in each of the k^(n-1) states of the others). A
// world is as far from the start as its sum.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/explore/search/machine.hpp"

namespace mqfate::test {

struct Counters {
    static constexpr std::size_t most = 8;
    using State = std::array<std::uint8_t, most>;
    struct Step {
        std::uint8_t counter = 0;
        friend bool operator==(const Step&, const Step&) = default;
    };
    static constexpr unsigned never = 1'000;

    std::uint8_t n = 2;          ///< counters
    std::uint8_t k = 2;          ///< values of each
    bool alike = false;          ///< worlds that differ in the order of counters only count as one
    unsigned broken_at = never;  ///< `always`: the sum is not this
    unsigned shown_at = never;   ///< `sometimes`: the sum is this
    bool broken_end = false;     ///< `at_the_end`: there is no end
    int broken_step = -1;        ///< `always`: this counter does not go to its last value
    std::vector<State> begin{State{}};

    static constexpr std::uint64_t always = 1;
    static constexpr std::uint64_t sometimes = 2;
    static constexpr std::uint64_t at_the_end = 4;

    static unsigned sum(const State& state) {
        unsigned sum = 0;
        for (const std::uint8_t value : state) sum += value;
        return sum;
    }

    std::vector<Property> properties() const {
        return {{"always", Property::Kind::always},
                {"sometimes", Property::Kind::sometimes},
                {"at the end", Property::Kind::at_the_end}};
    }
    void starts(std::vector<State>& states) const {
        states.insert(states.end(), begin.begin(), begin.end());
    }
    void steps(const State& state, std::vector<Step>& steps) const {
        for (std::uint8_t i = 0; i < n; ++i)
            if (state[i] + 1 < k) steps.push_back({i});
    }
    Findings take(State& state, Step step) const {
        ++state[step.counter];
        Findings findings = look(state);
        if (step.counter == broken_step && state[step.counter] + 1 == k) findings.broken |= always;
        return findings;
    }
    Findings look(const State& state) const {
        Findings findings;
        if (sum(state) == broken_at) findings.broken |= always;
        if (sum(state) == shown_at) findings.reached |= sometimes;
        if (broken_end && sum(state) == unsigned{n} * (k - 1U)) findings.broken |= at_the_end;
        return findings;
    }
    void encode(const State& state, Bytes& bytes) const {
        State named = state;
        if (alike) std::sort(named.begin(), named.begin() + n);
        bytes.insert(bytes.end(), named.begin(), named.begin() + n);
    }
    void decode(std::span<const unsigned char> stored, State& state) const {
        state = {};
        std::copy(stored.begin(), stored.end(), state.begin());
    }
};
static_assert(Machine<Counters>);

}  // namespace mqfate::test
