#include "sim/world/vertex_cut.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"

#include <doctest/doctest.h>

namespace mqfate {
namespace {

using Vertices = std::vector<std::size_t>;

TEST_CASE("vertex cut: of several smallest sets it is the one next to the source") {
    // 0 --- 1 --- 2 --- 3: each of 1, 2, 3 alone parts 0 from 3.
    CutProblem line{std::vector<bool>(4, true), {{0, 1}, {1, 2}, {2, 3}}, 0, {3}};
    CHECK(smallest_vertex_cut(line) == Vertices{1});
    line.removable[1] = false;
    CHECK(smallest_vertex_cut(line) == Vertices{2});
}

TEST_CASE("vertex cut: two paths that share no vertex need two") {
    //   1 --- 2
    //  /       \      .
    // 0         5
    //  \       /
    //   3 --- 4
    const CutProblem ring{
        std::vector<bool>(6, true), {{0, 1}, {1, 2}, {2, 5}, {0, 3}, {3, 4}, {4, 5}}, 0, {2, 4, 5}};
    CHECK(smallest_vertex_cut(ring) == Vertices{1, 3});
}

TEST_CASE("vertex cut: nothing suffices against a sink that is the source, or cannot be removed") {
    CutProblem pair{{true, true}, {{0, 1}}, 0, {1}};
    CHECK(smallest_vertex_cut(pair) == Vertices{1});
    pair.removable[1] = false;
    CHECK_FALSE(smallest_vertex_cut(pair));
    CHECK_FALSE(smallest_vertex_cut({{true, true}, {}, 0, {0}}));
}

TEST_CASE("vertex cut: without any path to a sink nothing needs to go") {
    CHECK(smallest_vertex_cut({{true, true}, {}, 0, {1}}) == Vertices{});
    CHECK(smallest_vertex_cut({{true, true}, {{0, 1}}, 0, {}}) == Vertices{});
}

/// As sets of vertices, one bit each: what the source reaches when `gone` is gone.
std::uint32_t within_reach(const CutProblem& problem, std::uint32_t gone) {
    std::uint32_t seen = 1U << problem.source;
    for (std::size_t round = 0; round < problem.removable.size(); ++round)
        for (const auto& [a, b] : problem.edges) {
            if ((seen >> a & 1) != 0) seen |= (1U << b) & ~gone;
            if ((seen >> b & 1) != 0) seen |= (1U << a) & ~gone;
        }
    return seen;
}
std::uint32_t set_of(const Vertices& vertices) {
    std::uint32_t set = 0;
    for (const std::size_t v : vertices) set |= 1U << v;
    return set;
}

/// Seven vertices, an edge with odds 2/5, one or two sinks, one vertex in four cannot be removed.
CutProblem random_problem(std::uint64_t run) {
    const Luck luck{11, run};
    CutProblem problem;
    for (std::size_t v = 0; v < 7; ++v) {
        problem.removable.push_back(below(luck.draw(Purpose::test, 0, v), 4) != 0);
        for (std::size_t w = 0; w < v; ++w)
            if (below(luck.draw(Purpose::test, 1 + w, v), 5) < 2) problem.edges.emplace_back(v, w);
    }
    problem.sinks = {5, 5 + below(luck.draw(Purpose::test, 8, 0), 2)};
    return problem;
}

TEST_CASE("vertex cut: on small graphs it is what trying all sets finds (500 graphs)") {
    std::size_t with_choice = 0;
    for (std::uint64_t run = 0; run < 500; ++run) {
        CAPTURE(run);
        const CutProblem problem = random_problem(run);
        const std::uint32_t sinks = set_of(problem.sinks);
        std::vector<std::uint32_t> smallest;  // all cuts of the fewest vertices
        for (std::uint32_t gone = 0; gone < 1U << 7; ++gone) {
            bool allowed = (gone & 1) == 0;
            for (std::size_t v = 0; v < 7; ++v)
                if ((gone >> v & 1) != 0 && !problem.removable[v]) allowed = false;
            if (!allowed || (within_reach(problem, gone) & sinks) != 0) continue;
            if (!smallest.empty() && std::popcount(gone) < std::popcount(smallest[0]))
                smallest.clear();
            if (smallest.empty() || std::popcount(gone) == std::popcount(smallest[0]))
                smallest.push_back(gone);
        }
        const auto found = smallest_vertex_cut(problem);
        REQUIRE(found.has_value() == !smallest.empty());
        if (!found) continue;
        const std::uint32_t cut = set_of(*found);
        CHECK(std::find(smallest.begin(), smallest.end(), cut) != smallest.end());
        for (const std::uint32_t other : smallest)  // next to the source: none leaves it less
            CHECK((within_reach(problem, cut) & ~within_reach(problem, other)) == 0);
        with_choice += smallest.size() > 1;
    }
    CHECK(with_choice > 50);  // otherwise the choice was not tested
}

}  // namespace
}  // namespace mqfate
