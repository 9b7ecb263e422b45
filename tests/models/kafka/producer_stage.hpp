// A producer alone on a stage: the test plays the brokers, the clock and the ledger.
#pragma once

#include "models/kafka/producer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace mqfate::kafka {

struct ProducerStage {
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    Producer producer;
    std::vector<std::pair<NodeId, Vocabulary::Body>> sent;
    std::vector<std::pair<Vocabulary::Timer, Wait>> armed;
    std::vector<Fact> facts;
    std::vector<NodeId> closed;
    bool exited = false;
    NodeId leader{2};  ///< the broker that this producer turns to first (its node 5, modulo 3)
    LeaderEpoch epoch{0};

    /// `partitions` of one topic on three brokers, one producer of 100 messages of 100 bytes; a
    /// batch holds one message and does not linger.
    explicit ProducerStage(std::uint32_t partitions = 1) {
        Settings& kafka = settings.kafka;
        kafka.brokers = 3;
        kafka.topics.push_back({});
        kafka.topics[0].partitions = partitions;
        for (std::uint32_t i = 0; i < partitions; ++i) kafka.partitions.push_back({0, i, {}});
        kafka.producers.push_back({});
        settings.app.publishers.push_back({.node = self(), .first = {}, .messages = 100});
        config().partitioning = Partitioning::fixed;
        config().linger = {};
        config().batch_size = 100;
    }
    ProducerConfig& config() { return settings.kafka.producers[0]; }
    app::PublisherConfig& publisher() { return settings.app.publishers[0]; }
    NodeId self() const { return settings.kafka.producer_node(0); }

    template <class... What> void tell(const What&... what) {
        std::vector<Effect<Vocabulary>> effects;
        RoleContext context{self(), settings, store, effects};
        producer.on(what..., context);
        for (auto& effect : effects) std::visit([this](auto& e) { this->take(e); }, effect);
    }
    /// The process dies.
    void crash() {
        std::vector<Effect<Vocabulary>> effects;
        RoleContext context{self(), settings, store, effects};
        producer.memory.vanish(context);
        for (auto& effect : effects) std::visit([this](auto& e) { this->take(e); }, effect);
        producer.memory = {};
        armed.clear();
        sent.clear();
    }
    template <class Timer> bool is_armed(const Timer& timer) const {
        return find(timer) != armed.end();
    }
    /// How long `timer` waits. Requires: it is armed.
    template <class Timer> Wait wait_of(const Timer& timer) const {
        REQUIRE(is_armed(timer));
        return find(timer)->second;
    }
    template <class Timer> void fire(const Timer& timer) {
        REQUIRE(is_armed(timer));
        armed.erase(find(timer));
        tell(timer);
    }

    // ---- the brokers' part
    MetadataResponse metadata() const {
        MetadataResponse response;
        for (std::uint16_t i = 0; i < settings.kafka.partitions.size(); ++i)
            response.items.push_back({{i}, leader, epoch});
        return response;
    }
    /// Starts the producer; every broker it talks to answers until it may publish to the leader.
    void start() {
        tell(Started{});
        settle();
    }
    /// Answers all requests but those to produce, until there are none.
    void settle() {
        for (std::size_t i = 0; i < sent.size(); ++i) {
            const auto [server, body] = sent[i];
            if (std::holds_alternative<ProduceRequest>(body)) continue;
            sent.erase(sent.begin() + static_cast<std::ptrdiff_t>(i--));
            if (std::holds_alternative<MetadataRequest>(body)) tell(metadata(), server);
            if (std::holds_alternative<InitProducerIdRequest>(body))
                tell(InitProducerIdResponse{{7}, {0}}, server);
        }
    }
    void publish(int messages = 1) {
        for (int i = 0; i < messages; ++i) fire(app::PublishNext{});
        settle();
    }
    /// The produce requests that were sent and not looked at yet.
    std::vector<ProduceRequest> requests() {
        std::vector<ProduceRequest> all;
        for (const auto& [server, body] : sent)
            if (const auto* request = std::get_if<ProduceRequest>(&body)) all.push_back(*request);
        sent.clear();
        return all;
    }
    void answer(const ProduceRequest& request, Error error = Error::none) {
        ProduceResponse response;
        response.attempt = request.attempt;
        for (const auto& item : request.items)
            response.items.push_back({item.partition, error, item.batch});
        tell(response, leader);
        settle();
    }
    /// All back-offs end, one after the other, until none is armed.
    void end_backoffs() {
        for (bool again = true; std::exchange(again, false);)
            for (const auto& [timer, wait] : std::vector(armed)) {
                const bool backoff = std::holds_alternative<RetryBackoffOver>(timer) ||
                                     std::holds_alternative<MetadataBackoffOver>(timer) ||
                                     std::holds_alternative<ReconnectBackoffOver>(timer);
                if (!backoff) continue;
                std::visit(
                    [this](const auto& t) {
                        if constexpr (requires(RoleContext& c) { producer.on(t, c); }) {
                            if (is_armed(t)) fire(t);
                        }
                    },
                    timer);
                settle();
                again = true;
            }
    }

    // ---- the ledger's part
    /// The ids of the messages of `request`, in order.
    std::vector<std::uint32_t> messages_of(const ProduceRequest& request) const {
        std::vector<std::uint32_t> all;
        for (const auto& item : request.items) {
            const RecordRange range = store.kafka.batches[item.batch].records;
            for (const MessageId m : store.records.span(range.first, range.count))
                all.push_back(m.value);
        }
        return all;
    }
    std::vector<std::uint32_t> messages_of(const std::vector<ProduceRequest>& requests) const {
        std::vector<std::uint32_t> all;
        for (const auto& request : requests)
            for (const std::uint32_t m : messages_of(request)) all.push_back(m);
        return all;
    }
    const Batch& batch(const ProduceRequest& request, std::size_t item = 0) const {
        return store.kafka.batches[request.items[item].batch];
    }
    /// Messages with a fact of this kind.
    std::uint32_t count(FactKind kind) const {
        std::uint32_t n = 0;
        for (const Fact& fact : facts)
            if (fact.kind == kind) n += std::max(fact.records.count, 1U);
        return n;
    }
    Cause last_cause(FactKind kind) const {
        Cause cause = Cause::none;
        for (const Fact& fact : facts)
            if (fact.kind == kind) cause = fact.cause;
        return cause;
    }

private:
    template <class Timer> auto find(const Timer& timer) const {
        return std::find_if(armed.begin(), armed.end(), [&](const auto& each) {
            return each.first == Vocabulary::Timer{timer};
        });
    }
    void take(const Request<Vocabulary>& e) { sent.emplace_back(e.server, e.body); }
    void take(const Arm<Vocabulary>& e) {
        take(Cancel<Vocabulary>{e.timer});
        armed.emplace_back(e.timer, e.wait);
    }
    void take(const Cancel<Vocabulary>& e) {
        std::erase_if(armed, [&](const auto& each) { return each.first == e.timer; });
    }
    void take(const Fact& e) { facts.push_back(e); }
    void take(const Close& e) { closed.push_back(e.server); }
    void take(const HangUp& e) { exited = e.client == no_node; }
    template <class Other> void take(const Other&) {
        FAIL("an effect that a producer never asks for");
    }
};

}  // namespace mqfate::kafka
