#include "scenarios/shrinking/trials.hpp"

#include "scenarios/input/edits.hpp"
#include "scenarios/input/written.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::trials_test {

// The first answer is lost: each run has exactly one duplicate, whatever the seed.
const std::string lost_answer = R"({"schema_version": 1,
    "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 3, "config": {
        "enable.idempotence": false, "request.timeout.ms": 300}}}},
    "faults": [{"drop": "ProduceResponse", "nth": 1}]})";
constexpr Sight duplicate{Level::log, Fate::duplicated, Cause::ack_lost_then_retried};

Trials trials(std::uint64_t seed = 1, const std::atomic<bool>* stop = nullptr) {
    const auto document = Document::parse(lost_answer, "trials.json");
    REQUIRE(document.has_value());
    const auto scenario = tests::scenario_of(lost_answer);
    return {
        duplicate,
        {.seed = 1, .stop = stop},
        {document->root(), scenario.log, seed, simulate_accounted(scenario.plan, seed, 0).summary}};
}

TEST_CASE("shrink trials: a candidate that shows it at once takes one run, and is the smallest") {
    Trials t = trials();
    const Value fewer = with(t.smallest().root, "/kafka/producers/p/messages", number(1));
    CHECK(t.accept(fewer));
    CHECK(t.runs() == 1);
    CHECK(same(t.smallest().root, fewer));
    CHECK(t.smallest().summary.published == 1);
    CHECK(t.smallest().log.pointers(ReadMember::Kind::fault) == Pointers{"/faults/0"});
    CHECK(t.smallest().seed == 1);
}

TEST_CASE("shrink trials: what does not show it takes all seeds, once, and changes nothing") {
    Trials t = trials();
    const Value before = t.smallest().root;
    const Value faultless = without(before, {"/faults/0"});
    CHECK_FALSE(t.accept(faultless));
    CHECK(t.runs() == Trials::seeds_each);
    CHECK_FALSE(t.accept(faultless));  // remembered
    CHECK(t.runs() == Trials::seeds_each);
    CHECK(t.candidates() == 1);
    CHECK(same(t.smallest().root, before));
}

TEST_CASE("shrink trials: the seed of the first scenario is tried wherever it lies") {
    Trials t = trials(5'000);
    CHECK_FALSE(t.accept(without(t.smallest().root, {"/faults/0"})));
    CHECK(t.runs() == Trials::seeds_each + 1);
}

TEST_CASE("shrink trials: what cannot be read is no candidate, and takes no run") {
    Trials t = trials();
    CHECK_FALSE(t.accept(without(t.smallest().root, {"/kafka/topics/t"})));
    CHECK_FALSE(t.accept(with(t.smallest().root, "/kafka/producers/p/messages", number(0))));
    CHECK(t.runs() == 0);
}

TEST_CASE("shrink trials: an interruption refuses what would have shown it, and forgets that") {
    std::atomic<bool> stop = true;
    Trials t = trials(1, &stop);
    const Value fewer = with(t.smallest().root, "/kafka/producers/p/messages", number(1));
    CHECK_FALSE(t.accept(fewer));
    CHECK(t.interrupted());
    stop = false;
    CHECK(t.accept(fewer));
}

}  // namespace mqfate::scenarios::trials_test
