// The fingerprint of a history: every step with its instant, and every fact, in order.
//
// Equal fingerprints mean, for all purposes, the same run bit by bit: it is what tells that another
// compiler, processor or number of threads has changed nothing.
// Tested by: tests/sim/run/sampler_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/luck.hpp"
#include "sim/base/time.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/step.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

class History {
public:
    void note(const Fact& fact) {
        hash_.add(static_cast<std::uint64_t>(fact.kind) << 40 |
                  static_cast<std::uint64_t>(fact.cause) << 32 |
                  (fact.records.count != 0 ? fact.records.first.value : fact.message.value));
    }
    /// Call before `step` is taken in `world`.
    template <class Step, class World> void take(Instant at, const Step& step, const World& world) {
        hash_.add(static_cast<std::uint64_t>(at.ns));
        hash_.add(code(step, world));
    }
    void add(std::uint64_t word) { hash_.add(word); }
    std::uint64_t value() const { return hash_.value(); }
    friend bool operator==(const History&, const History&) = default;

private:
    template <class World> static std::uint64_t code(const Deliver& s, const World&) {
        return 1ULL << 56 | 2ULL * s.channel.value | static_cast<std::uint64_t>(s.way);
    }
    template <class World> static std::uint64_t code(const Fire& s, const World& world) {
        return mix(2ULL << 56 | s.node.value, world.timers[index(s.node)][s.index].bits);
    }
    template <class S, class World> static std::uint64_t code(const S& s, const World&) {
        std::uint64_t place = 0;
        if constexpr (requires { s.node; }) place = s.node.value;
        if constexpr (requires { s.channel; }) place = s.channel.value;
        if constexpr (requires { s.cut; }) place = s.cut;
        if constexpr (requires { s.file; }) place |= static_cast<std::uint64_t>(s.file.value) << 16;
        if constexpr (requires { s.kind; }) place |= static_cast<std::uint64_t>(s.kind) << 16;
        return static_cast<std::uint64_t>(Step{s}.index() + 3) << 56 | place;
    }

    HistoryHash hash_;
};

}  // namespace mqfate
