#include "sim/world/topology.hpp"

#include <algorithm>
#include <concepts>
#include <vector>

#include "sim/base/luck.hpp"

#include <doctest/doctest.h>

namespace mqfate {
namespace {

static_assert(std::regular<Topology>);

constexpr NodeId a{0}, b{1}, c{2}, d{3};
constexpr RackId west{0}, east{1};

using Nodes = std::vector<NodeId>;
using Links = std::vector<LinkId>;

WireProfile wire(std::int64_t ms) {
    WireProfile profile;
    profile.delay = Delay::constant(milliseconds(ms));
    return profile;
}
Link joined(NodeId one, NodeId other) {
    return {Junction::of(one), Junction::of(other), wire(1), wire(1)};
}
NodeId node(std::size_t number) { return {static_cast<std::uint16_t>(number)}; }

Links path(const Topology& topology, NodeId from, NodeId to) {
    const auto links = topology.path(from, to);
    return {links.begin(), links.end()};
}

/// What a packet waits on its path, in ms. Follows the path, so a broken one is found.
std::int64_t ms_between(const Topology& topology, NodeId from, NodeId to) {
    Duration sum{};
    Junction at = Junction::of(from);
    for (const LinkId id : topology.path(from, to)) {
        const Link& link = topology.links()[index(id)];
        REQUIRE((link.a == at || link.b == at));
        const bool there = link.a == at;
        sum += mean((there ? link.there : link.back).delay);
        at = there ? link.b : link.a;
    }
    CHECK(at == Junction::of(to));
    return sum.ns / 1'000'000;
}

/// a   b        c     d        Links 0 to 3: the nodes'; 4 and 5: the uplinks. A packet pays 3 ms
///  \ /         |     |        on its way out of a node, and 20 ms out of a rack.
///  west -4-- core -5- east    d is in the east, c in no rack.
Topology two_racks() {
    return Topology::full_mesh({{"a", west}, {"b", west}, {"c", {}}, {"d", east}}, {"west", "east"},
                               wire(3), wire(20));
}

/// 0 -0- 1 -1- 2 ... and back to 0: nodes and links alike are numbered around the ring.
Topology ring(std::size_t size) {
    std::vector<RackedNode> nodes;
    std::vector<Link> links;
    for (std::size_t i = 0; i < size; ++i) {
        nodes.push_back({"n" + std::to_string(i), std::nullopt});
        links.push_back(joined(node(i), node((i + 1) % size)));
    }
    return {nodes, {}, links};
}

TEST_CASE("topology: in a star everybody is one usual wire from everybody") {
    //  a   b   c    Links 0, 1, 2.
    //   \  |  /
    //    core
    const Topology star = Topology::full_mesh({"a", "b", "c"}, wire(3));
    CHECK(path(star, a, c) == Links{{0}, {2}});
    CHECK(path(star, c, a) == Links{{2}, {0}});
    CHECK(path(star, a, a).empty());
    for (const NodeId from : {a, b, c})
        for (const NodeId to : {a, b, c}) CHECK(ms_between(star, from, to) == (from == to ? 0 : 3));
}

TEST_CASE("topology: a full mesh of 100 brokers and 200 clients has 300 links") {
    const Topology mesh = Topology::full_mesh(std::vector<std::string>(300, "n"), wire(1));
    CHECK(mesh.links().size() == 300);  // not 300 * 299 / 2 = 44,850
    CHECK(ms_between(mesh, {299}, {0}) == 1);
}

TEST_CASE("topology: between racks the uplink comes on top, once") {
    const Topology t = two_racks();
    CHECK(path(t, a, b) == Links{{0}, {1}});
    CHECK(ms_between(t, a, b) == 3);
    CHECK(path(t, a, d) == Links{{0}, {4}, {5}, {3}});
    CHECK(ms_between(t, a, d) == 23);
    CHECK(ms_between(t, d, a) == 23);
    CHECK(ms_between(t, a, c) == 23);
    CHECK(ms_between(t, c, a) == 3);  // c is in no rack that it would have to leave
}

TEST_CASE("topology: a link of its own is shorter than the way over the switches") {
    const Link own{Junction::of(a), Junction::of(d), wire(7), wire(8)};
    const Topology t = Topology::full_mesh({{"a", west}, {"b", west}, {"c", {}}, {"d", east}},
                                           {"west", "east"}, wire(3), wire(20), {own});
    CHECK(path(t, a, d) == Links{{6}});
    CHECK(ms_between(t, a, d) == 7);
    CHECK(ms_between(t, d, a) == 8);
    CHECK(path(t, a, c) == Links{{0}, {4}, {2}});  // 3 links; over d it would be 3, but 6 > 0
}

TEST_CASE("topology: of paths of equal length the lowest link decides, from the sender on") {
    //  0 -0- 1
    //  3     1     From 0 to 2: links 0, 1 or 3, 2. From 2 to 0: 1, 0 or 2, 3.
    //  3 -2- 2     From 1 to 3: links 0, 3 or 1, 2. From 3 to 1: 2, 1 or 3, 0.
    const Topology square = ring(4);
    CHECK(path(square, a, c) == Links{{0}, {1}});
    CHECK(path(square, c, a) == Links{{1}, {0}});
    CHECK(path(square, b, d) == Links{{0}, {3}});
    CHECK(path(square, d, b) == Links{{2}, {1}});  // not the mirror of the way there
}

TEST_CASE("topology: a ring survives one cut link and not two") {
    const Topology square = ring(4);
    const Links one{{0}};
    const Links two{{0}, {2}};
    CHECK(square.reaches(a, c));
    CHECK(square.reaches(a, b, one));
    CHECK_FALSE(square.reaches(a, b, two));
    CHECK(square.reaches(a, d, two));
    CHECK(square.reaches(a, a, two));
}

TEST_CASE("topology: without a path the path is empty") {
    const Topology apart({{"a", {}}, {"b", {}}}, {}, {});
    CHECK(path(apart, a, b).empty());
    CHECK_FALSE(apart.reaches(a, b));
    CHECK(apart.blocked_by({}).empty());  // a partition blocks, not the lack of a link
}

TEST_CASE("topology: a partition between groups blocks their pairs (one way, both ways)") {
    const Topology star = Topology::full_mesh({"a", "b", "c", "d"}, wire(1));
    CHECK(star.blocked_by({.from = {a, b}, .to = {c}, .both_ways = false}) ==
          CutPairs{{a, c}, {b, c}});
    CHECK(star.blocked_by({.from = {a}, .to = {c}}) == CutPairs{{a, c}, {c, a}});
    // Groups that overlap: nobody is cut from itself, no pair comes twice.
    CHECK(star.blocked_by({.from = {a, b}, .to = {b, a}}) == CutPairs{{a, b}, {b, a}});
}

TEST_CASE("topology: cut links block who has no other way") {
    //  0 x 1       0 and 3 are apart from 1 and 2: 2 * 2 pairs, each way.
    //  |   |
    //  3 x 2
    const Topology square = ring(4);
    CHECK(square.blocked_by({.links = {{0}}}).empty());
    const CutPairs pairs{{a, b}, {a, c}, {b, a}, {b, d}, {c, a}, {c, d}, {d, b}, {d, c}};
    CHECK(square.blocked_by({.links = {{0}, {2}}}) == pairs);
    // Together with groups, both count: one link is not enough, but a and d are named.
    CHECK(square.blocked_by({.from = {a}, .to = {d}, .both_ways = false, .links = {{0}}}) ==
          CutPairs{{a, d}});
    // The uplink of the west: a and b have each other left.
    CHECK(two_racks().blocked_by({.links = {{4}}}) ==
          CutPairs{{a, c}, {a, d}, {b, c}, {b, d}, {c, a}, {c, b}, {d, a}, {d, b}});
}

TEST_CASE("topology: single points of failure are what all ways to all targets share") {
    using Junctions = std::vector<Junction>;
    const Nodes client{c}, only{a}, both_west{a, b}, one_each{a, d};
    const Topology t = two_racks();
    // c ... core ... west ... a: all of it.
    CHECK(t.single_points_of_failure(client, only) ==
          Junctions{Junction::of(a), Junction::of(west), Junction::core()});
    CHECK(t.single_points_of_failure(client, both_west) ==
          Junctions{Junction::of(west), Junction::core()});
    CHECK(t.single_points_of_failure(client, one_each) == Junctions{Junction::core()});
    // A client beside its target needs no core, and does not count for itself.
    const Nodes beside{b};
    CHECK(t.single_points_of_failure(beside, both_west) == Junctions{});
    // In a ring only the target itself; in a mesh with two targets nothing.
    CHECK(ring(5).single_points_of_failure(client, only) == Junctions{Junction::of(a)});
    const Topology triangle = ring(3);
    CHECK(triangle.single_points_of_failure(client, both_west) == Junctions{});
}

TEST_CASE("topology: the smallest cut takes every copy, or the nodes before them") {
    const Nodes copies{a, b, d};
    CHECK(two_racks().smallest_cut(c, copies) == copies);  // switches do not crash
    // The client 0 of a ring of six; 2, 3 and 4 have copies: crash its neighbours 1 and 5.
    const Nodes far{{2}, {3}, {4}};
    CHECK(ring(6).smallest_cut({0}, far) == Nodes{{1}, {5}});
    const Nodes one{{3}};
    CHECK(ring(6).smallest_cut({0}, one) == one);
    const Nodes own{{0}, {3}};
    CHECK_FALSE(ring(6).smallest_cut({0}, own));  // the client has a copy
    // A mesh of direct links: every node that has a copy.
    const Topology mesh(
        {{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}}, {},
        {joined(a, b), joined(a, c), joined(a, d), joined(b, c), joined(b, d), joined(c, d)});
    const Nodes others{b, c, d};
    CHECK(mesh.smallest_cut(a, others) == others);
}

TEST_CASE("topology: a rack's power takes all of its copies at once") {
    const Topology t = two_racks();
    const Nodes in_west{a, b}, everywhere{a, b, d}, with_own{b, c}, beside{b};
    using Racks = std::vector<RackId>;
    CHECK(t.smallest_cut(c, in_west) == in_west);
    CHECK(t.smallest_power_cut(c, in_west) == Racks{west});
    CHECK(t.smallest_power_cut(c, everywhere) == Racks{west, east});
    CHECK(t.smallest_power_cut(d, in_west) == Racks{west});
    CHECK_FALSE(t.smallest_power_cut(d, with_own));  // c is in no rack
    CHECK_FALSE(t.smallest_power_cut(a, beside));    // only the client's own rack would do
}

/// Seven nodes and about eight links, some of them double.
Topology random_topology(std::uint64_t run) {
    const Luck luck{12, run};
    std::vector<Link> links;
    for (std::uint64_t i = 0; i < 8; ++i) {
        const NodeId one = node(below(luck.draw(Purpose::test, 0, i), 7));
        const NodeId other = node(below(luck.draw(Purpose::test, 1, i), 7));
        if (one != other) links.push_back(joined(one, other));
    }
    return {std::vector<RackedNode>(7), {}, links};
}

/// The best of all simple paths that go on from `so_far` at `at`; `best` empty: none yet.
void best_path(const Topology& t, Junction at, Junction to, std::vector<bool>& seen, Links& so_far,
               Links& best) {
    const bool shorter = best.empty() || so_far.size() < best.size();
    if (at == to && (shorter || (so_far.size() == best.size() && so_far < best))) best = so_far;
    if (at == to) return;
    seen[at.number] = true;
    for (std::uint32_t i = 0; i < t.links().size(); ++i) {
        const Link& link = t.links()[i];
        if (link.a != at && link.b != at) continue;
        const Junction next = link.a == at ? link.b : link.a;
        if (seen[next.number]) continue;
        so_far.push_back({i});
        best_path(t, next, to, seen, so_far, best);
        so_far.pop_back();
    }
    seen[at.number] = false;
}

TEST_CASE("topology: a path is the best of all paths, and there if one can reach (200 graphs)") {
    for (std::uint64_t run = 0; run < 200; ++run) {
        CAPTURE(run);
        const Topology t = random_topology(run);
        for (std::size_t from = 0; from < 7; ++from)
            for (std::size_t to = 0; to < 7; ++to) {
                Links so_far, best;
                std::vector<bool> seen(7);
                best_path(t, Junction::of(node(from)), Junction::of(node(to)), seen, so_far, best);
                CHECK(path(t, node(from), node(to)) == best);
                CHECK(t.reaches(node(from), node(to)) == (from == to || !best.empty()));
            }
    }
}

TEST_CASE("topology: single points of failure are what taking each node away finds (200 graphs)") {
    const Nodes clients{a, b}, targets{c, d};
    std::size_t all = 0;
    for (std::uint64_t run = 0; run < 200; ++run) {
        CAPTURE(run);
        const Topology t = random_topology(run);
        const auto served = [&](NodeId client, const Links& cut, NodeId gone) {
            return std::any_of(targets.begin(), targets.end(), [&](NodeId target) {
                return target != gone && t.reaches(client, target, cut);
            });
        };
        std::vector<Junction> expected;
        for (std::size_t i = 0; i < 7; ++i) {
            Links around;  // a node is gone when all of its links are cut
            for (std::uint32_t l = 0; l < t.links().size(); ++l)
                if (t.links()[l].a.number == i || t.links()[l].b.number == i) around.push_back({l});
            if (std::any_of(clients.begin(), clients.end(), [&](NodeId client) {
                    return client != node(i) && served(client, {}, no_node) &&
                           !served(client, around, node(i));
                }))
                expected.push_back(Junction::of(node(i)));
        }
        CHECK(t.single_points_of_failure(clients, targets) == expected);
        all += expected.size();
    }
    CHECK(all > 50);  // otherwise there was nothing to find
}

}  // namespace
}  // namespace mqfate
