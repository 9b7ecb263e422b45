// The topology: nodes, racks and links, and what follows from their graph alone.
//
//      n0   n1      n2        A node hangs on the switch of its rack, or on the core if it has
//        \ /        |         none; a rack's switch hangs on the core. A link can also join two
//       rack 0    rack 1      nodes, a node and a rack, or two racks. Everything forwards, nodes
//           \     /           too, so a ring of nodes is connected.
//             core
//
// Invariants: (1) A node in a rack has a link to the switch of that rack. (2) The value never
// changes: it is built once, for a plan. (3) Answers depend on the ids alone; whatever is a set
// comes in ascending order.
// Leaves out: routes that change while a fault lasts, odds of failure, disks and their sharing.
// Tested by: tests/sim/world/topology_test.cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/world/faults.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

/// A rack, its switch and its power: dense, from 0.
using RackId = Strong<struct RackTag, std::uint16_t>;
/// A link of the topology: dense, from 0.
using LinkId = Strong<struct LinkTag, std::uint32_t>;

/// What a link can end at: a node, the switch of a rack, or the core.
struct Junction {
    enum class Kind : std::uint8_t { node, rack, core };
    Kind kind = Kind::core;
    std::uint16_t number = 0;  ///< of the node or rack; 0 for the core
    friend constexpr auto operator<=>(const Junction&, const Junction&) = default;

    static constexpr Junction of(NodeId id) { return {Kind::node, id.value}; }
    static constexpr Junction of(RackId id) { return {Kind::rack, id.value}; }
    static constexpr Junction core() { return {}; }
};

struct RackedNode {
    std::string name;
    std::optional<RackId> rack;
    friend bool operator==(const RackedNode&, const RackedNode&) = default;
};

/// Full duplex: what passes one way does not wait for what passes the other. A default profile is
/// free: no delay, no loss, no queue.
struct Link {
    Junction a;
    Junction b;
    WireProfile there;  ///< from a to b
    WireProfile back;   ///< from b to a
    friend bool operator==(const Link&, const Link&) = default;
};

/// A partition, as a person states it: between two groups of nodes, by links that are cut, or both.
struct Cut {
    std::vector<NodeId> from{};
    std::vector<NodeId> to{};
    bool both_ways = true;  ///< of the groups; a cut link is cut both ways
    std::vector<LinkId> links{};
    friend bool operator==(const Cut&, const Cut&) = default;
};

class Topology {
public:
    Topology() = default;
    /// `links` by LinkId. Requires: their ends exist and differ; invariant (1); fewer than 2^15
    /// nodes and as many racks. Takes nodes^2 * (hops + 1) words: 300 nodes, 1 megabyte.
    Topology(std::vector<RackedNode> nodes, std::vector<std::string> racks,
             std::vector<Link> links);

    /// Everybody reaches everybody at the price of one `usual`, with one link a node: its way out
    /// is `usual` and its way in is free. Between racks, `uplink` comes on top, on the way out of
    /// the rack, shared by all of it. Links: by NodeId, then by RackId, then `more`.
    static Topology full_mesh(std::vector<RackedNode> nodes, std::vector<std::string> racks,
                              const WireProfile& usual, const WireProfile& uplink = {},
                              const std::vector<Link>& more = {});
    /// The same without racks: a star around the core.
    static Topology full_mesh(const std::vector<std::string>& names, const WireProfile& usual);

    const std::vector<RackedNode>& nodes() const { return nodes_; }
    const std::vector<std::string>& racks() const { return racks_; }
    const std::vector<Link>& links() const { return links_; }

    /// The links from `from` to `to` in order: a path of the fewest links and, of these, the one
    /// with the lowest first link, then second, and so on. The way back need not be its mirror.
    /// Empty: the same node, or no path. Valid as long as the topology.
    std::span<const LinkId> path(NodeId from, NodeId to) const;

    /// Whether any path is left without the links in `cut`. A node always reaches itself.
    bool reaches(NodeId from, NodeId to, std::span<const LinkId> cut = {}) const;

    /// The pairs between which nothing passes: those of the groups, without a node and itself, and
    /// those that no path joins without the cut links.
    CutPairs blocked_by(const Cut& cut) const;

    /// The nodes, racks' switches and the core of which one alone, when it is gone, leaves some
    /// other client without any target that it could reach before.
    std::vector<Junction> single_points_of_failure(std::span<const NodeId> clients,
                                                   std::span<const NodeId> targets) const;

    /// The fewest nodes, the client not among them, whose crash takes every copy or separates it
    /// from the client; of several such sets the one next to the client. Switches do not crash.
    /// Nothing: none suffices, since the client has a copy.
    std::optional<std::vector<NodeId>> smallest_cut(NodeId client,
                                                    std::span<const NodeId> replicas) const;
    /// The same by racks that lose power, with their switch and all of their nodes. The client's
    /// own rack does not: without the client nobody would ask. Nothing: none suffices.
    std::optional<std::vector<RackId>> smallest_power_cut(NodeId client,
                                                          std::span<const NodeId> replicas) const;

    friend bool operator==(const Topology&, const Topology&) = default;

private:
    void find_paths();

    std::vector<RackedNode> nodes_;  ///< by NodeId
    std::vector<std::string> racks_;
    std::vector<Link> links_;
    /// By from * nodes + to: where the path begins in `steps_`; it ends where the next begins.
    std::vector<std::uint32_t> path_begins_;
    std::vector<LinkId> steps_;
};

}  // namespace mqfate
