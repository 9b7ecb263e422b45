// Worlds that differ only in the names of interchangeable nodes count as one: the least of their
// encodings stands for all of them.
//
// For example, two producers p and q are alike. "p has published, q has not" and "q has published,
// p has not" are written under both namings; both give the same two byte strings, and the smaller
// one is kept for both. So the search meets one world instead of two, with n such nodes one instead
// of up to n!.
//
// Why it is right: a world and its renamed one have the same steps but for names
// (interchangeable.hpp), so every path from one has a path from the other, as long, that shows the
// same properties. A shortest counterexample keeps its length.
//
// What makes it cheap enough: nodes that are seen to differ already (seen_of(): what is under way
// to and from them, which timers are armed, what became of their messages) are put in the order of
// that, so only nodes that look the same are tried in every order. The model renames what it alone
// knows (Model::rename), and gives names of its own that nobody compares for order, of batches,
// say, in one order, whoever came first: two worlds that differ in these only are one as well.
// Tested by: tests/exhaustive/symmetry_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/explore/reduction/renamings.hpp"
#include "sim/explore/search/machine.hpp"
#include "sim/world/timer_set.hpp"

namespace mqfate {

template <class Model> class Symmetry {
public:
    /// Without any.
    Symmetry() = default;
    /// `plan` must live longer.
    Symmetry(const Plan<typename Model::Vocabulary>& plan, const Scope& scope)
        : plan_(&plan),
          groups_(Renamings<Model>::limited(interchangeable<Model>(plan, scope))),
          renamings_(Renamings<Model>(plan).all(groups_)),
          moves_(plan.wiring.nodes(), false) {
        for (const Group& group : groups_)
            for (const NodeId node : group) moves_[index(node)] = true;
    }

    bool any() const { return !renamings_.empty(); }
    const std::vector<Renaming>& renamings() const { return renamings_; }

    /// Gives everything in `state` the other names.
    template <class State>
    static void rename(State& state, const Plan<typename Model::Vocabulary>& plan,
                       const Renaming& names) {
        if constexpr (requires { Model::rename(state.world, plan, names); })
            Model::rename(state.world, plan, names);
        move_to_places(state.strikes_left, names.faults);
        state.ledger.rename(names);
    }
    /// Appends the least of what `write(State)` returns for `state` under its other names.
    /// `scratch` is memory, reused.
    template <class State, class Write>
    void write_least(const State& state, State& scratch, Bytes& bytes, Write&& write) {
        look_at(state);
        least_.clear();
        for (const Renaming& names : renamings_) {
            if (!keeps_the_order(names)) continue;
            scratch = state;
            rename(scratch, *plan_, names);
            const std::span<const unsigned char> written = write(scratch);
            if (least_.empty() || std::lexicographical_compare(written.begin(), written.end(),
                                                               least_.begin(), least_.end()))
                least_.assign(written.begin(), written.end());
        }
        bytes.insert(bytes.end(), least_.begin(), least_.end());
    }

private:
    // What is seen of a node that does not depend on anybody's name. Connections between two nodes
    // that may both get other names are left out: they would be looked at in the order of names.
    template <class State> std::vector<std::uint32_t> seen_of(NodeId node,
                                                              const State& state) const {
        const auto& world = state.world;
        const TimerSet& timers = world.timers[index(node)];
        std::vector<std::uint32_t> seen{timers.armed()};
        for (std::uint32_t place = 0; place < timers.size(); ++place)
            if (timers.is_armed(place)) seen[0] += std::uint32_t{timers[place].kind()} << 8;
        for (std::size_t i = 0; i < world.connections.size(); ++i) {
            const Channel& channel = plan_->wiring.channels[i];
            if (channel.client != node || moves_[index(channel.server)]) continue;
            for (const Way way : {Way::to_server, Way::to_client}) {
                seen.push_back(static_cast<std::uint32_t>(world.connections[i].flow(way).size()));
                for (const auto& packet : world.connections[i].flow(way))
                    seen.push_back(code_of(packet.body));
            }
        }
        if (const auto* seat = plan_->publication.seat_of(node))
            for (std::uint32_t i = 0; i < seat->messages; ++i)
                seen.push_back(static_cast<std::uint32_t>(state.ledger.belief(seat->first + i)));
        return seen;
    }
    // Looks at all nodes that may get other names.
    template <class State> void look_at(const State& state) {
        seen_.resize(state.world.nodes.size());
        for (const Group& group : groups_)
            for (const NodeId node : group) seen_[index(node)] = seen_of(node, state);
    }
    // Whether the members of each group come in the order of what is seen of them, under `names`.
    // At least one renaming does that, and for worlds that are renamings of each other they are the
    // same ones up to the renaming: so both try the same encodings, and find the same least one.
    bool keeps_the_order(const Renaming& names) {
        for (const Group& group : groups_) {
            taken_.assign(names.nodes.size(), no_node);
            for (const NodeId node : group) taken_[index(names.nodes[index(node)])] = node;
            for (std::size_t i = 1; i < group.size(); ++i)
                if (seen_[index(taken_[index(group[i])])] <
                    seen_[index(taken_[index(group[i - 1])])])
                    return false;
        }
        return true;
    }

    const Plan<typename Model::Vocabulary>* plan_ = nullptr;
    std::vector<Group> groups_;
    std::vector<Renaming> renamings_;
    std::vector<bool> moves_;  // by NodeId: it is in a group
    // Scratch memory.
    Bytes least_;
    std::vector<std::vector<std::uint32_t>> seen_;  // by NodeId
    std::vector<NodeId> taken_;                     // who takes a name, by that
};

}  // namespace mqfate
