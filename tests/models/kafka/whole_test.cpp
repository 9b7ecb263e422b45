#include "models/kafka/whole.hpp"

#include <functional>
#include <optional>

#include "models/kafka/system.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/models/kafka/settled.hpp"

namespace mqfate::kafka::whole_test {

constexpr PartitionId only{0};

/// A cluster of three after twenty messages, when all has settled.
struct Settled {
    scenarios::Scenario scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {
        "topics": {"t": {}}, "producers": {"p": {"messages": 20, "every": "1ms",
                                                 "config": {"linger.ms": 0}}}}})");
    World<Model> world = tests::settled(kafka_plan(scenario));
    const Settings& settings = kafka_plan(scenario).settings.kafka;

    Broker& broker(NodeId node) { return std::get<Broker>(world.roles[index(node)]); }
    Controller& controller() {
        return std::get<Controller>(world.roles[index(settings.controller())]);
    }
    NodeId leader() { return leader_of(only, controller()); }
    NodeId follower() { return NodeId{static_cast<std::uint16_t>((leader().value + 1) % 3)}; }
    bool replicated() {
        return is_replicated(only, controller(), settings,
                             [&](NodeId node) -> const Broker& { return broker(node); });
    }
    std::uint32_t read() {
        std::uint32_t count = 0;
        for (const RecordRange& range : readable(only, broker(leader()), world.store.kafka))
            count += range.count;
        return count;
    }
};

TEST_CASE("whole: when all has settled, each replica has all, and a reader finds it") {
    Settled cluster;
    REQUIRE(cluster.leader() != no_node);
    CHECK(cluster.replicated());
    CHECK(cluster.read() == 20);
}

TEST_CASE("whole: it is not replicated while a follower or the high watermark lags") {
    Settled cluster;
    auto& end = cluster.broker(cluster.follower()).durable.logs[0].end;
    end = Offset{end.value - 1};
    CHECK_FALSE(cluster.replicated());

    Settled other;
    auto& mark = other.broker(other.leader()).memory.replicas[0].high_watermark;
    mark = Offset{mark.value - 1};
    CHECK_FALSE(other.replicated());
    CHECK(other.read() < 20);  // a reader stops at the high watermark
}

TEST_CASE("whole: it is not replicated while nobody leads, or who should does not know") {
    Settled cluster;
    cluster.broker(cluster.leader()).memory.replicas[0].leads = false;
    CHECK_FALSE(cluster.replicated());
    cluster.controller().durable.partitions[0].leader = no_node;
    CHECK(cluster.leader() == no_node);
    CHECK_FALSE(cluster.replicated());
    CHECK(leader_of(PartitionId{9}, cluster.controller()) == no_node);
}

}  // namespace mqfate::kafka::whole_test
