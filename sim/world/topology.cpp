#include "sim/world/topology.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace mqfate {

Topology::Topology(std::size_t nodes, const WireProfile& usual) : nodes_(nodes), graph_(nodes + 1) {
    const Vertex core = nodes;
    for (Vertex node = 0; node < nodes; ++node) {
        boost::add_edge(node, core, Edge{core_length, add_wire(usual)}, graph_);
        boost::add_edge(core, node, Edge{core_length, no_wire}, graph_);
    }
}

std::uint32_t Topology::add_wire(const WireProfile& profile) {
    wires_.push_back(profile);
    return static_cast<std::uint32_t>(wires_.size() - 1);
}

void Topology::one_way(const std::vector<NodeId>& from, const std::vector<NodeId>& to,
                       const WireProfile& profile) {
    const Vertex gate = boost::add_vertex(graph_);
    const std::uint32_t wire = add_wire(profile);
    for (const NodeId node : from)
        boost::add_edge(index(node), gate, Edge{link_length, wire}, graph_);
    for (const NodeId node : to)
        boost::add_edge(gate, index(node), Edge{link_length, no_wire}, graph_);
}

void Topology::link(const std::vector<NodeId>& a, const std::vector<NodeId>& b,
                    const WireProfile& profile) {
    one_way(a, b, profile);
    one_way(b, a, profile);
}

std::vector<WireId> Topology::route(const std::vector<Vertex>& predecessors, Vertex from,
                                    Vertex to) const {
    std::vector<WireId> wires;
    for (Vertex at = to; at != from; at = predecessors[at]) {
        const auto [edge, found] = boost::edge(predecessors[at], at, graph_);
        CHECK(found, "a path along no edge");
        if (graph_[edge].wire != no_wire) wires.push_back(WireId{graph_[edge].wire});
    }
    std::reverse(wires.begin(), wires.end());
    return wires;
}

void Topology::wire(Wiring& wiring) const {
    wiring.wires = wires_;
    wiring.routes.assign(2 * wiring.channels.size(), {});
    std::vector<std::vector<std::uint32_t>> flows_from(nodes_);  // by sender: 2 * channel + way
    for (std::uint32_t flow = 0; flow < wiring.routes.size(); ++flow) {
        const NodeId sender = wiring.channels[flow / 2].sender(static_cast<Way>(flow % 2));
        flows_from[index(sender)].push_back(flow);
    }
    std::vector<Vertex> predecessors(boost::num_vertices(graph_));
    for (Vertex from = 0; from < nodes_; ++from) {
        if (flows_from[from].empty()) continue;
        boost::dijkstra_shortest_paths(graph_, from,
                                       boost::predecessor_map(predecessors.data())
                                           .weight_map(boost::get(&Edge::length, graph_)));
        for (const std::uint32_t flow : flows_from[from]) {
            const NodeId to = wiring.channels[flow / 2].receiver(static_cast<Way>(flow % 2));
            wiring.routes[flow] = route(predecessors, from, index(to));
        }
    }
}

}  // namespace mqfate
