#include "scenarios/shrinking/parts.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios {
namespace {

Document document(const std::string& json) {
    const auto read = Document::parse(json, "parts.json");
    REQUIRE(read.has_value());
    return *read;
}

const std::string whole = R"({"schema_version": 1,
    "kafka": {"brokers": 4, "broker_config": {"broker.session.timeout.ms": 20000},
              "topics": {"a": {"partitions": 2}, "b/c": {}},
              "producers": {"p": {"topic": "a", "messages": 7, "every": "2ms",
                                  "config": {"acks": "1", "linger.ms": 5}}},
              "consumers": {"q": {"topic": "a"}}},
    "network": {"racks": {"hall": ["b1"]}, "loss": 0.1,
                "links": [{"between": ["b1", "b2"]}, {"between": ["b1", "b3"]}]},
    "disk": {"writeback": {"wake": "1s"}},
    "faults": [{"drop": "any", "nth": 1}, {"crash": "b1", "at": "1s"}]})";

TEST_CASE("shrink parts: clients come before topics, names are escaped, links are counted") {
    CHECK(parts_of(document(whole).root()) == Pointers{"/kafka/producers/p", "/kafka/consumers/q",
                                                       "/kafka/topics/a", "/kafka/topics/b~1c",
                                                       "/network/racks/hall", "/network/links/0",
                                                       "/network/links/1"});
}

TEST_CASE("shrink parts: settings are all members that say how, but not how many messages") {
    CHECK(settings_of(document(whole).root()) ==
          Pointers{"/kafka/brokers", "/kafka/broker_config/broker.session.timeout.ms",
                   "/kafka/topics/a/partitions", "/kafka/producers/p/topic",
                   "/kafka/producers/p/every", "/kafka/producers/p/config/acks",
                   "/kafka/producers/p/config/linger.ms", "/kafka/consumers/q/topic",
                   "/network/loss", "/disk/writeback/wake"});
    CHECK(message_counts_of(document(whole).root()) == Pointers{"/kafka/producers/p/messages"});
}

TEST_CASE("shrink parts: what is left empty goes, too, and a topic that says nothing stays") {
    const Value less =
        without(document(whole).root(),
                {"/kafka/broker_config/broker.session.timeout.ms", "/kafka/topics/a/partitions",
                 "/kafka/producers/p/config/acks", "/kafka/producers/p/config/linger.ms",
                 "/kafka/consumers/q", "/network/racks/hall", "/network/loss", "/network/links/0",
                 "/network/links/1", "/disk/writeback/wake", "/faults/0", "/faults/1"});
    CHECK(same(less, document(R"({"schema_version": 1,
        "kafka": {"brokers": 4, "topics": {"a": {}, "b/c": {}},
                  "producers": {"p": {"topic": "a", "messages": 7, "every": "2ms"}}}})")
                         .root()));
}

TEST_CASE("shrink parts: a value is replaced where it stands, the rest is as it was") {
    const Value root = document(whole).root();
    const Value changed = with(root, "/kafka/producers/p/messages", number(3));
    CHECK(Document("changed", changed).find("/kafka/producers/p/messages")->text == "3");
    CHECK(same(with(changed, "/kafka/producers/p/messages", number(7)), root));
}

TEST_CASE("shrink parts: the size counts what is off its default, and nothing else") {
    // Off: brokers, session timeout, partitions, every, acks, loss, wake. linger.ms is 5 by
    // default; a topic's name and a rack are no settings.
    const Document file = document(whole);
    const auto scenario = read_scenario(file);
    REQUIRE_MESSAGE(scenario.has_value(), scenario.error().text());
    CHECK(size_of(file.root(), *scenario) == ScenarioSize{7, 2, 7});
}

}  // namespace
}  // namespace mqfate::scenarios
