#include "sim/explore/reduction/renamings.hpp"

#include <string>

#include "models/kafka/system.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/sim/explore/reduction/three_producers.hpp"

#include <doctest/doctest.h>

namespace mqfate::renamings_test {

using tests::three;

TEST_CASE("renamings: every permutation of a group, with the connections and messages of each") {
    const auto scenario = three();
    const auto renamings = Renamings<kafka::Model>(kafka_plan(scenario))
                               .all(interchangeable<kafka::Model>(kafka_plan(scenario), Scope{}));
    REQUIRE(renamings.size() == 6);  // 3!
    for (std::uint16_t n = 0; n < 6; ++n) CHECK(renamings.front().nodes[n] == NodeId{n});
    for (const Renaming& renaming : renamings)
        for (std::uint32_t p = 0; p < 3; ++p) {
            const NodeId node{static_cast<std::uint16_t>(3 + p)};
            const NodeId to = renaming.nodes[index(node)];
            CHECK(renaming.messages[p].value == to.value - 3U);
            const auto& wiring = scenario.plan->wiring;
            CHECK(renaming.channels[index(wiring.channel(node, {0}))] == wiring.channel(to, {0}));
        }
}

TEST_CASE("renamings: there are none without a group, and not too many with a large one") {
    const auto scenario = three();
    CHECK(Renamings<kafka::Model>(kafka_plan(scenario)).all({}).empty());
    std::string list;
    for (int i = 0; i < 9; ++i)
        list += (i == 0 ? "\"p" : ", \"p") + std::to_string(i) + R"(": {"messages": 1})";
    const auto many = tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}}, "producers": {)" +
        list + "}}}");
    const auto found = interchangeable<kafka::Model>(kafka_plan(many), Scope{});
    REQUIRE(found.size() == 1);
    CHECK(found.front().size() == 9);
    CHECK(Renamings<kafka::Model>(kafka_plan(many)).all(found).size() ==
          720);  // 6!: three stay as they are
}

TEST_CASE("renamings: the faults and the cuts of a node become those of the other") {
    const auto scenario = three(R"(, "faults": [
        {"isolate": "r", "at": "1s"}, {"crash": "p", "at": "1s"}, {"crash": "b1", "at": "1s"},
        {"isolate": "p", "at": "1s"}, {"isolate": "leader of t/0", "at": "1s"},
        {"crash": "r", "at": "1s"}])");
    const auto groups = interchangeable<kafka::Model>(kafka_plan(scenario), Scope{});
    REQUIRE(groups == std::vector<Group>{{{3}, {5}}});
    const auto renamings = Renamings<kafka::Model>(kafka_plan(scenario)).all(groups);
    REQUIRE(renamings.size() == 2);
    for (std::uint16_t i = 0; i < 6; ++i) CHECK(renamings[0].faults[i] == FaultPlace{i});
    for (std::uint16_t i = 0; i < 3; ++i) CHECK(renamings[0].cuts[i] == CutPlace{i});
    CHECK(renamings[1].faults == std::vector<FaultPlace>{{3}, {5}, {2}, {0}, {4}, {1}});
    CHECK(renamings[1].cuts == std::vector<CutPlace>{{1}, {0}, {2}});
}

}  // namespace mqfate::renamings_test
