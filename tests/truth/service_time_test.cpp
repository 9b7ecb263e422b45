// Brokers take time for a request, one after the other on each connection, and read the
// controller's news when they get to it.
#include <cstdint>
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::service_time_test {

Kafka one_broker(const std::string& acks) {
    return Kafka{}
        .brokers(1)
        .topic("t")
        .producer("p")
        .messages(200)
        .every("20ms")
        .acks(acks)
        .idempotent(false)
        .one_by_one()
        .network()
        .delay("1ms");
}
Duration median_confirmation(const Kafka& kafka) {
    return simulated(kafka.text(), 20).latencies.ack.quantile({1, 2});
}

TEST_CASE("truth: a confirmation takes a round trip and the service time") {
    // 1 ms each way, and 500 us: the histogram has steps of a few percent.
    const auto kafka = [] { return one_broker("1"); };
    const Duration quick = median_confirmation(kafka().service("0ms"));
    const Duration slow = median_confirmation(kafka().service("500us"));
    CHECK(static_cast<double>(quick.ns) == doctest::Approx(2.0e6).epsilon(0.05));
    CHECK(static_cast<double>(slow.ns) == doctest::Approx(2.5e6).epsilon(0.05));
    // Where nothing is said it takes what was measured: half of the requests 560 us.
    const Duration usual = median_confirmation(kafka());
    CHECK(static_cast<double>(usual.ns) == doctest::Approx(2.56e6).epsilon(0.05));
}

/// The leader stands still for longer than its session with requests in its sockets.
std::string stopped_leader(const char* service) {
    return Kafka{}
        .brokers(3)
        .service(service)
        .topic("t")
        .min_in_sync(2)
        .producer("p")
        .messages(1'500)
        .every("10ms")
        .acks("1")
        .idempotent(false)
        .one_by_one()
        .fault("pause", "b1")
        .at("1s")
        .lasts("12s")
        .text();
}

TEST_CASE("truth: what lies in a stopped leader's sockets is not handled in one instant") {
    // Without a service time it confirms all five that are in flight, and loses them. With one it
    // hears of its successor after the first: what comes then is refused, and not lost.
    const Outcome at_once = simulated(stopped_leader("0ms"), 20);
    const Outcome in_turn = simulated(stopped_leader("1ms"), 20);
    CHECK(total(at_once, Level::log, Fate::lost_confirmed) == 20 * 5);
    CHECK(total(in_turn, Level::log, Fate::lost_confirmed) == 20 * 1);
    // Of as many as were answered the next ones were sent there too: five come back in reverse.
    CHECK(total(at_once, Level::log, Fate::reordered) == 20 * 4);
    CHECK(total(in_turn, Level::log, Fate::reordered) == 20 * 4);
}

TEST_CASE("truth: a broker that reads the news of a new leader late sends clients to the old one") {
    // acks=0: the producer asks who leads, is told of the dead one, and what it then sends is lost.
    const auto lost = [](const Kafka::Json& metadata) {
        const Kafka kafka = Kafka{}
                                .brokers(3)
                                .metadata(metadata)
                                .set("broker.session.timeout.ms", 2'000)
                                .set("broker.heartbeat.interval.ms", 300)
                                .topic("t")
                                .producer("p")
                                .messages(1'600)
                                .every("2500us")
                                .acks("0")
                                .one_by_one()
                                .crash("leader of t/0")
                                .between("1500ms", "2500ms")
                                .restart_after("10s");
        return total(simulated(kafka.text(), 100), Level::log, Fate::lost_unknown);
    };
    const std::uint64_t prompt = lost("1us");
    const std::uint64_t late = lost({{"uniform", {"0ms", "500ms"}}});
    CAPTURE(prompt);
    CAPTURE(late);
    CHECK(late > prompt);
}

}  // namespace mqfate::tests::service_time_test
