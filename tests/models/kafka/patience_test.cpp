#include "models/kafka/patience.hpp"

#include "models/kafka/system.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/models/kafka/settled.hpp"

namespace mqfate::kafka::patience_test {

/// A cluster of three in which everything has settled; broker 0 leads, node 5 is the producer.
struct Calm {
    scenarios::Scenario scenario = tests::scenario_of(R"({"schema_version": 1, "kafka": {
        "topics": {"t": {}}, "producers": {"p": {"messages": 2, "every": "50ms",
                                                 "config": {"linger.ms": 0}}}}})");
    World<Model> world = tests::settled(kafka_plan(scenario));
    bool may_crash = true;

    static constexpr NodeId leader{0};
    static constexpr NodeId follower{1};
    static constexpr NodeId controller{3};
    static constexpr NodeId producer{5};

    Broker& broker(NodeId n) { return std::get<Broker>(world.roles[index(n)]); }
    Replica& replica(NodeId n) { return broker(n).memory.replicas[0]; }
    void stop(NodeId node) { world.nodes[index(node)].process = false; }
    void lose_power(NodeId node) {
        stop(node);
        world.nodes[index(node)].host = false;
    }
    template <class Timer> TimerNow now(NodeId node, const Timer& timer) {
        const Reach<Model> reach(world, kafka_plan(scenario), may_crash);
        return Model::timer_now(world, kafka_plan(scenario), reach, node, pack(timer));
    }
};

TEST_CASE("patience: pauses may be over at any moment; the application begins new work") {
    Calm calm;
    CHECK(calm.now(Calm::producer, app::PublishNext{}) == TimerNow::begins);
    CHECK(calm.now(Calm::producer, LingerOver{}) == TimerNow::fires);
    CHECK(calm.now(Calm::producer, RetryBackoffOver{}) == TimerNow::fires);
}

TEST_CASE("patience: a time-out is early until what it waits for cannot come") {
    Calm calm;
    const RequestTimeout request{Calm::leader, 0};
    CHECK(calm.now(Calm::producer, request) == TimerNow::early);
    CHECK(calm.now(Calm::producer, DeliveryTimeout{0}) == TimerNow::early);
    CHECK(calm.now(Calm::controller, SessionExpires{Calm::leader}) == TimerNow::early);
    calm.lose_power(Calm::leader);
    CHECK(calm.now(Calm::producer, request) == TimerNow::fires);
    CHECK(calm.now(Calm::producer, DeliveryTimeout{0}) == TimerNow::fires);
    CHECK(calm.now(Calm::controller, SessionExpires{Calm::leader}) == TimerNow::fires);
    CHECK(calm.now(Calm::controller, SessionExpires{Calm::follower}) == TimerNow::early);
}

TEST_CASE("patience: a sleeping client wakes for what is late, and one late answer is enough") {
    Calm calm;
    auto& memory = std::get<Producer>(calm.world.roles[index(Calm::producer)]).memory;
    CHECK(calm.now(Calm::producer, ClientWakes{}) == TimerNow::idle);
    memory.late = 1;
    CHECK(calm.now(Calm::producer, ClientWakes{}) == TimerNow::fires);
    calm.lose_power(Calm::leader);
    const RequestTimeout second{Calm::leader, 7};
    CHECK(calm.now(Calm::producer, second) == TimerNow::fires);
    memory.connections[index(Calm::leader)].requests.push_back({}).late = true;
    CHECK(calm.now(Calm::producer, second) == TimerNow::idle);
}

TEST_CASE("patience: while an answer is awaited, its own time-out comes before that of the batch") {
    Calm calm;
    calm.lose_power(Calm::leader);
    calm.world.timers[index(Calm::producer)].add(pack(RequestTimeout{Calm::leader, 0}));
    CHECK(calm.now(Calm::producer, DeliveryTimeout{0}) == TimerNow::early);
    auto& config = kafka_plan(calm.scenario).settings.kafka.producers[0];
    config.request_timeout = config.delivery_timeout;
    CHECK(calm.now(Calm::producer, DeliveryTimeout{0}) == TimerNow::fires);
}

