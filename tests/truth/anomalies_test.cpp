// The catalogue of known anomalies of Kafka: each with the configuration that shows it and the one
// that does not. Names are those of the catalogue; the table of models/kafka/README.md has them
// all, with those that are out of reach.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests::anomalies_test {

Kafka acks(const std::string& acks) { return small_cluster().acks(acks).set("linger.ms", 0); }
Kafka patient(int brokers = 3) {
    return small_cluster(brokers).acks("all").set("linger.ms", 0).set("request.timeout.ms", 1'000);
}
Kafka not_idempotent(int in_flight) {
    return small_cluster().acks("all").one_by_one().idempotent(false).set(
        "max.in.flight.requests.per.connection", in_flight);
}
std::uint64_t times(const Kafka& kafka, Fate fate, Level level = Level::log) {
    return total(simulated(kafka.text(), 40), level, fate);
}

Kafka leader_dies(Kafka kafka) {
    return kafka.crash("leader of t/0").between("500ms", "900ms").restart_after("5s");
}
Kafka answers_lost(Kafka kafka) {
    return kafka.fault("reset", "ProduceResponse").to("p").probability(0.02);
}

TEST_CASE("anomaly A1: acks=0 drops what is on its way to a leader that dies") {
    CHECK(times(leader_dies(patient()), Fate::lost_unknown) == 0);
    CHECK(times(leader_dies(acks("0")), Fate::lost_unknown) > 0);
}

TEST_CASE("anomaly A2: with acks=1 a leader takes along what no follower has; acks=all does not") {
    CHECK(times(leader_dies(patient()), Fate::lost_confirmed) == 0);
    CHECK(times(leader_dies(acks("1")), Fate::lost_confirmed) > 0);
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
    Kafka kafka = patient().power_loss("all brokers").at("800ms").restart_after("1s");
    CHECK(times(kafka, Fate::lost_confirmed) > 0);
    CHECK(times(kafka.topic("t").set("flush.messages", 1), Fate::lost_confirmed) == 0);
}

TEST_CASE("anomaly A13: an empty disk that is alone in the in-sync set leads an empty log") {
    const auto two = [] { return patient(2).topic("t").replicas(2).min_in_sync(1); };
    const auto disk_lost = [](Kafka kafka) {
        return kafka.fault("disk_loss", "b1").at("6s").restart_after("1s");
    };
    CHECK(times(disk_lost(two()), Fate::lost_confirmed) == 0);  // the other one has it all
    const Kafka alone = two().fault("isolate", "b2").at("100ms").lasts("12s");
    CHECK(times(disk_lost(alone), Fate::lost_confirmed) > 0);
}

TEST_CASE("anomaly B1: a retry after a lost answer is a duplicate, but for idempotence") {
    CHECK(times(answers_lost(patient()), Fate::duplicated) == 0);
    CHECK(times(answers_lost(not_idempotent(1)), Fate::duplicated) > 0);
}

TEST_CASE("anomaly B2: a retry behind a later batch reorders, with more than one in flight") {
    const auto slow = [](Kafka kafka) {
        return kafka.fault("reset", "ProduceRequest")
            .from("p")
            .probability(0.02)
            .fault("slow", "b1")
            .by({{"exponential", "4ms"}})
            .at("0s");
    };
    CHECK(times(slow(not_idempotent(1)), Fate::reordered) == 0);
    CHECK(times(slow(not_idempotent(5)), Fate::reordered) > 0);
}

TEST_CASE("anomaly B4: delivery.timeout.ms calls a failure what is in the log") {
    const auto waiting = [](int ms) {
        return small_cluster()
            .set("linger.ms", 0)
            .set("request.timeout.ms", 100)
            .set("delivery.timeout.ms", ms)
            .drop("ProduceResponse")
            .to("p")
            .probability(0.2);
    };
    CHECK(times(waiting(150), Fate::phantom) > 0);
    CHECK(times(waiting(120'000), Fate::phantom) == 0);
}

TEST_CASE("anomaly B5: what expires before it is sent is lost, and the application is told") {
    const auto waiting = [](int ms) {
        return small_cluster()
            .set("linger.ms", 0)
            .set("request.timeout.ms", 500)
            .set("delivery.timeout.ms", ms)
            .fault("isolate", "p")
            .at("200ms")
            .lasts("5s");
    };
    CHECK(times(waiting(1'000), Fate::lost_rejected) > 0);
    CHECK(times(waiting(1'000), Fate::lost_confirmed) == 0);
    CHECK(times(waiting(120'000), Fate::lost_rejected) == 0);
}

TEST_CASE("anomaly B8: acks=1 switches the default idempotence off without a word") {
    CHECK(times(answers_lost(acks("all")), Fate::duplicated) == 0);
    CHECK(times(answers_lost(acks("1")), Fate::duplicated) > 0);
}

TEST_CASE("anomaly B10: what a killed producer held in its batches is gone, and nobody knows") {
    Kafka kafka = small_cluster().acks("all").set("linger.ms", 100);
    CHECK(times(kafka, Fate::lost_unknown) == 0);
    kafka.crash("p").between("500ms", "900ms").restart_after("100ms");
    CHECK(times(kafka, Fate::lost_unknown) > 0);
}

Kafka consuming(const char* commit, const char* work) {
    return patient().consumer("c").commit(commit).work(work);
}
Kafka consumer_dies(Kafka kafka) {
    return kafka.crash("c").between("500ms", "900ms").restart_after("200ms");
}

TEST_CASE(
    "anomaly C7: automatic commit loses nothing for one thread: poll() commits what was done") {
    const Kafka kafka =
        consumer_dies(consuming("automatic", "1ms").set("auto.commit.interval.ms", 100));
    CHECK(times(kafka, Fate::lost_confirmed, Level::effect) == 0);
    CHECK(times(kafka, Fate::duplicated, Level::effect) > 0);
}

TEST_CASE("anomaly C8: a crash after the work and before the commit repeats the work") {
    const Kafka kafka = consuming("after_processing", "3ms");
    CHECK(times(kafka, Fate::duplicated, Level::effect) == 0);
    CHECK(times(consumer_dies(kafka), Fate::duplicated, Level::effect) > 0);
}

TEST_CASE("anomaly C9: a commit before the work loses the rest of the batch at a crash") {
    const auto lost_effects = [](const char* commit) {
        return times(consumer_dies(consuming(commit, "1ms")), Fate::lost_confirmed, Level::effect);
    };
    CHECK(lost_effects("after_processing") == 0);
    CHECK(lost_effects("before_processing") > 0);
}

}  // namespace mqfate::tests::anomalies_test
