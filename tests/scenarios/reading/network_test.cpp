// The network and the disks: what a packet meets on its way from one node to another.
#include <string>
#include <string_view>
#include <vector>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::network_test {

using tests::scenario_of;

/// `members`: what "network" has. `more`: members of the scenario, as in `, "disk": {}`.
CommonPlan plan(const std::string& members, const std::string& more = "") {
    return *scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"orders": {}},
        "producers": {"shop": {"messages": 1}}, "consumers": {"billing": {}}},
        "network": {)" + members +
                        "}" + more + "}")
                .plan;
}

NodeId node(const Wiring& wiring, std::string_view name) {
    for (std::uint16_t n = 0; n < wiring.nodes(); ++n)
        if (wiring.names[n] == name) return {n};
    FAIL("no node of that name");
    return no_node;
}
/// The one wire from a client to a server, or on the way back.
WireId wire(const Wiring& wiring, std::string_view client, std::string_view server, Way way) {
    const ChannelId channel = wiring.channel(node(wiring, client), node(wiring, server));
    const auto& route = wiring.routes.at(2 * index(channel) + static_cast<std::size_t>(way));
    REQUIRE(route.size() == 1);
    return route[0];
}
WireProfile profile(const Wiring& wiring, std::string_view client, std::string_view server,
                    Way way = Way::to_server) {
    return wiring.wires.at(index(wire(wiring, client, server, way)));
}

TEST_CASE("network: by default a packet takes 200us to 400us, none is lost, nothing queues") {
    const Wiring wiring = plan("").wiring;
    CHECK(wiring.transport == Transport::connection);
    CHECK(wiring.retransmission_timeout == milliseconds(200));
    for (const Way way : {Way::to_server, Way::to_client})
        for (const auto& [client, server] : {std::pair{"shop", "b1"},
                                             {"b1", "b2"},
                                             {"b3", "controller"},
                                             {"billing", "coordinator"}}) {
            const WireProfile found = profile(wiring, client, server, way);
            CHECK(found.delay == Delay::uniform(microseconds(200), microseconds(400)));
            CHECK(found.loss.is_zero());
            CHECK(found.bytes_per_second == 0);
            CHECK(found.queue_bytes == 0);
        }
}

TEST_CASE("network: what it says holds between any two nodes") {
    const Wiring wiring = plan(R"("delay": "1ms", "loss": 0.001, "bandwidth": "125MB",
        "queue": "1MiB", "transport": "datagram", "retransmission_timeout": "1s")")
                              .wiring;
    CHECK(wiring.transport == Transport::datagram);
    CHECK(wiring.retransmission_timeout == seconds(1));
    const WireProfile expected{Delay::constant(milliseconds(1)), Ratio{1, 1000}, 125'000'000,
                               1'048'576};
    CHECK(profile(wiring, "shop", "b1") == expected);
    CHECK(profile(wiring, "b2", "b3", Way::to_client) == expected);
}

TEST_CASE("network: the bandwidth out of a node is one, whomever it sends to") {
    const Wiring wiring = plan(R"("bandwidth": "10MB")").wiring;
    const WireId out = wire(wiring, "shop", "b1", Way::to_server);
    CHECK(wire(wiring, "shop", "b2", Way::to_server) == out);
    CHECK(wire(wiring, "shop", "b1", Way::to_client) != out);
    CHECK(wire(wiring, "billing", "b1", Way::to_server) != out);
    // What b1 answers and what it fetches leave by the same wire.
    CHECK(wire(wiring, "shop", "b1", Way::to_client) == wire(wiring, "b1", "b2", Way::to_server));
}

TEST_CASE("network: a link replaces what it names between its ends, both ways, and nothing else") {
    const Wiring wiring = plan(R"("delay": "1ms", "loss": 0.25,
        "links": [{"between": ["shop", "b1"], "delay": "5ms"}])")
                              .wiring;
    for (const Way way : {Way::to_server, Way::to_client}) {
        CHECK(profile(wiring, "shop", "b1", way).delay == Delay::constant(milliseconds(5)));
        CHECK(profile(wiring, "shop", "b1", way).loss == Ratio{1, 4});  // as everywhere
        CHECK(profile(wiring, "shop", "b2", way).delay == Delay::constant(milliseconds(1)));
        CHECK(profile(wiring, "billing", "b1", way).delay == Delay::constant(milliseconds(1)));
    }
}

TEST_CASE("network: a link between racks is shared by all that crosses it, one wire each way") {
    const Wiring wiring = plan(R"("racks": {"east": ["b1", "shop"], "west": ["b2", "b3"]},
        "links": [{"between": ["east", "west"], "bandwidth": "10MB", "loss": "1%"}])")
                              .wiring;
    const WireId westward = wire(wiring, "shop", "b2", Way::to_server);
    CHECK(wire(wiring, "shop", "b3", Way::to_server) == westward);
    CHECK(wire(wiring, "b1", "b3", Way::to_server) == westward);
    CHECK(wire(wiring, "b3", "b1", Way::to_client) == westward);
    CHECK(wire(wiring, "b3", "b1", Way::to_server) != westward);
    CHECK(profile(wiring, "shop", "b2").bytes_per_second == 10'000'000);
    CHECK(profile(wiring, "shop", "b2").loss == Ratio{1, 100});
    // Within a rack, and to a node in no rack, the network is what it was.
    CHECK(profile(wiring, "shop", "b1").bytes_per_second == 0);
    CHECK(profile(wiring, "b2", "b3").loss.is_zero());
    CHECK(profile(wiring, "billing", "b2").loss.is_zero());
}

TEST_CASE("network: a link may join one node and a rack") {
    const Wiring wiring = plan(R"("racks": {"west": ["b2", "b3"]},
        "links": [{"between": ["shop", "west"], "delay": "7ms"}])")
                              .wiring;
    const Delay far = Delay::constant(milliseconds(7));
    CHECK(profile(wiring, "shop", "b2").delay == far);
    CHECK(profile(wiring, "shop", "b3").delay == far);
    CHECK_FALSE(profile(wiring, "shop", "b1").delay == far);
    CHECK_FALSE(profile(wiring, "b2", "b3").delay == far);
}

TEST_CASE("network: every node has the disk that the file describes") {
    const auto usual = plan("").disks;
    REQUIRE(usual.size() == 7);
    CHECK(usual[0].sync_latency == Delay::constant(milliseconds(1)));
    const auto disks = plan("", R"(, "disk": {"sync": {"uniform": ["1ms", "9ms"]},
                               "writeback": {"expire": "10s", "wake": "2s"}})")
                           .disks;
    REQUIRE(disks.size() == 7);
    for (const DiskProfile& disk : disks) {
        CHECK(disk.sync_latency == Delay::uniform(milliseconds(1), milliseconds(9)));
        CHECK(disk.expire == seconds(10));
        CHECK(disk.wake == seconds(2));
    }
    // Linux: vm.dirty_expire_centisecs = 3000, vm.dirty_writeback_centisecs = 500.
    CHECK(usual[0].expire == seconds(30));
    CHECK(usual[0].wake == seconds(5));
}

}  // namespace mqfate::scenarios::network_test
