// The catalogue of known anomalies of Kafka: each with the configuration that shows it and the one
// that does not. Names are those of the catalogue; the table of models/kafka/README.md has them
// all, with those that are out of reach.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests {
namespace {

struct Case {
    std::string topic = R"("replication.factor": 3, "min.insync.replicas": 2)";
    std::string producer = R"("acks": "all", "linger.ms": 0, "request.timeout.ms": 1000)";
    std::string consumer = "";  ///< members of the consumer; empty: there is none
    std::string faults = "";
    std::string brokers = "3";
};

std::string scenario(const Case& c) {
    const std::string consumers =
        c.consumer.empty() ? "" : R"(, "consumers": {"c": {)" + c.consumer + "}}";
    return R"({"schema_version": 1, "kafka": {"brokers": )" + c.brokers + R"(,
        "broker_config": {"broker.session.timeout.ms": 2000, "broker.heartbeat.interval.ms": 300},
        "topics": {"t": {)" +
           c.topic + R"(}}, "producers": {"p": {"messages": 600, "every": "2ms", "config": {)" +
           c.producer + "}}}" + consumers + R"(}, "network": {"delay": "3ms"}, "faults": [)" +
           c.faults + "]}";
}
std::uint64_t times(const Case& c, Fate fate, Level level = Level::log) {
    return total(simulated(scenario(c), 40), level, fate);
}

const std::string leader_dies =
    R"({"crash": "leader of t/0", "between": ["500ms", "900ms"], "restart_after": "5s"})";
const std::string answers_lost = R"({"reset": "ProduceResponse", "to": "p", "probability": 0.02})";
const std::string without_idempotence =
    R"("acks": "all", "linger.ms": 0, "batch.size": 0, "enable.idempotence": false)";

TEST_CASE("anomaly A1: acks=0 drops what is on its way to a leader that dies") {
    Case c{.faults = leader_dies};
    CHECK(times(c, Fate::lost_unknown) == 0);
    c.producer = R"("acks": "0", "linger.ms": 0)";
    CHECK(times(c, Fate::lost_unknown) > 0);
}

TEST_CASE("anomaly A2: with acks=1 a leader takes along what no follower has; acks=all does not") {
    Case c{.faults = leader_dies};
    CHECK(times(c, Fate::lost_confirmed) == 0);
    c.producer = R"("acks": "1", "linger.ms": 0)";
    CHECK(times(c, Fate::lost_confirmed) > 0);
}

std::uint64_t lost(const char* shipped) {
    return total(simulated(shipped_text(shipped), 30), Level::log, Fate::lost_confirmed);
}

TEST_CASE("anomaly A4: acks=all with min.insync.replicas=1 is the leader alone") {
    // The followers leave the in-sync set, the leader confirms on, and loses its power.
    CHECK(lost("kafka/min-isr-1") > 0);
    CHECK(lost("kafka/min-isr-2") == 0);
}

TEST_CASE("anomaly A10: the last replica standing loses what three had confirmed, without ELR") {
    // The same with min.insync.replicas=2, when the leader's page cache had not been written back.
    CHECK(lost("kafka/last-replica-standing") > 0);
    CHECK(lost("kafka/min-isr-2") == 0);
}

TEST_CASE("anomaly A12: the power of all replicas at once takes what three had confirmed") {
    Case c{.faults = R"({"power_loss": "all brokers", "at": "800ms", "restart_after": "1s"})"};
    CHECK(times(c, Fate::lost_confirmed) > 0);
    c.topic += R"(, "flush.messages": 1)";
    CHECK(times(c, Fate::lost_confirmed) == 0);
}

TEST_CASE("anomaly A13: an empty disk that is alone in the in-sync set leads an empty log") {
    const std::string disk_lost = R"({"disk_loss": "b1", "at": "6s", "restart_after": "1s"})";
    Case c{.topic = R"("replication.factor": 2, "min.insync.replicas": 1)",
           .faults = disk_lost,
           .brokers = "2"};
    CHECK(times(c, Fate::lost_confirmed) == 0);  // the other one has it all, and leads
    c.faults = R"({"isolate": "b2", "at": "100ms", "for": "12s"}, )" + disk_lost;
    CHECK(times(c, Fate::lost_confirmed) > 0);
}

TEST_CASE("anomaly B1: a retry after a lost answer is a duplicate, but for idempotence") {
    Case c{.faults = answers_lost};
    CHECK(times(c, Fate::duplicated) == 0);
    c.producer = without_idempotence + R"(, "max.in.flight.requests.per.connection": 1)";
    CHECK(times(c, Fate::duplicated) > 0);
}

TEST_CASE("anomaly B2: a retry behind a later batch reorders, with more than one in flight") {
    Case c{.faults = R"({"reset": "ProduceRequest", "from": "p", "probability": 0.02},
                        {"slow": "b1", "by": {"exponential": "4ms"}, "at": "0s"})"};
    c.producer = without_idempotence + R"(, "max.in.flight.requests.per.connection": 1)";
    CHECK(times(c, Fate::reordered) == 0);
    c.producer = without_idempotence + R"(, "max.in.flight.requests.per.connection": 5)";
    CHECK(times(c, Fate::reordered) > 0);
}

TEST_CASE("anomaly B4: delivery.timeout.ms calls a failure what is in the log") {
    Case c{.faults = R"({"drop": "ProduceResponse", "to": "p", "probability": 0.2})"};
    const std::string impatient = R"("linger.ms": 0, "request.timeout.ms": 100, )";
    c.producer = impatient + R"("delivery.timeout.ms": 150)";
    CHECK(times(c, Fate::phantom) > 0);
    c.producer = impatient + R"("delivery.timeout.ms": 120000)";
    CHECK(times(c, Fate::phantom) == 0);
}

TEST_CASE("anomaly B5: what expires before it is sent is lost, and the application is told") {
    Case c{.faults = R"({"isolate": "p", "at": "200ms", "for": "5s"})"};
    const std::string usual = R"("linger.ms": 0, "request.timeout.ms": 500, )";
    c.producer = usual + R"("delivery.timeout.ms": 1000)";
    CHECK(times(c, Fate::lost_rejected) > 0);
    CHECK(times(c, Fate::lost_confirmed) == 0);
    c.producer = usual + R"("delivery.timeout.ms": 120000)";
    CHECK(times(c, Fate::lost_rejected) == 0);
}

TEST_CASE("anomaly B8: acks=1 switches the default idempotence off without a word") {
    Case c{.faults = answers_lost};
    c.producer = R"("acks": "all", "linger.ms": 0)";
    CHECK(times(c, Fate::duplicated) == 0);
    c.producer = R"("acks": "1", "linger.ms": 0)";
    CHECK(times(c, Fate::duplicated) > 0);
}

TEST_CASE("anomaly B10: what a killed producer held in its batches is gone, and nobody knows") {
    Case c;
    c.producer = R"("acks": "all", "linger.ms": 100)";
    CHECK(times(c, Fate::lost_unknown) == 0);
    c.faults = R"({"crash": "p", "between": ["500ms", "900ms"], "restart_after": "100ms"})";
    CHECK(times(c, Fate::lost_unknown) > 0);
}

const std::string consumer_dies =
    R"({"crash": "c", "between": ["500ms", "900ms"], "restart_after": "200ms"})";

TEST_CASE(
    "anomaly C7: automatic commit loses nothing for one thread: poll() commits what was done") {
    const Case c{.consumer = R"("commit": "automatic", "work": "1ms",
                                "config": {"auto.commit.interval.ms": 100})",
                 .faults = consumer_dies};
    CHECK(times(c, Fate::lost_confirmed, Level::effect) == 0);
    CHECK(times(c, Fate::duplicated, Level::effect) > 0);
}

TEST_CASE("anomaly C8: a crash after the work and before the commit repeats the work") {
    Case c{.consumer = R"("commit": "after_processing", "work": "3ms")"};
    CHECK(times(c, Fate::duplicated, Level::effect) == 0);
    c.faults = consumer_dies;
    CHECK(times(c, Fate::duplicated, Level::effect) > 0);
}

TEST_CASE("anomaly C9: a commit before the work loses the rest of the batch at a crash") {
    Case c{.consumer = R"("commit": "after_processing", "work": "1ms")", .faults = consumer_dies};
    CHECK(times(c, Fate::lost_confirmed, Level::effect) == 0);
    c.consumer = R"("commit": "before_processing", "work": "1ms")";
    CHECK(times(c, Fate::lost_confirmed, Level::effect) > 0);
}

}  // namespace
}  // namespace mqfate::tests
