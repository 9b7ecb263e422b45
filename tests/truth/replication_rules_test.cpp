// The catalogue of known anomalies, A6 to A9: what the rules of replication before KIP-101, KIP-279
// and KIP-320 did. Each is shown by the rung that has it, and gone with the next one.
//
// The specification elects whom it likes. Here the controller elects, from the in-sync set, when a
// session is over, so the schedules are longer: who is to lead must be alive or just dead, and who
// is to hear of a reign late hears of the next one late, too.
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "models/kafka/system.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/kafka_sampler.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::replication_rules_test {

/// Producer "p" to a topic "t" of three replicas, two of them in sync at least; one message an
/// entry, so that logs which differ do not differ in their borders.
Kafka cluster(const std::string& acks, int messages, const std::string& every) {
    return Kafka{}
        .network()
        .delay("3ms")
        .brokers(3)
        .set("replica.fetch.backoff.ms", "50ms")
        .topic("t")
        .replicas(3)
        .min_in_sync(2)
        .producer("p")
        .messages(messages)
        .every(every)
        .acks(acks)
        .one_by_one()
        .set("request.timeout.ms", 1'000);
}
Kafka quick_sessions(Kafka kafka) {
    return kafka.brokers(3)
        .set("broker.session.timeout.ms", 2'000)
        .set("broker.heartbeat.interval.ms", 300);
}

struct Seen {
    std::uint64_t lost = 0;    ///< confirmed messages that no reader finds
    std::uint64_t left = 0;    ///< of these: a replica has them, where the leader has others
    std::uint64_t differ = 0;  ///< runs at whose end two replicas have different logs
};

bool logs_differ(const World<kafka::Model>& world, const kafka::Settings& settings) {
    std::vector<std::vector<std::uint32_t>> logs;
    for (const NodeId node : settings.partitions[0].replicas) {
        const kafka::ReplicaLog& log =
            std::get<kafka::Broker>(world.roles[index(node)]).durable.logs[0];
        logs.emplace_back();
        log.each({0}, log.end, world.store.kafka.entries,
                 [&](kafka::EntryId id) { logs.back().push_back(id.value); });
    }
    return std::any_of(logs.begin(), logs.end(), [&](const auto& log) { return log != logs[0]; });
}

constexpr std::uint64_t runs = 20;

/// What comes of it, when all faults have struck and everything has restarted and settled.
Seen seen(Kafka kafka, const std::string& rules) {
    const scenarios::Scenario scenario = scenario_of(kafka.replication_rules(rules).text());
    KafkaSampler sampler(kafka_plan(scenario));
    Seen seen;
    for (std::uint64_t run = 0; run < runs; ++run) {
        const RunSummary summary = sampler.run(scenario.seed, run);
        REQUIRE(summary.drained);
        for (const auto& strikes : summary.node_strikes) REQUIRE(strikes.count > 0);
        seen.lost += summary.fates.at(Level::log, Fate::lost_confirmed);
        seen.left += summary.fates.caused_by(Cause::left_on_a_follower);
        if (logs_differ(sampler.world(), kafka_settings(scenario))) ++seen.differ;
    }
    return seen;
}

// KIP-101, scenario 1. A restart within the session is not possible here, so it is the election
// after the first leader's death that makes b3 truncate; before it has fetched again, the second
// leader dies. Messages come seldom enough that b3 has not yet heard of the last commit.
TEST_CASE("anomaly A6: a follower cut to its own high watermark leads without what is committed") {
    const Kafka c = quick_sessions(cluster("all", 100, "40ms"))
                        .crash("b1")
                        .between("500ms", "900ms")
                        .restart_after("20s")
                        .crash("b2")
                        .when({{"sent", "FetchRequest"}, {"from", "b3"}, {"to", "b2"}})
                        .restart_after("20s");
    CHECK(seen(c, "truncate-to-high-watermark").lost > 0);
    CHECK(seen(c, "kip-101").lost == 0);
    CHECK(seen(c, "current").lost == 0);
}

// KIP-101, scenario 2. b2 loses its page cache, b1 only its process: b1's checkpoint is above where
// b2 begins to write again. That b2's tail is lost no rule can help; that b1 keeps it is the rule.
TEST_CASE("anomaly A7: two logs differ at one offset for ever, and high watermarks say nothing") {
    const Kafka c = quick_sessions(cluster("all", 3'000, "2ms"))
                        .set("replica.high.watermark.checkpoint.interval.ms", 100)
                        .topic("t")
                        .replicas(2)
                        .min_in_sync(1)
                        .disk()
                        .with("writeback", {{"expire", "1s"}, {"wake", "500ms"}})
                        .crash("b1")
                        .between("2200ms", "2400ms")
                        .restart_after("12s")
                        .power_loss("b2")
                        .at("2450ms")
                        .restart_after("1s");
    const Seen before = seen(c, "truncate-to-high-watermark");
    CHECK(before.differ > 0);
    CHECK(before.left > 0);
    for (const char* rules : {"kip-101", "current"}) {
        const Seen after = seen(c, rules);
        CHECK(after.differ == 0);
        CHECK(after.left == 0);
    }
}

// KAFKA-6361. b2 leads with a shorter log than b3, which never hears of what b2 writes; then b3
// leads. KIP-101 answers with the start of b3's reign, which is above where the two part.
TEST_CASE("anomaly A8: after two quick elections the next larger epoch begins too late") {
    const Kafka c = quick_sessions(cluster("1", 3'000, "2ms"))
                        .topic("t")
                        .min_in_sync(1)
                        .cut({{"b1"}, {"b2"}})
                        .at("500ms")
                        .lasts("8s")
                        .cut({{"b2"}, {"b3"}})
                        .at("500ms")
                        .lasts("8s")
                        .crash("b1")
                        .between("700ms", "800ms")
                        .restart_after("20s")
                        .crash("b2")
                        .at("3500ms")
                        .restart_after("8s");
    CHECK(seen(c, "kip-101").differ > 0);
    CHECK(seen(c, "kip-279").differ == 0);
    CHECK(seen(c, "current").differ == 0);
}

// KAFKA-7128. b3 leads, and its own high watermark is one fetch late. b2 copies message by message,
// is let in when it has reached that, and leads when b3 dies there.
TEST_CASE("anomaly A9: a replica joins below the start of the reign, and leads without the rest") {
    const Kafka c = quick_sessions(cluster("all", 300, "20ms"))
                        .set("replica.lag.time.max.ms", 1'000)
                        .set("replica.fetch.max.bytes", 1)
                        .cut({{"b1"}, {"b2"}})
                        .at("500ms")
                        .lasts("60s")
                        .crash("b1")
                        .between("3s", "4s")
                        .restart_after("20s")
                        .crash("b3")
                        .when({{"sent", "AlterPartitionRequest"}, {"from", "b3"}})
                        .restart_after("20s");
    CHECK(seen(c, "kip-279").lost > 0);
    CHECK(seen(c, "kip-320-first-try").lost == 0);
    CHECK(seen(c, "current").lost == 0);
}

// b1 leads reigns 0 and 2, b2 reign 1; b3 hears of all that 18 s late.
//   182 s  b1's session is over: b2 leads reign 1, b1 follows and is in sync again
//   194 s  b2's session is over, and b2 believes on: b1 leads reign 2; b3, still in reign 0, copies
//          what b1 writes, and b1 counts it: confirmed
//   200 s  b3 hears of reign 1, asks b2, and cuts that off
//   206 s  b1 dies; b3 is in sync, and leads
// The sessions are a little longer than the heartbeats, which for b2 are out of step with b1's.
TEST_CASE("anomaly A9: a leader counts the fetch of a follower that is in an earlier reign") {
    const Kafka c = cluster("all", 1'100, "200ms")
                        .brokers(3)
                        .set("broker.session.timeout.ms", 21'000)
                        .set("broker.heartbeat.interval.ms", 20'000)
                        .late("BrokerHeartbeatResponse")
                        .to("b2")
                        .by("1500ms")
                        .between("0s", "170s")
                        .late("MetadataUpdate")
                        .to("b3")
                        .by("18s")
                        .between("181s", "197s")
                        .cut({{"b1"}, {"controller"}})
                        .at("179s")
                        .lasts("6s")
                        .cut({{"b2"}, {"controller"}})
                        .at("189s")
                        .lasts("60s")
                        .crash("b1")
                        .at("206s")
                        .restart_after("60s");
    CHECK(seen(c, "kip-320-first-try").lost > 0);
    CHECK(seen(c, "kip-320-unfenced-truncation").lost == 0);
    CHECK(seen(c, "current").lost == 0);
}

// b1 leads reigns 0 and 2, b2 reigns 1 and 3. Heartbeats are 35 s apart, sessions end after 40.
//    43 s  b1's heartbeat is late: b2 leads reign 1; b1 follows, 0.1 s behind, and is in sync again
//   120 s  b1 has its partition back, as the preferred leader of reign 2. Of that b3 hears 25 s
//          late, b2 30 s: b3 copies on what b2 appends in reign 1
//   135 s  b1's heartbeat is late again: b2 leads reign 3, of which b1 and b2 hear 25 s late
//   145 s  b3 hears of reigns 2 and 3, asks b2, which is still in reign 1, and keeps what both have
//   150 s  b2 hears of reign 2, asks b1, which leads it, and cuts that off
//   160 s  b2 hears of reign 3, and appends where b3 has what was cut off
TEST_CASE("anomaly A9: a follower asks a leader that is in an earlier reign, and keeps its tail") {
    const auto late = [](Kafka& kafka, const char* node, const char* by, const char* from,
                         const char* until) {
        kafka.late("MetadataUpdate").to(node).by(by).between(from, until);
    };
    Kafka c = cluster("1", 17'000, "10ms")
                  .topic("t")
                  .min_in_sync(1)
                  .brokers(3)
                  .set("replica.fetch.backoff.ms", "1s")
                  .set("broker.session.timeout.ms", 40'000)
                  .set("broker.heartbeat.interval.ms", 35'000)
                  .set("replica.lag.time.max.ms", 60'000)
                  .set("leader.imbalance.check.interval.seconds", 77)
                  .fault("slow", "b1")
                  .by("100ms")
                  .at("0s")
                  .lasts("250s")
                  .late("BrokerHeartbeatRequest")
                  .from("b1")
                  .by("20s")
                  .between("33s", "37s")
                  .late("BrokerHeartbeatRequest")
                  .from("b1")
                  .by("60s")
                  .between("123s", "128s");
    late(c, "b3", "25s", "115s", "125s");
    late(c, "b2", "30s", "115s", "125s");
    late(c, "b2", "25s", "128s", "138s");
    late(c, "b1", "25s", "128s", "138s");
    const Seen unfenced = seen(c, "kip-320-unfenced-truncation");
    CHECK(unfenced.differ > 0);
    CHECK(unfenced.left > 0);
    for (const char* rules : {"kip-320", "current"}) {
        const Seen fenced = seen(c, rules);
        CHECK(fenced.differ == 0);
        CHECK(fenced.left == 0);
    }
}

}  // namespace mqfate::tests::replication_rules_test