TEST_CASE("patience: the session of a broker's previous start ends, though the broker runs") {
    Calm calm;
    calm.broker(Calm::follower).memory.membership.registered = false;
    CHECK(calm.now(Calm::controller, SessionExpires{Calm::follower}) == TimerNow::fires);
    // Until then it is refused, and asking changes nothing.
    CHECK(calm.now(Calm::follower, HeartbeatDue{}) == TimerNow::idle);
    auto& controller = std::get<Controller>(calm.world.roles[index(Calm::controller)]);
    controller.memory.contacts[index(Calm::follower)].session = false;
    CHECK(calm.now(Calm::follower, HeartbeatDue{}) == TimerNow::fires);
}

TEST_CASE("patience: heartbeats of a broker in good standing change nothing") {
    Calm calm;
    CHECK(calm.now(Calm::follower, HeartbeatDue{}) == TimerNow::idle);
    calm.broker(Calm::follower).memory.membership.fenced = true;
    CHECK(calm.now(Calm::follower, HeartbeatDue{}) == TimerNow::fires);
}

TEST_CASE("patience: whoever would ask a process that is down waits") {
    Calm calm;
    CHECK(calm.now(Calm::follower, FetchBackoffOver{Calm::leader}) == TimerNow::fires);
    calm.stop(Calm::leader);
    CHECK(calm.now(Calm::follower, FetchBackoffOver{Calm::leader}) == TimerNow::idle);
    CHECK(calm.now(Calm::producer, ReconnectBackoffOver{Calm::leader}) == TimerNow::idle);
}

TEST_CASE("patience: a long poll that ends tells a follower the high watermark, if that is news") {
    Calm calm;
    REQUIRE(calm.replica(Calm::leader).leads);
    calm.replica(Calm::follower).high_watermark = calm.replica(Calm::leader).high_watermark;
    CHECK(calm.now(Calm::leader, FetchExpires{Calm::follower}) == TimerNow::idle);
    calm.replica(Calm::follower).high_watermark = {0};
    CHECK(calm.now(Calm::leader, FetchExpires{Calm::follower}) == TimerNow::fires);
}

TEST_CASE("patience: a checkpoint matters when it says something new and a start may read it") {
    Calm calm;
    Broker& broker = calm.broker(Calm::leader);
    broker.durable.high_watermarks[0] = {0};
    CHECK(calm.now(Calm::leader, CheckpointDue{}) == TimerNow::fires);
    calm.may_crash = false;
    CHECK(calm.now(Calm::leader, CheckpointDue{}) == TimerNow::idle);
    calm.may_crash = true;
    broker.durable.high_watermarks[0] = calm.replica(Calm::leader).high_watermark;
    CHECK(calm.now(Calm::leader, CheckpointDue{}) == TimerNow::idle);
}

TEST_CASE("patience: the in-sync set is looked at when a member cannot follow") {
    Calm calm;
    CHECK(calm.now(Calm::leader, IsrCheckDue{}) == TimerNow::idle);
    calm.replica(Calm::leader).remotes[1].end = {0};  // it lags, and could fetch
    CHECK(calm.now(Calm::leader, IsrCheckDue{}) == TimerNow::early);
    calm.stop(Calm::follower);
    CHECK(calm.now(Calm::leader, IsrCheckDue{}) == TimerNow::fires);
}

TEST_CASE("patience: what only makes the next pause longer is one value") {
    Calm calm;
    auto& role = calm.world.roles[index(Calm::producer)];
    const auto before = role;
    auto& memory = std::get<Producer>(role).memory;
    memory.connections[0].attempts = {.failed = 3, .failed_connect = 1};
    memory.metadata.fruitless = 2;
    CHECK(role != before);
    Model::forget_pauses(role);
    auto same = before;
    Model::forget_pauses(same);
    CHECK(role == same);
}

TEST_CASE("patience: a search is over before metadata are too old") {
    Calm calm;
    CHECK(calm.now(Calm::producer, MetadataTooOld{}) == TimerNow::idle);
}

}  // namespace mqfate::kafka::patience_test
