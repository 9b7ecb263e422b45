// The fewest vertices that part one vertex of an undirected graph from some others.
//
// By Menger's theorem it is a maximum flow (Boost.Graph) on the graph in which each vertex is split
// into an entry and an exit, with one arc between them. Every maximum flow leaves the same vertices
// within reach of the source, so the answer does not depend on the algorithm or the order of edges.
// Tested by: tests/sim/world/vertex_cut_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace mqfate {

struct CutProblem {
    std::vector<bool> removable;  ///< by vertex; the source never is, whatever stands here
    std::vector<std::pair<std::size_t, std::size_t>> edges;
    std::size_t source = 0;
    std::vector<std::size_t> sinks;  ///< a removable sink is parted by its own removal, too
};

/// The vertices in ascending order; of several smallest sets the one next to the source, in which
/// no vertex can be replaced by nearer ones. Empty: no sink is within reach anyway. Nothing: no set
/// suffices. Requires: fewer than 2^20 vertices, all that is named is among them.
std::optional<std::vector<std::size_t>> smallest_vertex_cut(const CutProblem& problem);

}  // namespace mqfate
