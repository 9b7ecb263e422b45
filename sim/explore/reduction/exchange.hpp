// Whether a plan stays as it is when nodes exchange their names, as far as a search sees it.
//
//   Wires    whoever could connect to whom still can. How long a packet takes does not matter: a
//            search knows no time.
//   Faults   the list is the same but for its order. So {"crash": "b2"}, {"crash": "b3"} bears an
//            exchange of b2 and b3: each of the two faults becomes the other. {"crash": "b2"} alone
//            does not: b2 may die, b3 may not. When a fault strikes and how long it lasts count for
//            nothing in a search.
//   Rules    none about messages names a node that gets another name.
//
// Tested by: tests/sim/explore/reduction/interchangeable_test.cpp,
// tests/sim/explore/reduction/renamings_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/world/plan.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

/// New names by NodeId: a permutation.
using NodeNames = std::vector<NodeId>;

class Exchange {
public:
    /// All arguments must live longer. `names`: the exchange that is asked about.
    Exchange(const Wiring& wiring, const FaultPlan& faults, const Cast& cast,
             const NodeNames& names)
        : wiring_(wiring), faults_(faults), cast_(cast), names_(names) {}

    bool keeps_wires() const {
        return std::all_of(wiring_.channels.begin(), wiring_.channels.end(), [&](const Channel& c) {
            return wiring_.has_channel(renamed(c.client), renamed(c.server), c.lane);
        });
    }
    bool keeps_rules() const {
        const auto stays = [&](NodeId node) { return node == no_node || renamed(node) == node; };
        return std::all_of(
            faults_.rules.begin(), faults_.rules.end(),
            [&](const MessageRule& rule) { return stays(rule.from) && stays(rule.to); });
    }
    /// Which fault becomes which; nothing: the list would be another.
    std::optional<std::vector<FaultPlace>> faults() const {
        std::vector<FaultPlace> become;
        std::vector<bool> taken(faults_.nodes.size(), false);
        for (const NodeFault& fault : faults_.nodes) {
            std::uint16_t place = 0;
            while (place < taken.size() && (taken[place] || !becomes(fault, faults_.nodes[place])))
                ++place;
            if (place == taken.size()) return std::nullopt;
            taken[place] = true;
            become.push_back({place});
        }
        return become;
    }
    /// The cuts that go with them. `become`: what faults() said.
    std::vector<CutPlace> cuts(const std::vector<FaultPlace>& become) const {
        std::vector<CutPlace> cuts;
        for (std::uint16_t cut = 0; cut < faults_.cuts.size(); ++cut) cuts.push_back({cut});
        for (std::size_t i = 0; i < become.size(); ++i) {
            const NodeFault& fault = faults_.nodes[i];
            const NodeFault& other = faults_.nodes[index(become[i])];
            if (fault.kind != NodeFault::Kind::cut) continue;
            for (std::uint16_t n = 0; n < cuts_of(fault); ++n)
                cuts[fault.cut + n] = {other_cut(fault, other, n)};
        }
        return cuts;
    }

private:
    NodeId renamed(NodeId node) const { return names_[index(node)]; }
    /// How many cuts of the plan are this fault's: one for each node that may lead, if it strikes
    /// whoever leads; else one. They lie one behind the other, up to those of the next fault.
    std::size_t cuts_of(const NodeFault& fault) const {
        std::size_t end = faults_.cuts.size();
        for (const NodeFault& other : faults_.nodes)
            if (other.kind == NodeFault::Kind::cut && other.cut > fault.cut)
                end = std::min<std::size_t>(end, other.cut);
        return end - fault.cut;
    }
    // The n-th cut of a fault that strikes who holds a post isolates its n-th candidate.
    std::uint16_t other_cut(const NodeFault& fault, const NodeFault& other, std::uint16_t n) const {
        if (!fault.target.post) return static_cast<std::uint16_t>(other.cut + n);
        const Post& post = cast_.posts[index(*fault.target.post)];
        return static_cast<std::uint16_t>(other.cut + post.place_of(renamed(post.candidates[n])));
    }
    /// Whether `fault`, under the new names, is `other`.
    bool becomes(const NodeFault& fault, const NodeFault& other) const {
        if (fault.kind != other.kind || fault.crash != other.crash) return false;
        if (fault.exit != other.exit || fault.torn != other.torn) return false;
        if (fault.limit != other.limit || fault.target.post != other.target.post) return false;
        if (!are_renamed(fault.target.nodes, other.target.nodes)) return false;
        if (fault.one_by_one != other.one_by_one) return false;
        if (fault.one_by_one && !are_renamed_in_order(fault.target.nodes, other.target.nodes))
            return false;
        if (fault.kind != NodeFault::Kind::cut) return true;
        if (fault.target.post && !are_candidates(cast_.posts[index(*fault.target.post)]))
            return false;
        for (std::uint16_t n = 0; n < cuts_of(fault); ++n)
            if (!are_renamed(faults_.cuts[fault.cut + n], faults_.cuts[other_cut(fault, other, n)]))
                return false;
        return true;
    }
    /// Whether those who may hold the post are, under their new names, those who may.
    bool are_candidates(const Post& post) const {
        return std::all_of(post.candidates.begin(), post.candidates.end(), [&](NodeId node) {
            return post.place_of(renamed(node)) < post.candidates.size();
        });
    }
    NodeId renamed_part(NodeId node) const { return renamed(node); }
    std::pair<NodeId, NodeId> renamed_part(const std::pair<NodeId, NodeId>& pair) const {
        return {renamed(pair.first), renamed(pair.second)};
    }
    bool are_renamed_in_order(std::vector<NodeId> nodes, const std::vector<NodeId>& others) const {
        for (NodeId& node : nodes) node = renamed(node);
        return nodes == others;
    }
    /// Whether `others` are `parts` under their new names, in any order.
    template <class Part>
    bool are_renamed(std::vector<Part> parts, const std::vector<Part>& others) const {
        for (Part& part : parts) part = renamed_part(part);
        return std::is_permutation(parts.begin(), parts.end(), others.begin(), others.end());
    }

    const Wiring& wiring_;
    const FaultPlan& faults_;
    const Cast& cast_;
    const NodeNames& names_;
};

}  // namespace mqfate
