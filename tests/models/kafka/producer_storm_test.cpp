// The producer in a storm: answers, errors, breaks and timers in any order. Whatever happens, each
// message is settled once, and when the storm is over all are.
#include "tests/models/kafka/producer_stage.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqfate::kafka::producer_storm_test {

constexpr Error errors[] = {
    Error::none,
    Error::none,
    Error::none,
    Error::not_leader_or_follower,
    Error::not_enough_replicas,
    Error::request_timed_out,
    Error::out_of_order_sequence_number,
    Error::duplicate_sequence_number,
    Error::invalid_producer_epoch,
    Error::unknown_producer_id,
    Error::kafka_storage_error,
    Error::message_too_large,
};

struct Storm {
    ProducerStage stage{3};
    std::uint64_t dice;

    explicit Storm(std::uint64_t seed) : dice(seed * 2 + 1) {
        ProducerConfig& config = stage.config();
        stage.publisher().messages = 60;
        config.partitioning = below(2) == 0 ? Partitioning::sticky : Partitioning::by_key;
        config.keys = 5;
        config.batch_size = 100 * (1 + below(3));
        config.linger = milliseconds(static_cast<std::int64_t>(below(2)));
        config.acks = static_cast<Acks>(below(3));
        config.enable_idempotence = below(3) != 0;
        config.max_in_flight_requests_per_connection = below(3) == 0 ? 1 : 5;
        config.retries = below(4) == 0 ? 2 : 0x7fffffff;
        config.buffer_memory = below(3) == 0 ? 1000 : 1'000'000;
        stage.tell(Started{});
    }
    std::uint32_t below(std::uint32_t bound) {
        dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(dice >> 33) % bound;
    }
    void answer(NodeId server, const Vocabulary::Body& body, bool calm) {
        if (std::holds_alternative<MetadataRequest>(body)) {
            stage.tell(stage.metadata(), server);
        } else if (std::holds_alternative<InitProducerIdRequest>(body)) {
            stage.tell(InitProducerIdResponse{{below(1000)}, {0}}, server);
        } else if (const auto& request = std::get<ProduceRequest>(body);
                   request.acks != Acks::none) {
            ProduceResponse response;
            response.attempt = request.attempt;
            for (const auto& item : request.items) {
                const Error error = calm ? Error::none : errors[below(std::size(errors))];
                response.items.push_back({item.partition, error, item.batch});
            }
            stage.tell(response, server);
        }
    }
    // As datagrams: lost, late, twice and out of order.
    void some_message(bool calm) {
        if (stage.sent.empty()) return;
        const std::size_t at = below(static_cast<std::uint32_t>(stage.sent.size()));
        const auto [server, body] = stage.sent[at];
        const bool lost = !calm && below(5) == 0;
        const bool twice = !calm && below(8) == 0;
        if (!twice) stage.sent.erase(stage.sent.begin() + static_cast<std::ptrdiff_t>(at));
        if (!lost) answer(server, body, calm);
    }
    void some_timer() {
        if (stage.armed.empty()) return;
        const auto timer = stage.armed[below(static_cast<std::uint32_t>(stage.armed.size()))].first;
        std::visit(
            [this](const auto& t) {
                if constexpr (requires(RoleContext& c) { stage.producer.on(t, c); }) stage.fire(t);
            },
            timer);
    }
    void some_break() { stage.tell(Disconnected{{static_cast<std::uint16_t>(below(3))}, true}); }
    void some_election() {
        stage.leader = below(5) == 0 ? no_node : NodeId{static_cast<std::uint16_t>(below(3))};
        ++stage.epoch;
    }
    void step() {
        const std::uint32_t what = below(20);
        if (what < 12) return some_message(false);
        if (what < 18) return some_timer();
        what == 18 ? some_break() : some_election();
    }
    std::uint32_t settled() const {
        return stage.count(FactKind::confirmed) + stage.count(FactKind::rejected) +
               stage.count(FactKind::let_go);
    }
};

TEST_CASE("producer storm: each message is settled once, and all are when the storm is over") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Storm storm(seed);
        CAPTURE(seed);
        for (int i = 0; i < 400; ++i) {
            storm.step();
            REQUIRE_EQ(storm.settled() + storm.stage.producer.held(),
                       storm.stage.count(FactKind::published));
        }
        storm.stage.leader = {1};
        storm.stage.epoch = storm.stage.epoch + 1;
        const auto done = [&] {
            return storm.stage.producer.done(storm.stage.settings.app, storm.stage.self());
        };
        for (int i = 0; i < 20'000 && !done(); ++i) {
            storm.some_message(true);
            if (storm.stage.sent.empty()) storm.some_timer();
        }
        REQUIRE(done());
        REQUIRE_EQ(storm.settled(), 60);
    }
}

}  // namespace mqfate::kafka::producer_storm_test
