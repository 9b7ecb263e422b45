// auto.offset.reset=latest: what came while the consumer had no position is skipped, and that is
// the reason that is told.
#include <string>

#include "models/kafka/causes.hpp"
#include "tests/kafka_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::reset_to_latest_test {

/// Ten seconds of messages; the consumer dies after three, and comes back after two more.
Outcome away(const std::string& reset) {
    return simulated(R"({"schema_version": 1, "kafka": {
        "topics": {"orders": {}},
        "producers": {"shop": {"messages": 1000, "every": "10ms"}},
        "consumers": {"billing": {"commit": "automatic",
                                  "config": {"auto.offset.reset": ")" +
                         reset + R"("}}}},
        "faults": [{"crash": "billing", "at": "3s", "restart_after": "2s"}]})",
                     5);
}

TEST_CASE("reset to latest: what came before the first position, or after a crash, is skipped") {
    const Outcome outcome = away("latest");
    // Nothing was committed in the first five seconds, so about five seconds of messages are lost.
    CHECK(total(outcome, Level::delivery, Fate::lost_confirmed) > 5 * 150);
    CHECK(total(outcome, kafka::causes::skipped_by_reset_to_latest) > 5 * 150);
    CHECK(total(outcome, kafka::causes::offset_committed_before_processing) == 0);
    CHECK(total(outcome, Cause::never_consumed) == 0);
}

TEST_CASE("reset to latest: from the earliest offset nothing is skipped") {
    const Outcome outcome = away("earliest");
    CHECK(total(outcome, Level::delivery, Fate::lost_confirmed) == 0);
    CHECK(total(outcome, kafka::causes::skipped_by_reset_to_latest) == 0);
}

}  // namespace mqfate::tests::reset_to_latest_test
