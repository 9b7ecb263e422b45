#include "sim/world/topology.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cstdint>

namespace mqfate {
namespace {

constexpr std::uint32_t no_wire = 0xffff'ffff;
constexpr std::int64_t core_length = 3;  // longer than a declared link
constexpr std::int64_t link_length = 2;

struct Edge {
    std::int64_t length = 0;
    std::uint32_t wire = no_wire;
};
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Edge>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

std::uint32_t add_wire(std::vector<WireProfile>& wires, const WireProfile& profile) {
    wires.push_back(profile);
    return static_cast<std::uint32_t>(wires.size() - 1);
}

/// Vertices: nodes by their numbers, then the core, then a switch for each direction of a link.
Graph graph_of(std::size_t nodes, const WireProfile& usual, const std::vector<DeclaredLink>& links,
               std::vector<WireProfile>& wires) {
    Graph graph(nodes + 1);
    const Vertex core = nodes;
    for (Vertex node = 0; node < nodes; ++node) {
        boost::add_edge(node, core, Edge{core_length, add_wire(wires, usual)}, graph);
        boost::add_edge(core, node, Edge{core_length, no_wire}, graph);
    }
    const auto one_way = [&](const std::vector<NodeId>& from, const std::vector<NodeId>& to,
                             const WireProfile& profile) {
        const Vertex gate = boost::add_vertex(graph);
        const std::uint32_t wire = add_wire(wires, profile);
        for (const NodeId node : from)
            boost::add_edge(index(node), gate, Edge{link_length, wire}, graph);
        for (const NodeId node : to)
            boost::add_edge(gate, index(node), Edge{link_length, no_wire}, graph);
    };
    for (const DeclaredLink& link : links) {
        one_way(link.a, link.b, link.profile);
        one_way(link.b, link.a, link.profile);
    }
    return graph;
}

std::vector<WireId> route(const Graph& graph, const std::vector<Vertex>& predecessors, Vertex from,
                          Vertex to) {
    std::vector<WireId> wires;
    for (Vertex at = to; at != from; at = predecessors[at]) {
        const auto [edge, found] = boost::edge(predecessors[at], at, graph);
        ENSURE(found, "a path along no edge");
        if (graph[edge].wire != no_wire) wires.push_back(WireId{graph[edge].wire});
    }
    std::reverse(wires.begin(), wires.end());
    return wires;
}

}  // namespace

void lay_wires(Wiring& wiring, const WireProfile& usual, const std::vector<DeclaredLink>& links) {
    const std::size_t nodes = wiring.names.size();
    wiring.wires.clear();
    const Graph graph = graph_of(nodes, usual, links, wiring.wires);
    wiring.routes.assign(2 * wiring.channels.size(), {});
    std::vector<std::vector<std::uint32_t>> flows_from(nodes);  // by sender: 2 * channel + way
    for (std::uint32_t flow = 0; flow < wiring.routes.size(); ++flow) {
        const NodeId sender = wiring.channels[flow / 2].sender(static_cast<Way>(flow % 2));
        flows_from[index(sender)].push_back(flow);
    }
    std::vector<Vertex> predecessors(boost::num_vertices(graph));
    for (Vertex from = 0; from < nodes; ++from) {
        if (flows_from[from].empty()) continue;
        boost::dijkstra_shortest_paths(graph, from,
                                       boost::predecessor_map(predecessors.data())
                                           .weight_map(boost::get(&Edge::length, graph)));
        for (const std::uint32_t flow : flows_from[from]) {
            const NodeId to = wiring.channels[flow / 2].receiver(static_cast<Way>(flow % 2));
            wiring.routes[flow] = route(graph, predecessors, from, index(to));
        }
    }
}

}  // namespace mqfate
