#include "sim/explore/interchangeable.hpp"

#include <string>

#include "models/world.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate {
namespace {

/// One broker (node 0), then p, q and r at nodes 3, 4 and 5.
scenarios::Scenario three(const std::string& more = "") {
    const std::string each = R"({"messages": 1, "config": {"linger.ms": 0, "acks": "1",
                                                           "enable.idempotence": false}})";
    return tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}},
            "producers": {"p": )" +
        each + R"(, "q": )" + each + R"(, "r": )" + each + "}}" + more + "}");
}
using Groups = std::vector<Group>;
Groups groups(const std::string& faults) {
    return interchangeable<Model>(three(R"(, "faults": [)" + faults + "]").plan);
}
const Group all{{3}, {4}, {5}};

TEST_CASE("interchangeable: producers with the same settings, and nobody else") {
    CHECK(groups("") == Groups{all});
    CHECK(groups(R"({"crash": "b1", "at": "1s"}, {"drop": "ProduceResponse"})") == Groups{all});
}

TEST_CASE("interchangeable: a fault or a rule that names one tells it from the others") {
    const Groups others{{{4}, {5}}};
    CHECK(groups(R"({"crash": "p", "at": "1s"})") == others);
    CHECK(groups(R"({"drop": "ProduceResponse", "to": "p"})") == others);
    CHECK(groups(R"({"reset": "ProduceRequest", "from": "p"})") == others);
    CHECK(groups(R"({"isolate": "p", "at": "1s"})") == others);
    CHECK(groups(R"({"crash": "p", "at": "1s"}, {"pause": "q", "at": "1s"})").empty());
}

TEST_CASE("interchangeable: a fault that names all of them does not") {
    CHECK(groups(R"({"crash": ["p", "q", "r"], "at": "1s"})") == Groups{all});
    CHECK(groups(R"({"isolate": "b1", "at": "1s"})") == Groups{all});
    CHECK(groups(R"({"crash": ["p", "r"], "at": "1s"})") == Groups{{{3}, {5}}});
}

TEST_CASE("interchangeable: a model that does not say who is alike has no groups") {
    CHECK(interchangeable<toy::Model>(toy::calm_plan(1)).empty());
}

TEST_CASE("renamings: every permutation of a group, with the connections and messages of each") {
    const auto scenario = three();
    const auto renamings =
        Renamings<Model>(scenario.plan).all(interchangeable<Model>(scenario.plan));
    REQUIRE(renamings.size() == 6);  // 3!
    for (std::uint16_t n = 0; n < 6; ++n) CHECK(renamings.front().nodes[n] == NodeId{n});
    for (const Renaming& renaming : renamings)
        for (std::uint32_t p = 0; p < 3; ++p) {
            const NodeId node{static_cast<std::uint16_t>(3 + p)};
            const NodeId to = renaming.nodes[index(node)];
            CHECK(renaming.messages[p].value == to.value - 3U);
            const auto& wiring = scenario.plan.wiring;
            CHECK(renaming.channels[index(wiring.channel(node, {0}))] == wiring.channel(to, {0}));
        }
}

TEST_CASE("renamings: there are none without a group, and not too many with a large one") {
    const auto scenario = three();
    CHECK(Renamings<Model>(scenario.plan).all({}).empty());
    std::string list;
    for (int i = 0; i < 9; ++i)
        list += (i == 0 ? "\"p" : ", \"p") + std::to_string(i) + R"(": {"messages": 1})";
    const auto many = tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}}, "producers": {)" +
        list + "}}}");
    const auto found = interchangeable<Model>(many.plan);
    REQUIRE(found.size() == 1);
    CHECK(found.front().size() == 9);
    CHECK(Renamings<Model>(many.plan).all(found).size() == 720);  // 6!: three stay as they are
}

}  // namespace
}  // namespace mqfate
