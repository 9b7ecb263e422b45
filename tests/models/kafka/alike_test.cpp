#include "models/kafka/alike.hpp"

#include <string>

#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::kafka::alike_test {

/// Producers p and q, the second with `other` as well.
scenarios::Scenario two(const std::string& messages, const std::string& config,
                        const std::string& other = "", const std::string& topic = "",
                        const std::string& more = "") {
    const auto producer = [&](const std::string& extra) {
        return R"({"messages": )" + messages + R"(, "config": {"linger.ms": 0)" + config + extra +
               "}}";
    };
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {)" +
                              topic + R"(}}, "producers": {"p": )" + producer("") + R"(, "q": )" +
                              producer(other) + "}}" + more + "}");
}
bool alike_in_time(const scenarios::Scenario& scenario, NodeId a, NodeId b) {
    return alike(kafka_plan(scenario), TimeOrder::kept, a, b);
}
bool are_alike(const scenarios::Scenario& scenario) { return alike_in_time(scenario, {3}, {4}); }
const std::string acks_1 = R"(, "acks": "1", "enable.idempotence": false)";

TEST_CASE("alike: producers with the same settings, not with others") {
    CHECK(are_alike(two("1", "")));
    CHECK(are_alike(two("2", acks_1)));
    CHECK_FALSE(are_alike(two("1", "", R"(, "retries": 3)")));
    const auto scenario = two("1", "");
    CHECK_FALSE(alike_in_time(scenario, {0}, {3}));
    CHECK_FALSE(alike_in_time(scenario, {1}, {2}));
}

TEST_CASE("alike: not where several batches of a producer wait while others are answered") {
    CHECK_FALSE(are_alike(two("2", "")));
    CHECK(are_alike(two("2", R"(, "max.in.flight.requests.per.connection": 1)")));
    const std::string flush = R"("flush.messages": 1)";
    CHECK_FALSE(are_alike(two("1", acks_1, "", flush)));
    const std::string datagrams = R"(, "network": {"transport": "datagram"})";
    CHECK_FALSE(are_alike(two("1", acks_1, "", "", datagrams)));
}

TEST_CASE("alike: not where the choice of a partition goes by who chooses") {
    const std::string partitions = R"("partitions": 2)";
    CHECK_FALSE(are_alike(two("1", "", "", partitions)));
}

TEST_CASE("alike: not where they look for the cluster at different brokers first") {
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
        "topics": {"t": {}}, "producers": {"p": {"messages": 1}, "q": {"messages": 1},
                                           "r": {"messages": 1}}}})");
    CHECK_FALSE(alike_in_time(scenario, {4}, {5}));
    CHECK(alike_in_time(scenario, {4}, {6}));
}

TEST_CASE("alike: not where a crash leaves the first of several answers, or an id without owner") {
    const auto crash = [](const std::string& who) {
        return R"(, "faults": [{"crash": )" + who + R"(, "at": "1s"}])";
    };
    CHECK(are_alike(two("1", "", "", "", crash("\"b1\""))));  // one replica: answered at once
    CHECK_FALSE(are_alike(two("1", "", "", "", crash(R"(["p", "q"])"))));
    CHECK(are_alike(two("1", acks_1, "", "", crash(R"(["p", "q"])"))));
    const auto replicated = [&](const std::string& config, const std::string& fault) {
        const std::string each = R"(: {"messages": 1, "config": {"linger.ms": 0)" + config + "}}";
        return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 2,
            "topics": {"t": {"replication.factor": 2}}, "producers": {"p")" +
                                  each + R"(, "x")" + each + R"(, "q")" + each + "}}" + fault +
                                  "}");
    };
    CHECK(alike_in_time(replicated("", ""), {4}, {6}));
    CHECK_FALSE(alike_in_time(replicated("", crash("\"b1\"")), {4}, {6}));
    CHECK(alike_in_time(replicated(acks_1, crash("\"b1\"")), {4}, {6}));
}

TEST_CASE("alike: not where somebody else has an id and may crash") {
    const std::string none = R"({"messages": 1, "config": {"linger.ms": 0)" + acks_1 + "}}";
    const auto with = [&](const std::string& other) {
        return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1,
            "topics": {"t": {}}, "producers": {"p": )" +
                                  none + R"(, "q": )" + none + R"(, "x": )" + other +
                                  R"(}}, "faults": [{"crash": "x", "at": "1s"}]})");
    };
    CHECK(are_alike(with(none)));
    CHECK_FALSE(are_alike(with(R"({"messages": 1})")));
}

