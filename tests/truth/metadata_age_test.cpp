// metadata.max.age.ms: a producer leaves a leader that was cut off when what it knows is too old.
#include <cstdint>
#include <string>

#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::metadata_age_test {

using tests::simulated;

/// The leader is cut off from the other brokers and the controller, not from the producer, for
/// half a minute: with acks=1 it goes on confirming what will be cut off. Returns that loss.
std::uint64_t lost(const std::string& age) {
    const Outcome outcome = simulated(
        R"({"schema_version": 1, "kafka": {"topics": {"orders": {}},
            "producers": {"shop": {"messages": 2500, "every": "10ms",
                "config": {"acks": "1", "metadata.max.age.ms": )" +
            age + R"(}}}},
            "faults": [{"cut": ["b1", ["b2", "b3", "controller"]], "at": "1s", "for": "30s"}]})",
        4);
    return total(outcome, Level::log, Fate::lost_confirmed);
}

TEST_CASE("metadata age: who asks every second hears of the new leader a second later") {
    // The session lasts 9 s, then b2 leads: at 100 a second some 1000 are lost at most, of 2400.
    const std::uint64_t soon = lost("1000");
    const std::uint64_t late = lost("300000");
    CHECK(soon > 4 * 600);
    CHECK(soon < 4 * 1'150);
    CHECK(late > 4 * 2'200);
}

}  // namespace mqfate::metadata_age_test
