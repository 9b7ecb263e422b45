// The topology: the graph of nodes, switches and wires (Boost.Graph), from which the plan's wiring
// is made.
//
// Every node hangs on one core switch by a wire of its own out (where its bandwidth and the queue
// in front of it are) and free of charge in. A declared link is a switch for each direction that
// its two ends share, and is preferred to the core. Routes are shortest paths, so what a link
// carries follows from the graph. Only switches forward, and none of them fails, so who reaches
// whom is a matter of nodes and cuts alone (faults.hpp). Tested by:
// tests/sim/world/topology_test.cpp.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

class Topology {
public:
    /// `nodes` nodes, numbered from 0, each connected to the core by a wire like `usual`.
    Topology(std::size_t nodes, const WireProfile& usual);

    /// A link between every node of `a` and every node of `b`, shared by them, one wire each way.
    void link(const std::vector<NodeId>& a, const std::vector<NodeId>& b,
              const WireProfile& profile);

    /// Fills in wires and routes of `wiring`. Requires: names and channels are there.
    void wire(Wiring& wiring) const;

private:
    struct Edge {
        std::int64_t length = 0;
        std::uint32_t wire = no_wire;
    };
    static constexpr std::uint32_t no_wire = 0xffff'ffff;
    static constexpr std::int64_t core_length = 3;  // longer than a declared link
    static constexpr std::int64_t link_length = 2;
    using Graph =
        boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Edge>;
    using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

    std::uint32_t add_wire(const WireProfile& profile);
    void one_way(const std::vector<NodeId>& from, const std::vector<NodeId>& to,
                 const WireProfile& profile);
    std::vector<WireId> route(const std::vector<Vertex>& predecessors, Vertex from,
                              Vertex to) const;

    std::size_t nodes_;
    Graph graph_;
    std::vector<WireProfile> wires_;
};

}  // namespace mqfate
