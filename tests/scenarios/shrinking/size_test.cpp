// What the log of a whole scenario has: all that may be left out or made less, and its size.
#include "scenarios/shrinking/size.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::size_test {

using Kind = ReadMember::Kind;
using Pointers = std::vector<std::string>;

const std::string whole = R"({"schema_version": 1, "title": "t", "runs": 3,
    "kafka": {"brokers": 4, "broker_config": {"broker.session.timeout.ms": 20000},
              "topics": {"a": {"partitions": 2}, "b/c": {}},
              "producers": {"p": {"topic": "a", "messages": 7, "every": "2ms",
                                  "config": {"linger.ms": 5, "acks": "1"}}},
              "consumers": {"q": {"topic": "a"}}},
    "network": {"racks": {"hall": ["b1"]}, "loss": 0.1,
                "links": [{"between": ["b1", "b2"]}, {"between": ["b1", "b3"], "loss": 0.2}]},
    "disk": {"writeback": {"wake": "1s"}},
    "faults": [{"drop": "any", "nth": 1}, {"crash": "b1", "at": "1s"}]})";

Scenario scenario() {
    const auto document = Document::parse(whole, "whole.json");
    REQUIRE(document.has_value());
    auto read = read_scenario(*document);
    REQUIRE_MESSAGE(read.has_value(), read.error().text());
    return std::move(*read);
}

TEST_CASE("shrink size: the log has clients, topics, racks and links as parts") {
    CHECK(scenario().log.pointers(Kind::part) ==
          Pointers{"/kafka/topics/a", "/kafka/topics/b~1c", "/kafka/producers/p",
                   "/kafka/consumers/q", "/network/racks/hall", "/network/links/0",
                   "/network/links/1"});
}

TEST_CASE("shrink size: it has all members that say how, and how many messages apart") {
    const ReadingLog log = scenario().log;
    CHECK(log.pointers(Kind::setting) ==
          Pointers{"/kafka/brokers", "/kafka/broker_config/broker.session.timeout.ms",
                   "/kafka/topics/a/partitions", "/kafka/producers/p/topic",
                   "/kafka/producers/p/every", "/kafka/producers/p/config/acks",
                   "/kafka/producers/p/config/linger.ms", "/kafka/consumers/q/topic",
                   "/network/loss", "/network/links/1/loss", "/disk/writeback/wake"});
    CHECK(log.pointers(Kind::messages) == Pointers{"/kafka/producers/p/messages"});
    CHECK(log.pointers(Kind::fault) == Pointers{"/faults/0", "/faults/1"});
    CHECK(log.pointers(Kind::aside) == Pointers{"/title", "/runs"});
}

TEST_CASE("shrink size: brokers and partitions may be fewer") {
    Pointers fewer;
    for (const ReadMember& member : scenario().log.members)
        if (member.least && member.kind == Kind::setting) fewer.push_back(member.pointer);
    CHECK(fewer == Pointers{"/kafka/brokers", "/kafka/topics/a/partitions"});
}

TEST_CASE("shrink size: it counts what is off its default, and nothing else") {
    // Off: brokers, session timeout, partitions, every, acks, loss, the loss of a link, wake.
    // linger.ms is 5 by default; a topic's name and a rack are no settings.
    CHECK(size_of(scenario()) == ScenarioSize{7, 2, 8});
}

}  // namespace mqfate::scenarios::size_test
