// All ways in which interchangeable nodes can change places.
//
// At most 720: what would make more stays as it is. Tested by:
// tests/sim/explore/renamings_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/explore/exchange.hpp"
#include "sim/explore/interchangeable.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

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
    /// Requires: the plan stays as it is when members of a group exchange their names.
    std::vector<Renaming> all(const std::vector<Group>& groups) {
        for (const Group& group : limited(groups)) permute(group);
        std::vector<Renaming> renamings;
        if (nodes_.size() == 1) return renamings;
        for (NodeNames& nodes : nodes_) renamings.push_back(of(std::move(nodes)));
        return renamings;
    }

private:
    static constexpr std::size_t most = 720;

    void permute(const Group& group) {
        const std::vector<NodeNames> before = nodes_;
        Group order = group;
        while (std::next_permutation(order.begin(), order.end()))
            for (NodeNames nodes : before) {
                for (std::size_t i = 0; i < group.size(); ++i) nodes[index(group[i])] = order[i];
                nodes_.push_back(std::move(nodes));
            }
    }
    Renaming of(NodeNames nodes) const {
        Renaming renaming;
        renaming.nodes = std::move(nodes);
        for (const Channel& channel : plan_.wiring.channels)
            renaming.channels.push_back(plan_.wiring.channel(
                renaming.nodes[index(channel.client)], renaming.nodes[index(channel.server)]));
        for (std::uint32_t m = 0; m < plan_.messages; ++m) renaming.messages.push_back({m});
        for (const PublisherSeat& seat : plan_.publication.publishers)
            move_messages(seat, renaming);
        const Exchange exchange(plan_.wiring, plan_.faults, plan_.cast, renaming.nodes);
        auto faults = exchange.faults();
        CHECK(faults, "nodes exchange their names, and the faults of the plan are others");
        renaming.faults = std::move(*faults);
        renaming.cuts = exchange.cuts(renaming.faults);
        return renaming;
    }
    void move_messages(const PublisherSeat& seat, Renaming& renaming) const {
        const auto* other = plan_.publication.seat_of(renaming.nodes[index(seat.node)]);
        CHECK(other != nullptr, "who publishes is renamed to one who does not");
        for (std::uint32_t i = 0; i < seat.messages; ++i)
            renaming.messages[seat.first.value + i] = other->first + i;
    }

    const Plan<V>& plan_;
    std::vector<NodeNames> nodes_;  // one for each renaming so far
};

}  // namespace mqfate
