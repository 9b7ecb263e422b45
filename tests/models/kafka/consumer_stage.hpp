// A consumer alone on a stage: the test plays the broker, the coordinator, the clock and the
// ledger.
#pragma once

#include "models/kafka/causes.hpp"
#include "models/kafka/consumer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace mqfate::kafka {

/// One broker that leads one partition, and a consumer; each verb is one step of the world.
struct ConsumerStage {
    static constexpr NodeId broker{0};
    static constexpr PartitionId p0{0};
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    std::vector<Effect<Vocabulary>> effects;
    Consumer consumer;
    std::uint32_t log_end = 0;

    explicit ConsumerStage(CommitMode mode, std::uint32_t commit_every = 0) {
        settings.kafka.brokers = 1;
        settings.kafka.partitions.resize(1);
        settings.kafka.consumers.resize(1);
        config().partitions = {p0};
        config().commit = mode;
        config().commit_every = commit_every;
        settings.app.applications.push_back({.node = settings.kafka.consumer_node(0), .work = {3}});
    }
    ConsumerConfig& config() { return settings.kafka.consumers[0]; }
    NodeId coordinator() const { return settings.kafka.coordinator(); }
    RoleContext context() {
        effects.clear();
        return {settings.kafka.consumer_node(0), settings, store, effects};
    }
    template <class What> void show(const What& what) {
        RoleContext handed = context();
        consumer.on(what, handed);
    }
    template <class Message> void say(const Message& message, NodeId from) {
        RoleContext handed = context();
        consumer.on(message, from, handed);
    }
    /// From the start to the first fetch; `committed`: what the coordinator knows.
    void begin(std::optional<std::uint32_t> committed = {}) {
        show(Started{});
        say(MetadataResponse{{{p0, broker, {1}}}}, broker);
        OffsetFetchResponse offsets;
        if (committed) offsets.items.push_back({p0, {1}, {*committed}});
        say(offsets, coordinator());
    }
    /// The next `count` records of the log arrive, as one entry.
    void bring(std::uint32_t count) {
        const RecordIndex first{static_cast<std::uint32_t>(store.records.size())};
        for (std::uint32_t i = 0; i < count; ++i) store.records.append(MessageId{log_end + i});
        const BatchId batch =
            store.kafka.batches.append({.partition = p0, .records = {first, count}});
        FetchResponse response;
        response.items.push_back(
            {.partition = p0,
             .entries = {store.kafka.entries.append(p0, {batch, {log_end}, count, {1}}), 1}});
        log_end += count;
        say(response, broker);
    }
    /// The process dies. Returns the messages that are passed over for good.
    std::vector<std::uint32_t> crash() {
        RoleContext handed = context();
        consumer.memory.vanish(handed);
        consumer.memory = {};
        std::vector<std::uint32_t> passed;
        for (const auto& effect : effects) {
            const Fact& fact = std::get<Fact>(effect);
            CHECK(fact.kind == FactKind::passed_over);
            CHECK(fact.cause == causes::offset_committed_before_processing);
            for (const MessageId m : store.records.span(fact.records.first, fact.records.count))
                passed.push_back(m.value);
        }
        return passed;
    }
    void finish_work() { show(app::WorkDone{}); }
    void commit_answered() { say(OffsetCommitResponse{}, coordinator()); }

    template <class Message> std::optional<Message> asked(NodeId server) const {
        for (const auto& effect : effects)
            if (const auto* request = std::get_if<Request<Vocabulary>>(&effect))
                if (const auto* m = std::get_if<Message>(&request->body))
                    if (request->server == server) return *m;
        return {};
    }
    /// The offset that the last step asked to commit.
    std::optional<std::uint32_t> committed() const {
        const auto request = asked<OffsetCommitRequest>(coordinator());
        return request ? std::optional(request->items.at(0).offset.value) : std::nullopt;
    }
    std::optional<Wait> armed(Vocabulary::Timer timer) const {
        for (const auto& effect : effects)
            if (const auto* arm = std::get_if<Arm<Vocabulary>>(&effect))
                if (arm->timer == timer) return arm->wait;
        return {};
    }
    bool works() const { return armed(app::WorkDone{}).has_value(); }
    bool fetches() const { return asked<FetchRequest>(broker).has_value(); }
    const Fact* fact(FactKind kind) const {
        for (const auto& effect : effects)
            if (const auto* found = std::get_if<Fact>(&effect))
                if (found->kind == kind) return found;
        return nullptr;
    }
};

}  // namespace mqfate::kafka
