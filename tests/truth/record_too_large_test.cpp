// Records that are too large for the producer or for the broker, and their neighbours that are not.
#include <cstdint>
#include <string>

#include "models/kafka/causes.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::record_too_large_test {

using tests::simulated;

/// 40 messages of 1000 bytes; members of the producer's configuration, and of the topic.
Outcome run(const std::string& config, const std::string& topic = "", std::uint64_t runs = 3) {
    return simulated(R"({"schema_version": 1, "kafka": {"topics": {"orders": {)" + topic +
                         R"(}}, "producers": {"shop": {"messages": 40, "message_size": 1000,
                           "every": "100us", "config": {)" +
                         config + "}}}}}",
                     runs);
}
std::uint64_t of(const Outcome& outcome, Fate fate) { return total(outcome, Level::log, fate); }
std::uint64_t too_large(const Outcome& outcome) {
    return total(outcome, kafka::causes::record_too_large);
}

TEST_CASE("too large: above max.request.size each send() is refused at once") {
    // 61 + 21 and a content of 1 + 2 + 1000 + 1 bytes: at most 1086.
    const Outcome refused = run(R"("max.request.size": 1085)");
    CHECK(of(refused, Fate::lost_rejected) == 120);
    CHECK(too_large(refused) == 120);
    CHECK(of(run(R"("max.request.size": 1086)"), Fate::exactly_once) == 120);
}

TEST_CASE("too large: above buffer.memory nothing blocks, it is refused at once") {
    CHECK(too_large(run(R"("batch.size": 0, "buffer.memory": 1085)")) == 120);
    CHECK(too_large(run(R"("batch.size": 20000, "buffer.memory": 19999)")) == 120);
    CHECK(of(run(R"("batch.size": 20000, "buffer.memory": 20000)"), Fate::exactly_once) == 120);
}

TEST_CASE("too large: a record above max.message.bytes is refused by the broker") {
    // 61, and a record of 2 + 1007 bytes: the length, attributes, two deltas, the content.
    for (const char* acks : {"0", "1", "all"}) {
        CAPTURE(acks);
        const std::string config =
            R"("batch.size": 0, "linger.ms": 0, "acks": ")" + std::string(acks) + "\"";
        const Outcome refused = run(config, R"("max.message.bytes": 1069)");
        CHECK(of(refused, Fate::exactly_once) == 0);
        // With acks=0 the connection ends at the first, and what is on it goes with it.
        if (std::string(acks) == "0")
            CHECK(too_large(refused) > 0);
        else
            CHECK(too_large(refused) == 120);
        CHECK(of(run(config, R"("max.message.bytes": 1070)"), Fate::exactly_once) == 120);
    }
}

TEST_CASE("too large: a batch above max.message.bytes is split until its parts fit") {
    for (const char* idempotence : {"true", "false"}) {
        CAPTURE(idempotence);
        const std::string config =
            R"("linger.ms": 3, "enable.idempotence": )" + std::string(idempotence);
        const Outcome split = run(config, R"("max.message.bytes": 2500)");
        CHECK(of(split, Fate::exactly_once) == 120);
        CHECK(of(split, Fate::duplicated) == 0);
    }
    // One in flight, so that nothing overtakes: order is kept, too.
    const Outcome one = run(R"("linger.ms": 3, "enable.idempotence": false,
                               "max.in.flight.requests.per.connection": 1)",
                            R"("max.message.bytes": 2500)");
    CHECK(of(one, Fate::exactly_once) == 120);
    CHECK(of(one, Fate::reordered) == 0);
    const Outcome idempotent = run(R"("linger.ms": 3)", R"("max.message.bytes": 2500)");
    CHECK(of(idempotent, Fate::reordered) == 0);
}

}  // namespace mqfate::record_too_large_test
