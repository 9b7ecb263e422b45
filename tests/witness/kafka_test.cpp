// Every property that the shipped scenarios show has a neighbour, one setting away, that breaks it:
// so none of them holds only because nothing could have gone wrong.
#include <nlohmann/json.hpp>
#include <string>

#include "models/kafka/causes.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests::kafka_test {

using Json = nlohmann::ordered_json;

struct Witness {
    const char* scenario;
    Level level;
    Fate never;           ///< in the scenario as it is
    const char* pointer;  ///< the one thing that is changed,
    const char* value;    ///< to this; nothing: it is left out
};

std::uint64_t times(const Json& json, Level level, Fate fate) {
    return total(simulated(json.dump(), 60), level, fate);
}

void check(const Witness& w) {
    CAPTURE(w.scenario);
    CAPTURE(w.pointer);
    Json json = Json::parse(shipped_text(w.scenario));
    CHECK(times(json, w.level, w.never) == 0);
    const Json::json_pointer pointer(w.pointer);
    if (std::string(w.value).empty())
        json[pointer.parent_pointer()].erase(pointer.back());
    else
        json[pointer] = Json::parse(w.value);
    CHECK(times(json, w.level, w.never) > 0);
}

const char* const idempotence = "/kafka/producers/shop/config/enable.idempotence";
const char* const min_isr = "/kafka/broker_config/min.insync.replicas";
const char* const flush = "/kafka/broker_config/log.flush.interval.messages";
const char* const commit = "/kafka/consumers/billing/commit";
const char* const acks = "/kafka/producers/shop/config/acks";

TEST_CASE("witness: a lost acknowledgement makes no second copy, but for idempotence") {
    check({"kafka/lost-ack-idempotent", Level::log, Fate::duplicated, idempotence, "false"});
}

TEST_CASE("witness: several in flight keep their order, but for idempotence") {
    check({"kafka/reorder-idempotent", Level::log, Fate::reordered, idempotence, "false"});
}

TEST_CASE("witness: without idempotence one in flight keeps its order, five do not") {
    check({"kafka/reorder-one-in-flight", Level::log, Fate::reordered,
           "/kafka/producers/shop/config/max.in.flight.requests.per.connection", "5"});
}

TEST_CASE(
    "witness: a leader that dies takes nothing that all have acknowledged; with acks=1 it does") {
    check({"kafka/acks-all-leader-dies", Level::log, Fate::lost_confirmed, acks, R"("1")"});
}

TEST_CASE("witness: a bad network loses nothing for who asks; with acks=0 it does") {
    check({"kafka/acks-all-bad-network", Level::log, Fate::lost_unknown, acks, R"("0")"});
}

TEST_CASE("witness: two copies before a confirmation outlive one power loss; one does not") {
    check({"kafka/min-isr-2", Level::log, Fate::lost_confirmed, min_isr, "1"});
}

TEST_CASE("witness: since KIP-101 two deaths lose nothing; a cut to the high watermark does") {
    check({"kafka/high-watermark-truncation-kip-101", Level::log, Fate::lost_confirmed,
           "/kafka/replication_rules", R"("truncate-to-high-watermark")"});
}

TEST_CASE("witness: a flush a message outlives the power of one broker; without it is lost") {
    check({"kafka/power-loss-one-broker-flush", Level::log, Fate::lost_confirmed, flush, ""});
}

TEST_CASE("witness: a flush a message outlives the power of the rack; three copies alone do not") {
    check({"kafka/power-loss-rack-flush", Level::log, Fate::lost_confirmed, flush, ""});
}

TEST_CASE("witness: a commit after the work skips nothing; one before it does") {
    check({"kafka/consumer-commit-after", Level::effect, Fate::lost_confirmed, commit,
           R"("before_processing")"});
}

TEST_CASE("witness: a commit before the work repeats nothing; one after it does") {
    check({"kafka/consumer-commit-before", Level::effect, Fate::duplicated, commit,
           R"("after_processing")"});
}

// It is the fact `passed_over` that gives the loss its cause: else it would be `never_consumed`.
TEST_CASE("witness: what is passed over is what was committed before the work, and nothing else") {
    const auto passed_over = [](const char* name) {
        return total(simulated(shipped_text(name), 60),
                     kafka::causes::offset_committed_before_processing);
    };
    CHECK(passed_over("kafka/consumer-commit-before") > 0);
    CHECK(passed_over("kafka/consumer-commit-after") == 0);
}

TEST_CASE("witness: without a crash each effect takes place once; a crash repeats some") {
    check({"kafka/consumer-no-crash", Level::effect, Fate::duplicated, "/faults",
           R"([{"crash": "billing", "between": ["500ms", "1500ms"], "restart_after": "200ms"}])"});
}

// The producer's own handler notes the confirmation; the power goes elsewhere, and it goes on.
TEST_CASE("witness: a moment in one node's handler does not stop it when another node dies") {
    const auto outcome = simulated(R"({"schema_version": 1, "kafka": {"topics": {"t": {}},
        "producers": {"p": {"messages": 7}}},
        "faults": [{"power_loss": "all brokers", "when": {"fact": "confirmed"}}]})",
                                   20);
    CHECK(fault_struck(outcome) == 20);
}

// The handler that answers the first message goes on with the second, which waited behind it: what
// it has not written when the process dies was never there, so nobody reports a copy that is gone.
TEST_CASE(
    "witness: a leader dies in the handler that appends a message behind the one it answers") {
    const auto outcome = simulated(R"({"schema_version": 1, "kafka": {"brokers": 2,
        "topics": {"orders": {"replication.factor": 2}},
        "producers": {"shop": {"messages": 2, "every": "100us",
                               "config": {"linger.ms": 0, "batch.size": 0}}}},
        "network": {"delay": "5ms"},
        "faults": [{"crash": "b1", "when": {"sent": "ProduceResponse", "message": 1},
                    "restart_after": "20s"}]})",
                                   3);
    CHECK(fault_struck(outcome) == 3);
    for (const RunSummary& run : outcome.runs)
        CHECK(run.fates.at(Level::log, Fate::exactly_once) == 2);
}

}  // namespace mqfate::tests::kafka_test
