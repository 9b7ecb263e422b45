// All ways in which interchangeable nodes can change places.
//
// A group of n nodes has n! orders, and several groups multiply. There are at most 720 renamings
// (six nodes of one group): each of them is tried on each world, so more would cost more than it
// saves. What is beyond stays as it is: fewer worlds count as one then, and no answer changes.
// Tested by: tests/sim/explore/reduction/renamings_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/reduction/exchange.hpp"
#include "sim/explore/reduction/interchangeable.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

template <class Model> class Renamings {
public:
    using V = typename Model::Vocabulary;
    explicit Renamings(const Plan<V>& plan) : plan_(plan) {
        nodes_.emplace_back();
        for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n) nodes_.front().push_back({n});
    }
    /// The groups cut down to what has at most 720 renamings: of a group that is too large, the
    /// first members only.
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
    /// Every way to exchange names within the groups, the one that changes nothing first; none if
    /// there is no group. Requires: the plan stays as it is when members of a group exchange their
    /// names.
    std::vector<Renaming> all(const std::vector<Group>& groups) {
        for (const Group& group : limited(groups)) permute(group);
        std::vector<Renaming> renamings;
        if (nodes_.size() == 1) return renamings;
        for (NodeNames& nodes : nodes_) renamings.push_back(of(std::move(nodes)));
        return renamings;
    }

private:
    static constexpr std::size_t most = 720;

    // Each renaming so far, followed by each order of the group.
    void permute(const Group& group) {
        const std::vector<NodeNames> before = nodes_;
        Group order = group;
        while (std::next_permutation(order.begin(), order.end()))
            for (NodeNames nodes : before) {
                for (std::size_t i = 0; i < group.size(); ++i) nodes[index(group[i])] = order[i];
                nodes_.push_back(std::move(nodes));
            }
    }
    // What goes with new names of nodes: those of their connections, messages, faults and cuts.
    Renaming of(NodeNames nodes) const {
        Renaming renaming;
        renaming.nodes = std::move(nodes);
        for (const Channel& channel : plan_.wiring.channels)
            renaming.channels.push_back(plan_.wiring.channel(renaming.nodes[index(channel.client)],
                                                             renaming.nodes[index(channel.server)],
                                                             channel.lane));
        for (std::uint32_t m = 0; m < plan_.messages; ++m) renaming.messages.push_back({m});
        for (const PublisherSeat& seat : plan_.publication.publishers)
            move_messages(seat, renaming);
        const Exchange exchange(plan_.wiring, plan_.faults, plan_.cast, renaming.nodes);
        auto faults = exchange.faults();
        ENSURE(faults, "nodes exchange their names, and the faults of the plan are others");
        renaming.faults = std::move(*faults);
        renaming.cuts = exchange.cuts(renaming.faults);
        return renaming;
    }
    void move_messages(const PublisherSeat& seat, Renaming& renaming) const {
        const auto* other = plan_.publication.seat_of(renaming.nodes[index(seat.node)]);
        ENSURE(other != nullptr, "who publishes is renamed to one who does not");
        for (std::uint32_t i = 0; i < seat.messages; ++i)
            renaming.messages[seat.first.value + i] = other->first + i;
    }

    const Plan<V>& plan_;
    std::vector<NodeNames> nodes_;  // one for each renaming so far
};

}  // namespace mqfate
