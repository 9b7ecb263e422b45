// The builder of scenarios that tests use: what it says is what is read.
#include "tests/kafka_scenario.hpp"

#include "tests/kafka_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::kafka_scenario_test {

TEST_CASE("kafka scenario: each verb is about what was named last") {
    CHECK(Kafka{}.topic("t").producer("p").messages(1).text() ==
          R"({"schema_version":1,"kafka":{"topics":{"t":{}},"producers":{"p":{"messages":1}}}})");
    const auto scenario = scenario_of(Kafka{}
                                          .brokers(2)
                                          .set("broker.session.timeout.ms", 6'000)
                                          .topic("orders")
                                          .partitions(3)
                                          .replicas(2)
                                          .producer("shop")
                                          .messages(7)
                                          .every({{"exponential", "2ms"}})
                                          .acks("1")
                                          .one_by_one()
                                          .consumer("billing")
                                          .commit("automatic")
                                          .set("max.poll.records", 10)
                                          .network()
                                          .delay("3ms")
                                          .crash("leader of orders/1")
                                          .at("1s")
                                          .restart_after("5s")
                                          .drop("ProduceResponse")
                                          .to("shop")
                                          .probability(0.5)
                                          .scenario("runs", 12)
                                          .text());
    const kafka::Settings& settings = kafka_settings(scenario);
    CHECK(settings.brokers == 2);
    CHECK(settings.broker.broker_session_timeout == seconds(6));
    CHECK(settings.partitions.size() == 3);
    CHECK(settings.partitions[0].replicas.size() == 2);
    CHECK(settings.producers.at(0).acks == kafka::Acks::leader);
    CHECK(settings.producers[0].batch_size == 0);
    CHECK(settings.consumers.at(0).max_poll_records == 10);
    CHECK(scenario.plan->messages == 7);
    CHECK(scenario.runs == 12);
    const FaultPlan& faults = scenario.plan->faults;
    REQUIRE(faults.nodes.size() == 1);
    CHECK(faults.nodes[0].target.post == PostId{1});
    CHECK(faults.nodes[0].lasts == seconds(5));
    REQUIRE(faults.rules.size() == 1);
    CHECK(faults.rules[0].to == node_named(*scenario.plan, "shop"));
    CHECK(faults.rules[0].probability == Ratio{1, 2});
}

}  // namespace mqfate::tests::kafka_scenario_test