/// Four brokers with a replica each, b1 leads, and producer p (node 6) begins at b3.
scenarios::Scenario cluster(const std::string& faults, const std::string& messages = "3",
                            const std::string& more = "", const std::string& topic = "") {
    return tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 4, "topics": {"t":
        {"replication.factor": 4)" +
                              topic + R"(}}, "producers": {"p": {"messages": )" + messages +
                              R"(, "config": {"linger.ms": 0}}})" + more + R"(}, "faults": [)" +
                              faults + "]}");
}
/// b2 and b4.
bool followers_alike(const scenarios::Scenario& scenario) {
    return alike_in_time(scenario, {1}, {3});
}
const std::string both_die = R"({"crash": "b2", "at": "1s"}, {"crash": "b4", "at": "1s"})";
const std::string answer_lost = R"({"drop": "ProduceResponse"})";

TEST_CASE("alike: followers whose leader stays, while they fail or not") {
    CHECK(followers_alike(cluster("")));
    CHECK(followers_alike(cluster(both_die)));
    CHECK(followers_alike(cluster(R"({"isolate": "b2", "at": "1s"})")));
    CHECK(followers_alike(cluster(R"({"cut": [["b4"], ["b1"]], "at": "1s"})")));
    CHECK_FALSE(alike_in_time(cluster(""), {0}, {1}));
}

TEST_CASE("alike: not followers of which one has another replica, or is asked first") {
    CHECK_FALSE(alike_in_time(cluster(""), {1}, {2}));
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 5,
        "topics": {"t": {"replication.factor": 4}}, "producers": {"p": {"messages": 1}}}})");
    CHECK(followers_alike(scenario));
    CHECK_FALSE(alike_in_time(scenario, {1}, {4}));  // b5 has none
}

// Since the first in the assignment leads next (election_test.cpp).
TEST_CASE("alike: not followers whose leader may go") {
    CHECK_FALSE(followers_alike(cluster(R"({"crash": "b1", "at": "1s"})")));
    CHECK_FALSE(followers_alike(cluster(R"({"crash": "leader of t/0", "at": "1s"})")));
    CHECK_FALSE(followers_alike(cluster(R"({"cut": [["b1"], ["controller"]], "at": "1s"})")));
    CHECK_FALSE(alike(kafka_plan(cluster("")), TimeOrder::any, {1}, {3}));
}

// Since whom it asks next goes by the order of brokers (client_metadata_test.cpp).
TEST_CASE("alike: not followers that a client may have to ask") {
    CHECK_FALSE(followers_alike(cluster(R"({"crash": "p", "at": "1s"})")));
    CHECK(followers_alike(cluster(answer_lost + R"(, {"reset": "ProduceRequest"})")));
    CHECK_FALSE(followers_alike(cluster(R"({"drop": "FetchResponse"})")));
    CHECK_FALSE(followers_alike(cluster(R"({"drop": "any"})")));
    CHECK_FALSE(followers_alike(cluster(both_die + ", " + answer_lost)));
    // Its connection to the leader is full.
    CHECK_FALSE(followers_alike(cluster(both_die, "4")));
    CHECK(followers_alike(cluster("", "4")));
    // A consumer asks for nothing.
    CHECK(followers_alike(cluster(answer_lost, "1", R"(, "consumers": {"c": {"topic": "t"}})")));
}

// Each reads a topic of its own: a second reader of one is refused (kafka_clients.cpp).
TEST_CASE("alike: never consumers") {
    const auto scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {"brokers": 1,
        "topics": {"t": {}, "u": {}}, "producers": {"p": {"messages": 1, "topic": "t"}},
        "consumers": {"c": {"topic": "t"}, "d": {"topic": "u"}}}})");
    CHECK_FALSE(alike_in_time(scenario, {4}, {5}));
}

TEST_CASE("alike: not followers of several leaders") {
    CHECK_FALSE(followers_alike(cluster("", "1", "", R"(, "partitions": 2)")));
}

}  // namespace mqfate::kafka::alike_test
