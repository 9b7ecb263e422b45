// A consumer that starts later than the producer.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::late_start_test {

/// One message every 2 ms for 2 s; a consumer that starts after one second of them.
Outcome reading_from(const std::string& reset, const std::string& starts) {
    return simulated(Kafka{}
                         .brokers(1)
                         .topic("t")
                         .producer("p")
                         .messages(1'000)
                         .every("2ms")
                         .network()
                         .delay("1ms")
                         .consumer("c")
                         .with("starts", starts)
                         .set("auto.offset.reset", reset)
                         .text(),
                     10);
}

TEST_CASE("truth: a consumer that starts late with latest never sees what was there before") {
    // 500 a run are published in the first second. What the producer holds back for its linger
    // (5 ms) and what is appended until the consumer has asked for the end (some 5 ms) comes on top
    // or goes: within ten messages.
    const Outcome outcome = reading_from("latest", "1s");
    const std::uint64_t lost = total(outcome, Level::delivery, Fate::lost_confirmed);
    CHECK(lost > 10 * 490);
    CHECK(lost < 10 * 510);
}

TEST_CASE("truth: with earliest it gets all; and so it does when it starts after the last one") {
    for (const char* starts : {"1s", "5s"})
        CHECK(total(reading_from("earliest", starts), Level::delivery, Fate::exactly_once) ==
              10 * 1'000);
    CHECK(total(reading_from("latest", "5s"), Level::delivery, Fate::exactly_once) == 0);
}

}  // namespace mqfate::tests::late_start_test
