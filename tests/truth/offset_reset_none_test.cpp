// auto.offset.reset=none: without a committed offset the consumer stops, and says so.
#include <cstdint>
#include <string>

#include "models/kafka/causes.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::offset_reset_none_test {

using tests::simulated;

Outcome run(const std::string& reset) {
    return simulated(R"({"schema_version": 1, "kafka": {"topics": {"orders": {}},
        "producers": {"shop": {"messages": 20}},
        "consumers": {"billing": {"commit": "automatic", "config": {"auto.offset.reset": ")" +
                         reset + "\"}}}}}",
                     3);
}

TEST_CASE("reset none: nobody has committed, so nothing is delivered, for a cause of its own") {
    const Outcome none = run("none");
    CHECK(total(none, Level::log, Fate::exactly_once) == 60);
    CHECK(total(none, Level::delivery, Fate::lost_confirmed) == 60);
    CHECK(total(none, kafka::causes::no_offset_to_begin_at) == 60);
    CHECK(total(none, Cause::never_consumed) == 0);
    CHECK(total(run("earliest"), Level::delivery, Fate::exactly_once) == 60);
}

}  // namespace mqfate::offset_reset_none_test
