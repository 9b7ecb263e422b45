// One part of a block, expanded by one thread: the successors of some neighbouring worlds.
//
// The bytes of all successors lie one behind the other in one buffer that is reused from block to
// block, so that expanding allocates nothing once the buffers have grown. What is asked of the
// table of visited worlds is sorted by the table's parts already while expanding, so that the next
// phase of the search (search.hpp) hands each part to one thread.
// Tested by: tests/sim/explore/search/search_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/explore/search/frontier.hpp"
#include "sim/explore/search/lineage.hpp"
#include "sim/explore/search/machine.hpp"
#include "sim/explore/search/visited.hpp"

namespace mqfate {

/// A world that a step leads to: `size` bytes from `begin` in the buffer of the expansion.
struct Successor {
    WorldId parent;
    Ordinal step = 0;
    bool is_new = false;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    Findings findings;
};

/// The successors of neighbouring worlds of a layer, in order; reused from block to block.
struct Expansion {
    /// What is asked of the worlds that were visited: is this one new?
    struct Lookup {
        Fingerprint fingerprint;
        std::uint32_t successor;  ///< its index
    };
    Bytes bytes;
    std::vector<Successor> successors;
    std::array<std::vector<Lookup>, Visited::parts> by_part;

    std::span<const unsigned char> world(const Successor& s) const {
        return std::span(bytes).subspan(s.begin, s.size);
    }
    /// Of memory in use.
    std::uint64_t size() const {
        return bytes.size() + successors.size() * (sizeof(Successor) + sizeof(Lookup));
    }
    void clear() {
        bytes.clear();
        successors.clear();
        for (auto& part : by_part) part.clear();
    }
};

/// What one thread needs to expand worlds.
template <Machine M> class Expander {
public:
    explicit Expander(const M& machine) : machine_(machine) {}

    M& machine() { return machine_; }

    /// Adds the successors of `world`, whose bytes are `stored`. Steps that lead beyond the scope
    /// have none.
    void expand(WorldId world, std::span<const unsigned char> stored, Expansion& out) {
        machine_.decode(stored, state_);
        steps_.clear();
        machine_.steps(state_, steps_);
        ENSURE(steps_.size() <= 0xffff, "a world that allows too many steps");
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const std::size_t begin = out.bytes.size();
            const Findings findings = successor(stored, steps_[i], out.bytes);
            if (findings.outside)
                out.bytes.resize(begin);
            else
                add(world, static_cast<Ordinal>(i), findings, begin, out);
        }
    }

private:
    // A machine whose steps change a small part of a large state may know a cheaper way than to
    // copy the state, take the step and encode all of it: then it has successor()
    // (world_machine.hpp).
    Findings successor(std::span<const unsigned char> stored, const typename M::Step& step,
                       Bytes& bytes) {
        if constexpr (requires { machine_.successor(state_, stored, step, next_, bytes); }) {
            return machine_.successor(state_, stored, step, next_, bytes);
        } else {
            next_ = state_;
            const Findings findings = machine_.take(next_, step);
            if (!findings.outside) machine_.encode(next_, bytes);
            return findings;
        }
    }
    void add(WorldId parent, Ordinal step, Findings findings, std::size_t begin, Expansion& out) {
        const std::size_t size = out.bytes.size() - begin;
        ENSURE(out.bytes.size() <= 0xffff'ffff, "worlds too large for a block of them");
        const Fingerprint f = detail::hash_bytes({out.bytes.data() + begin, size});
        const auto index = static_cast<std::uint32_t>(out.successors.size());
        out.by_part[Visited::part_of(f)].push_back({f, index});
        out.successors.push_back({parent, step, false, static_cast<std::uint32_t>(begin),
                                  static_cast<std::uint32_t>(size), findings});
    }

    M machine_;
    typename M::State state_{};
    typename M::State next_{};
    std::vector<typename M::Step> steps_;
};

}  // namespace mqfate
