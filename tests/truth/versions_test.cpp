// The same cluster and the same faults, with defaults and rules of one version and of another.
#include <utility>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::versions_test {

/// No setting of the clients is given.
Kafka of_version(Kafka::Json version) { return small_cluster().version(std::move(version)); }

TEST_CASE("truth: with the defaults of 2.8 a leader that dies takes along what it confirmed") {
    const auto lost = [](const char* version) {
        Kafka kafka = of_version(version).crash("leader of t/0").between("500ms", "900ms");
        return total(simulated(kafka.restart_after("5s").text(), 20), Level::log,
                     Fate::lost_confirmed);
    };
    CHECK(lost("2.8") > 0);
    CHECK(lost("3.0") == 0);
}

TEST_CASE("truth: 3.0.0 sends again without idempotence what 3.0.1 knows to be there") {
    const auto twice = [](const char* version) {
        Kafka kafka = of_version(version).fault("reset", "ProduceResponse").to("p");
        return total(simulated(kafka.probability(0.02).text(), 20), Level::log, Fate::duplicated);
    };
    CHECK(twice("3.0.0") > 0);
    CHECK(twice("3.0.1") == 0);
}

TEST_CASE("truth: before 3.7 what one broker alone has is read, though two were asked for") {
    // Both followers are out of the set; then the leader loses what it has not synced.
    const auto read_of_what_is_lost = [](const char* brokers) {
        Kafka kafka = of_version({{"brokers", brokers}})
                          .acks("1")
                          .with("every", "20ms")
                          .consumer("c")
                          .crash(Kafka::Json::array({"b2", "b3"}))
                          .at("2s")
                          .power_loss("b1")
                          .at("11s");
        const Outcome outcome = simulated(kafka.text(), 5);
        CHECK(total(outcome, Level::log, Fate::lost_confirmed) > 0);
        return total(outcome, Level::log, Fate::lost_confirmed) -
               total(outcome, Level::delivery, Fate::lost_confirmed);
    };
    // 100 messages a run are published before the followers die, and copied and read; 350 more from
    // the end of their sessions (4 s) to the loss of power.
    CHECK(read_of_what_is_lost("3.6") > 5 * 400);
    CHECK(read_of_what_is_lost("3.7") <= 5 * 100);
}

}  // namespace mqfate::tests::versions_test
