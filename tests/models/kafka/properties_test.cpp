#include "models/kafka/properties.hpp"

#include <set>
#include <string_view>

#include "models/kafka/system.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/models/kafka/settled.hpp"

namespace mqfate::kafka::properties_test {

constexpr RuleSet every_rule = (RuleSet{1} << rule_count) - 1;

/// A cluster of three after four messages, when all has settled; a test spoils it.
struct Settled {
    scenarios::Scenario scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {
        "topics": {"t": {}}, "producers": {"p": {"messages": 4, "every": "50ms",
                                                 "config": {"linger.ms": 0}}}}})");
    World<Model> world = [&] {
        World<Model> settled = tests::settled(kafka_plan(scenario));
        // A follower hears of the last advance one fetch late: this one has.
        for (std::uint16_t n = 0; n < 3; ++n) {
            Broker& broker = std::get<Broker>(settled.roles[n]);
            broker.memory.replicas[0].high_watermark = broker.durable.logs[0].end;
        }
        return settled;
    }();

    Broker& broker(std::uint16_t n) { return std::get<Broker>(world.roles[n]); }
    Replica& replica(std::uint16_t n) { return broker(n).memory.replicas[0]; }
    ReplicaLog& log(std::uint16_t n) { return broker(n).durable.logs[0]; }
    Entries& entries() { return world.store.kafka.entries; }
    RuleSet broken() { return Model::broken_rules(every_rule, world, kafka_plan(scenario)); }
    /// The last entry of broker `n` goes, and another one of `epoch` takes its place.
    void overwrite_last(std::uint16_t n, LeaderEpoch epoch) {
        log(n).truncate(log(n).end - 1U, entries(), [](EntryId) {});
        const Entry entry{BatchId{0}, log(n).end, 1, epoch};
        log(n).append(entries().append({0}, entry), entry);
    }
};

TEST_CASE("properties: a settled cluster breaks none") {
    Settled cluster;
    CHECK(cluster.broken() == 0);
    CHECK(cluster.replica(0).leads);
}

TEST_CASE("properties: a committed entry that one replica has otherwise") {
    Settled cluster;
    cluster.overwrite_last(1, LeaderEpoch{9});
    CHECK(cluster.broken() == (set_of(Rule::logs_agree) | set_of(Rule::weak_isr) |
                               set_of(Rule::strong_isr) | set_of(Rule::leader_complete)));
}

TEST_CASE("properties: a leader without what another replica knows to be committed") {
    Settled cluster;
    cluster.log(0).truncate(Offset{0}, cluster.entries(), [](EntryId) {});
    cluster.replica(0).high_watermark = {0};
    CHECK(cluster.broken() == set_of(Rule::leader_complete));
    cluster.replica(1).high_watermark = cluster.replica(2).high_watermark = {0};
    CHECK(cluster.broken() == 0);
}

TEST_CASE("properties: the same above the high watermark is allowed, until it is the same epoch") {
    Settled cluster;
    for (std::uint16_t n = 0; n < 3; ++n)
        cluster.replica(n).high_watermark = cluster.log(n).end - 1U;
    cluster.overwrite_last(1, LeaderEpoch{9});
    CHECK(cluster.broken() == 0);
    cluster.overwrite_last(1, cluster.log(0).last_epoch());
    CHECK(cluster.broken() == set_of(Rule::epochs_agree));
}

TEST_CASE("properties: whom a leader counts and whom the controller counts are two questions") {
    Settled cluster;
    cluster.log(2).truncate(cluster.log(2).end - 1U, cluster.entries(), [](EntryId) {});
    cluster.replica(2).high_watermark = cluster.log(2).end;
    CHECK(cluster.broken() == (set_of(Rule::weak_isr) | set_of(Rule::strong_isr)));
    cluster.replica(0).isr = cluster.replica(0).isr.without(2);
    CHECK(cluster.broken() == set_of(Rule::strong_isr));
    auto& controller = std::get<Controller>(
        cluster.world.roles[index(kafka_plan(cluster.scenario).settings.kafka.controller())]);
    controller.durable.partitions[0].isr = controller.durable.partitions[0].isr.without(2);
    CHECK(cluster.broken() == 0);
}

TEST_CASE("properties: a broker that does not run has no say") {
    Settled cluster;
    cluster.overwrite_last(1, LeaderEpoch{9});
    cluster.world.nodes[1].process = false;
    CHECK(cluster.broken() == 0);
}

TEST_CASE("properties: two leaders are one too many in one epoch only") {
    Settled cluster;
    cluster.replica(1).leads = true;
    CHECK(cluster.broken() == set_of(Rule::one_leader_an_epoch));
    ++cluster.replica(1).leader_epoch;
    CHECK(cluster.broken() == 0);
}

TEST_CASE("properties: the high watermark falls within a reign, or between two") {
    const Reign reign{{0}, {0}, LeaderEpoch{1}, Offset{5}};
    Reign lower = reign;
    lower.high_watermark = {4};
    CHECK(breaks(Rule::watermark_rises, {reign}, {lower}));
    CHECK_FALSE(breaks(Rule::watermark_rises, {lower}, {reign}));
    ++lower.epoch;
    CHECK_FALSE(breaks(Rule::watermark_rises, {reign}, {lower}));
    CHECK_FALSE(breaks(Rule::watermark_rises, {reign}, {}));
}

TEST_CASE("properties: each rule has a name of its own") {
    std::set<std::string_view> names;
    for (const ModelRule& rule : Model::rules()) names.insert(rule.name.code);
    CHECK(names.size() == rule_count);
}

}  // namespace mqfate::kafka::properties_test
