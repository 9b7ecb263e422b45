// Which nodes of a plan nothing tells apart, and all ways in which they can change places.
//
// Two nodes are interchangeable when the model says that they are alike (same role, settings,
// number of messages, and no rule of the model goes by which of them is which), both may connect to
// the same servers, and no fault, cut or rule about messages names one of them and not the other.
// When a fault strikes counts for nothing in a search, and neither do times of wires.
// Whatever can happen in a world can then happen in the world with the names exchanged, and leads
// to the same world with the names exchanged. Questions name no node, so they do not see it either.
//
// A model without alike() has none. At most 720 renamings: what would make more stays as it is.
// Tested by: tests/sim/explore/interchangeable_test.cpp, tests/exhaustive/symmetry_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/world/plan.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

/// Nodes that can take each other's names, in ascending order; two at least.
using Group = std::vector<NodeId>;

namespace detail {

inline bool is_either(NodeId node, NodeId a, NodeId b) { return node == a || node == b; }
inline bool has(const std::vector<NodeId>& nodes, NodeId node) {
    return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

// In the same order.
inline bool same_servers(const Wiring& wiring, NodeId a, NodeId b) {
    std::vector<NodeId> of_a;
    std::vector<NodeId> of_b;
    for (const Channel& channel : wiring.channels) {
        if (is_either(channel.server, a, b)) return false;
        if (channel.client == a) of_a.push_back(channel.server);
        if (channel.client == b) of_b.push_back(channel.server);
    }
    return of_a == of_b;
}

inline bool same_in_cut(const CutPairs& cut, NodeId a, NodeId b) {
    const auto swapped = [&](NodeId node) { return node == a ? b : node == b ? a : node; };
    return std::all_of(cut.begin(), cut.end(), [&](const auto& pair) {
        const std::pair other{swapped(pair.first), swapped(pair.second)};
        return std::find(cut.begin(), cut.end(), other) != cut.end();
    });
}

inline bool same_in_fault(const FaultPlan& faults, const NodeFault& fault, NodeId a, NodeId b) {
    if (has(fault.target.nodes, a) != has(fault.target.nodes, b)) return false;
    if (fault.kind != NodeFault::Kind::cut) return true;
    if (!fault.target.leader_of) return same_in_cut(faults.cuts[fault.cut], a, b);
    // One cut for each node that may lead: that of a client is never in force.
    for (std::size_t cut = fault.cut; cut < faults.cuts.size(); ++cut) {
        const std::size_t isolates = cut - fault.cut;
        if (isolates == index(a) || isolates == index(b)) continue;
        if (!same_in_cut(faults.cuts[cut], a, b)) return false;
    }
    return true;
}

inline bool same_in_faults(const FaultPlan& faults, NodeId a, NodeId b) {
    return std::all_of(
               faults.nodes.begin(), faults.nodes.end(),
               [&](const NodeFault& fault) { return same_in_fault(faults, fault, a, b); }) &&
           std::none_of(faults.rules.begin(), faults.rules.end(), [&](const MessageRule& rule) {
               return is_either(rule.from, a, b) || is_either(rule.to, a, b);
           });
}

}  // namespace detail

/// The groups of a plan. Each exchange of a member with the first leaves the plan as it is, hence
/// so does every permutation of a group.
template <class Model>
std::vector<Group> interchangeable(const Plan<typename Model::Vocabulary>& plan) {
    std::vector<Group> groups;
    if constexpr (requires { Model::alike(plan, NodeId{}, NodeId{}); }) {
        for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n) {
            const auto takes = [&](const Group& group) {
                const NodeId first = group.front();
                return Model::alike(plan, first, {n}) &&
                       detail::same_servers(plan.wiring, first, {n}) &&
                       detail::same_in_faults(plan.faults, first, {n});
            };
            const auto group = std::find_if(groups.begin(), groups.end(), takes);
            if (group != groups.end())
                group->push_back({n});
            else
                groups.push_back({{n}});
        }
        std::erase_if(groups, [](const Group& group) { return group.size() < 2; });
    }
    return groups;
}

/// Every way to exchange the names within groups, the one that changes nothing first; none if there
/// is no group.
template <class Model> class Renamings {
public:
    using V = typename Model::Vocabulary;
    explicit Renamings(const Plan<V>& plan) : plan_(plan) {
        nodes_.emplace_back();
        for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n) nodes_.front().push_back({n});
    }
    /// Of a group that is too large, the first members only.
    static std::vector<Group> limited(std::vector<Group> groups) {
        std::size_t ways = 1;
        for (Group& group : groups)
            for (std::size_t i = 2; i <= group.size(); ++i) {
                if (ways * i > most) group.resize(i - 1);
                if (i <= group.size()) ways *= i;
            }
        std::erase_if(groups, [](const Group& group) { return group.size() < 2; });
        return groups;
    }
    std::vector<Renaming> all(const std::vector<Group>& groups) {
        for (const Group& group : limited(groups)) permute(group);
        std::vector<Renaming> renamings;
        if (nodes_.size() == 1) return renamings;
        for (std::vector<NodeId>& nodes : nodes_) renamings.push_back(of(std::move(nodes)));
        return renamings;
    }

private:
    static constexpr std::size_t most = 720;

    void permute(const Group& group) {
        const std::vector<std::vector<NodeId>> before = nodes_;
        Group order = group;
        while (std::next_permutation(order.begin(), order.end()))
            for (std::vector<NodeId> nodes : before) {
                for (std::size_t i = 0; i < group.size(); ++i) nodes[index(group[i])] = order[i];
                nodes_.push_back(std::move(nodes));
            }
    }
    Renaming of(std::vector<NodeId> nodes) const {
        Renaming renaming;
        renaming.nodes = std::move(nodes);
        for (const Channel& channel : plan_.wiring.channels)
            renaming.channels.push_back(plan_.wiring.channel(
                renaming.nodes[index(channel.client)], renaming.nodes[index(channel.server)]));
        for (std::uint32_t m = 0; m < plan_.messages; ++m) renaming.messages.push_back({m});
        if constexpr (requires { Model::messages_of(plan_, NodeId{}); })
            for (std::uint16_t n = 0; n < renaming.nodes.size(); ++n) move_messages({n}, renaming);
        return renaming;
    }
    void move_messages(NodeId from, Renaming& renaming) const {
        const auto old_names = Model::messages_of(plan_, from);
        const auto new_names = Model::messages_of(plan_, renaming.nodes[index(from)]);
        for (std::uint32_t i = 0; i < old_names.count; ++i)
            renaming.messages[old_names.first.value + i] = new_names.first + i;
    }

    const Plan<V>& plan_;
    std::vector<std::vector<NodeId>> nodes_;  // one for each renaming so far
};

}  // namespace mqfate
