#include "sim/world/topology.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace mqfate::topology_test {

constexpr NodeId a{0};
constexpr NodeId b{1};
constexpr NodeId c{2};
constexpr NodeId d{3};

WireProfile wire(std::int64_t ms) {
    WireProfile profile;
    profile.delay = Delay::constant(milliseconds(ms));
    return profile;
}
/// Everybody may connect to everybody.
Wiring wired(const WireProfile& usual, const std::vector<DeclaredLink>& links = {}) {
    Wiring wiring;
    wiring.names = {"a", "b", "c", "d"};
    for (const NodeId client : {a, b, c, d})
        for (const NodeId server : {a, b, c, d})
            if (client != server) wiring.channels.push_back({client, server});
    wiring.index_channels();
    lay_wires(wiring, usual, links);
    return wiring;
}
const std::vector<WireId>& route(const Wiring& wiring, NodeId from, NodeId to) {
    return wiring.routes[2 * wiring.channel(from, to).value];
}
/// How long a packet takes from one node to the other, in ms.
std::int64_t ms_between(const Wiring& wiring, NodeId from, NodeId to) {
    Duration sum{};
    for (const WireId id : route(wiring, from, to)) sum += mean(wiring.wires[index(id)].delay);
    return sum.ns / 1'000'000;
}

TEST_CASE("topology: without links, everybody is one usual wire away, shared by all it sends") {
    const Wiring wiring = wired(wire(3));
    for (const NodeId to : {b, c, d}) {
        CHECK(ms_between(wiring, a, to) == 3);
        CHECK(ms_between(wiring, to, a) == 3);
        CHECK(route(wiring, a, to) == route(wiring, a, b));  // the queue in front of a's wire
    }
    CHECK(route(wiring, a, b) != route(wiring, b, a));
    CHECK(wiring.wires.size() == 4);
}

TEST_CASE("topology: a channel's answers go the way of its requests' sender back") {
    const Wiring wiring = wired(wire(3));
    const std::uint32_t flow = 2 * wiring.channel(a, b).value;
    CHECK(wiring.routes[flow + 1] == route(wiring, b, a));
}

TEST_CASE("topology: a declared link is preferred, one wire each way for all of its ends") {
    const Wiring wiring = wired(wire(3), {{{a, b}, {c, d}, wire(50)}});
    CHECK(ms_between(wiring, a, c) == 50);
    CHECK(ms_between(wiring, d, b) == 50);
    CHECK(ms_between(wiring, a, b) == 3);
    CHECK(ms_between(wiring, c, d) == 3);
    CHECK(route(wiring, a, c) == route(wiring, b, d));  // shared: its queue is one
    CHECK(route(wiring, a, c) != route(wiring, c, a));
}

TEST_CASE("topology: of two links the one between fewer hops is taken, not the faster way round") {
    const Wiring wiring =
        wired(wire(1), {{{a}, {b}, wire(90)}, {{a}, {c}, wire(2)}, {{c}, {b}, wire(2)}});
    CHECK(ms_between(wiring, a, b) == 90);
    CHECK(ms_between(wiring, a, c) == 2);
}

}  // namespace mqfate::topology_test
