// Of the mistakes that tests/scenarios/broken has, an editor with the schema shows all but these.
#include <filesystem>
#include <set>
#include <string>

#include "tests/schema/schema.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::schema_mistakes_test {

/// Names and numbers that depend on each other, which only the reader can see, and what is not in
/// the schema yet: names of messages and properties. A new mistake belongs here only
/// if the schema cannot find it.
const std::set<std::string> unseen{
    "commit-every-without-after",
    "compare-exclude-unknown-axis",
    "compare-no-pointer",
    "compare-too-many-rows",
    "delivery-timeout-too-short",
    "expect-level-without-consumer",
    "explore-deviations-text",
    "explore-effect-without-consumer",
    "explore-memory-tiny",
    "explore-no-messages",
    "explore-property-unknown",
    "fault-controller",
    "fault-cut-two-leaders",
    "fault-leader-of-nothing",
    "fault-message-out-of-range",
    "fault-one-by-one-for-ever",
    "fault-one-by-one-leader",
    "fault-rack-unknown",
    "fault-unknown-message",
    "fault-unknown-node",
    "fault-window-backwards",
    "heartbeat-longer-than-session",
    "idempotence-with-acks-1",
    "idempotence-with-six-in-flight",
    "idempotence-without-retries",
    "kafka-version-unknown",
    "link-to-nobody",
    "loss-everything",
    "name-taken",
    "node-in-two-racks",
    "partition-and-keys",
    "partition-out-of-range",
    "rack-unknown-node",
    "replication-too-large",
    "runs-text",
    "six-in-flight-with-default-idempotence",
    "timeout-negative",
    "topic-unknown",
    "two-consumers-one-topic",
    "uniform-backwards",
};

TEST_CASE("schema: every other mistake of the broken files is refused by it") {
    const auto schema =
        tests::Schema::compile(tests::text_of(MQFATE_SOURCE_DIR "/schema/scenario.json"), "schema");
    REQUIRE(schema.has_value());
    std::set<std::string> missed;
    const std::filesystem::path broken(MQFATE_SOURCE_DIR "/tests/scenarios/broken");
    for (const auto& entry : std::filesystem::directory_iterator(broken)) {
        if (entry.path().filename() == "expected.json") continue;
        const auto document = Document::parse(tests::text_of(entry.path()), "f.json");
        if (document && schema->validate(*document).empty())
            missed.insert(entry.path().stem().string());
    }
    for (const std::string& mistake : missed)
        CHECK_MESSAGE(unseen.contains(mistake), mistake, ": the schema does not find it");
    for (const std::string& mistake : unseen)
        CHECK_MESSAGE(missed.contains(mistake), mistake, ": the schema finds it");
}

}  // namespace mqfate::scenarios::schema_mistakes_test
