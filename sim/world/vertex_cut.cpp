#include "sim/world/vertex_cut.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <cstdint>

#include "sim/base/check.hpp"

namespace mqfate {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Arc = boost::property<
    boost::edge_capacity_t, std::int64_t,
    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
using Flow =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Arc>;

/// More than can be removed in all: an arc that no smallest cut contains.
constexpr std::int64_t never = 1 << 20;

std::size_t entry(std::size_t vertex) { return 2 * vertex; }
std::size_t leave(std::size_t vertex) { return 2 * vertex + 1; }

void add_arc(Flow& flow, std::size_t from, std::size_t to, std::int64_t capacity) {
    const auto there = boost::add_edge(from, to, flow).first;
    const auto back = boost::add_edge(to, from, flow).first;
    boost::put(boost::edge_capacity, flow, there, capacity);
    boost::put(boost::edge_capacity, flow, back, 0);
    boost::put(boost::edge_reverse, flow, there, back);
    boost::put(boost::edge_reverse, flow, back, there);
}

bool can_go(const CutProblem& problem, std::size_t vertex) {
    return problem.removable[vertex] && vertex != problem.source;
}

/// The split graph; its last vertex is where all sinks lead.
Flow split(const CutProblem& problem) {
    const std::size_t vertices = problem.removable.size();
    CHECK(vertices < static_cast<std::size_t>(never), "a graph beyond what arcs can count");
    CHECK(problem.source < vertices, "a source that is no vertex");
    Flow flow(2 * vertices + 1);
    for (std::size_t v = 0; v < vertices; ++v)
        add_arc(flow, entry(v), leave(v), can_go(problem, v) ? 1 : never);
    for (const auto& [a, b] : problem.edges) {
        CHECK(a < vertices && b < vertices, "an edge to no vertex");
        add_arc(flow, leave(a), entry(b), never);
        add_arc(flow, leave(b), entry(a), never);
    }
    for (const std::size_t sink : problem.sinks) {
        CHECK(sink < vertices, "a sink that is no vertex");
        add_arc(flow, leave(sink), 2 * vertices, never);
    }
    return flow;
}

}  // namespace

std::optional<std::vector<std::size_t>> smallest_vertex_cut(const CutProblem& problem) {
    Flow flow = split(problem);
    const std::size_t vertices = problem.removable.size();
    std::vector<boost::default_color_type> color(boost::num_vertices(flow));
    std::vector<Flow::edge_descriptor> before(boost::num_vertices(flow));
    const std::int64_t most = boost::edmonds_karp_max_flow(
        flow, leave(problem.source), 2 * vertices, boost::get(boost::edge_capacity, flow),
        boost::get(boost::edge_residual_capacity, flow), boost::get(boost::edge_reverse, flow),
        color.data(), before.data());
    if (most >= never) return std::nullopt;
    // Its last search found no way to the end: what it saw is within reach of the source.
    const auto seen = [&](std::size_t v) { return color[v] != boost::white_color; };
    std::vector<std::size_t> cut;
    for (std::size_t v = 0; v < vertices; ++v)
        if (can_go(problem, v) && seen(entry(v)) && !seen(leave(v))) cut.push_back(v);
    CHECK(static_cast<std::int64_t>(cut.size()) == most, "a cut that is not the flow");
    return cut;
}

}  // namespace mqfate
