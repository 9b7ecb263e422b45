#include "sim/world/topology.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <iterator>
#include <numeric>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/world/vertex_cut.hpp"

namespace mqfate {
namespace {

/// Vertices: the nodes, the racks' switches, the core. Edges lie in the order of their LinkId.
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, LinkId>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

Vertex vertex(const Topology& t, Junction junction) {
    switch (junction.kind) {
        case Junction::Kind::node: return junction.number;
        case Junction::Kind::rack: return t.nodes().size() + junction.number;
        case Junction::Kind::core: break;
    }
    return t.nodes().size() + t.racks().size();
}
Junction junction(const Topology& t, Vertex vertex) {
    const std::size_t nodes = t.nodes().size();
    if (vertex < nodes) return Junction::of(NodeId{static_cast<std::uint16_t>(vertex)});
    if (vertex < nodes + t.racks().size())
        return Junction::of(RackId{static_cast<std::uint16_t>(vertex - nodes)});
    return Junction::core();
}
std::size_t vertices(const Topology& t) { return t.nodes().size() + t.racks().size() + 1; }

Graph graph_of(const Topology& t) {
    Graph graph(vertices(t));
    for (std::uint32_t i = 0; i < t.links().size(); ++i)
        boost::add_edge(vertex(t, t.links()[i].a), vertex(t, t.links()[i].b), LinkId{i}, graph);
    return graph;
}

/// By vertex, whether a path leads there from any of `open`. Nothing passes through `gone` or over
/// links that are `cut` (by LinkId; empty: none is).
std::vector<bool> reached(const Graph& graph, std::vector<Vertex> open, std::optional<Vertex> gone,
                          const std::vector<bool>& cut) {
    std::vector<bool> seen(boost::num_vertices(graph));
    while (!open.empty()) {
        const Vertex at = open.back();
        open.pop_back();
        if (seen[at] || at == gone) continue;
        seen[at] = true;
        for (const auto& edge : boost::make_iterator_range(boost::out_edges(at, graph)))
            if (cut.empty() || !cut[index(graph[edge])]) open.push_back(boost::target(edge, graph));
    }
    return seen;
}

std::vector<bool> marked(std::span<const LinkId> links, std::size_t all) {
    std::vector<bool> marks(all);
    for (const LinkId link : links) {
        CHECK(index(link) < all, "a link that the topology does not have");
        marks[index(link)] = true;
    }
    return marks;
}

/// Takes vertices away in groups: `group_of` by vertex, `removable` by group. A group is connected
/// in itself, so it can stand as one vertex.
std::optional<std::vector<std::size_t>> cut_of(const Topology& t,
                                               const std::vector<std::size_t>& group_of,
                                               std::vector<bool> removable, NodeId client,
                                               std::span<const NodeId> replicas) {
    CutProblem problem{std::move(removable), {}, group_of[index(client)], {}};
    for (const Link& link : t.links())
        problem.edges.emplace_back(group_of[vertex(t, link.a)], group_of[vertex(t, link.b)]);
    for (const NodeId replica : replicas) problem.sinks.push_back(group_of[index(replica)]);
    return smallest_vertex_cut(problem);
}

}  // namespace

Topology::Topology(std::vector<RackedNode> nodes, std::vector<std::string> racks,
                   std::vector<Link> links)
    : nodes_(std::move(nodes)), racks_(std::move(racks)), links_(std::move(links)) {
    CHECK(nodes_.size() < 1U << 15 && racks_.size() < 1U << 15, "more than ids can name");
    std::vector<bool> hangs(nodes_.size());
    for (const Link& link : links_) {
        for (const auto& [end, other] : {std::pair{link.a, link.b}, std::pair{link.b, link.a}}) {
            const bool is_node = end.kind == Junction::Kind::node;
            const bool is_rack = end.kind == Junction::Kind::rack;
            CHECK(!is_node || end.number < nodes_.size(), "a link to no node");
            CHECK(!is_rack || end.number < racks_.size(), "a link to no rack");
            CHECK(end != other, "a link from a place to itself");
            if (is_node && nodes_[end.number].rack)
                if (other == Junction::of(*nodes_[end.number].rack)) hangs[end.number] = true;
        }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        CHECK(!nodes_[i].rack || hangs[i], "a node without a link to its rack");
    find_paths();
}

Topology Topology::full_mesh(std::vector<RackedNode> nodes, std::vector<std::string> racks,
                             const WireProfile& usual, const WireProfile& uplink,
                             const std::vector<Link>& more) {
    std::vector<Link> links;
    for (std::uint16_t i = 0; i < nodes.size(); ++i) {
        const auto& rack = nodes[i].rack;
        links.push_back({Junction::of(NodeId{i}), rack ? Junction::of(*rack) : Junction::core(),
                         usual, WireProfile{}});
    }
    for (std::uint16_t i = 0; i < racks.size(); ++i)
        links.push_back({Junction::of(RackId{i}), Junction::core(), uplink, WireProfile{}});
    links.insert(links.end(), more.begin(), more.end());
    return {std::move(nodes), std::move(racks), std::move(links)};
}

Topology Topology::full_mesh(const std::vector<std::string>& names, const WireProfile& usual) {
    std::vector<RackedNode> nodes;
    for (const std::string& name : names) nodes.push_back({name, std::nullopt});
    return full_mesh(std::move(nodes), {}, usual);
}

// A breadth-first search that takes edges by LinkId finds vertices of a level in the order of their
// paths, so the first path found is the one that path() promises.
void Topology::find_paths() {
    const Graph graph = graph_of(*this);
    std::vector<std::optional<Graph::edge_descriptor>> into(vertices(*this));
    const auto visitor = boost::make_bfs_visitor(
        boost::record_edge_predecessors(into.data(), boost::on_tree_edge()));
    for (Vertex from = 0; from < nodes_.size(); ++from) {
        std::fill(into.begin(), into.end(), std::nullopt);
        boost::breadth_first_search(graph, from, boost::visitor(visitor));
        for (Vertex to = 0; to < nodes_.size(); ++to) {
            path_begins_.push_back(static_cast<std::uint32_t>(steps_.size()));
            const auto begin = static_cast<std::ptrdiff_t>(steps_.size());
            for (Vertex at = to; at != from && into[at]; at = boost::source(*into[at], graph))
                steps_.push_back(graph[*into[at]]);
            std::reverse(steps_.begin() + begin, steps_.end());
        }
    }
    path_begins_.push_back(static_cast<std::uint32_t>(steps_.size()));
}

std::span<const LinkId> Topology::path(NodeId from, NodeId to) const {
    CHECK(index(from) < nodes_.size() && index(to) < nodes_.size(), "a path of no node");
    const std::size_t place = index(from) * nodes_.size() + index(to);
    const std::uint32_t begin = path_begins_[place];
    return std::span(steps_).subspan(begin, path_begins_[place + 1] - begin);
}

bool Topology::reaches(NodeId from, NodeId to, std::span<const LinkId> cut) const {
    return reached(graph_of(*this), {index(from)}, {}, marked(cut, links_.size()))[index(to)];
}

CutPairs Topology::blocked_by(const Cut& cut) const {
    CutPairs pairs;
    for (const NodeId from : cut.from)
        for (const NodeId to : cut.to) {
            if (from == to) continue;
            pairs.emplace_back(from, to);
            if (cut.both_ways) pairs.emplace_back(to, from);
        }
    const Graph graph = graph_of(*this);
    const std::vector<bool> marks = marked(cut.links, links_.size());
    for (std::uint16_t from = 0; !cut.links.empty() && from < nodes_.size(); ++from) {
        const std::vector<bool> seen = reached(graph, {from}, {}, marks);
        for (std::uint16_t to = 0; to < nodes_.size(); ++to)
            if (!seen[to]) pairs.emplace_back(NodeId{from}, NodeId{to});
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

std::vector<Junction> Topology::single_points_of_failure(std::span<const NodeId> clients,
                                                         std::span<const NodeId> targets) const {
    const Graph graph = graph_of(*this);
    std::vector<Vertex> ends;
    for (const NodeId target : targets) ends.push_back(index(target));
    // Without any other vertex than these, all that is left is as connected as before.
    std::vector<Vertex> suspects = ends;
    boost::articulation_points(graph, std::back_inserter(suspects));
    std::sort(suspects.begin(), suspects.end());
    suspects.erase(std::unique(suspects.begin(), suspects.end()), suspects.end());
    const std::vector<bool> before = reached(graph, ends, {}, {});
    std::vector<Junction> found;
    for (const Vertex gone : suspects) {
        const std::vector<bool> after = reached(graph, ends, gone, {});
        if (std::any_of(clients.begin(), clients.end(), [&](NodeId client) {
                return index(client) != gone && before[index(client)] && !after[index(client)];
            }))
            found.push_back(junction(*this, gone));
    }
    return found;
}

std::optional<std::vector<NodeId>> Topology::smallest_cut(NodeId client,
                                                          std::span<const NodeId> replicas) const {
    std::vector<std::size_t> itself(vertices(*this));
    std::iota(itself.begin(), itself.end(), std::size_t{0});
    std::vector<bool> removable(vertices(*this));
    for (Vertex v = 0; v < nodes_.size(); ++v) removable[v] = true;
    const auto cut = cut_of(*this, itself, std::move(removable), client, replicas);
    if (!cut) return std::nullopt;
    std::vector<NodeId> nodes;
    for (const Vertex v : *cut) nodes.push_back({static_cast<std::uint16_t>(v)});
    return nodes;
}

std::optional<std::vector<RackId>> Topology::smallest_power_cut(
    NodeId client, std::span<const NodeId> replicas) const {
    std::vector<std::size_t> power_of(vertices(*this));
    std::iota(power_of.begin(), power_of.end(), std::size_t{0});
    for (Vertex v = 0; v < nodes_.size(); ++v)
        if (nodes_[v].rack) power_of[v] = vertex(*this, Junction::of(*nodes_[v].rack));
    std::vector<bool> removable(vertices(*this));
    for (Vertex v = nodes_.size(); v < nodes_.size() + racks_.size(); ++v) removable[v] = true;
    const auto cut = cut_of(*this, power_of, std::move(removable), client, replicas);
    if (!cut) return std::nullopt;
    std::vector<RackId> racks;
    for (const Vertex v : *cut) racks.push_back({static_cast<std::uint16_t>(v - nodes_.size())});
    return racks;
}

}  // namespace mqfate
