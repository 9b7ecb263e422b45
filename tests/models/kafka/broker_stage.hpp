// A broker alone on a stage: the test plays the clients, the other brokers, the controller, the
// disk.
#pragma once

#include "models/kafka/broker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace mqfate::kafka {

/// Three brokers hold every partition; the first replica of each is broker 0. min.insync.replicas
/// is 2. Node 3 is the controller, 5 and 6 are producers, 7 is a consumer.
struct BrokerStage {
    static constexpr PartitionId p0{0};
    static constexpr PartitionId p1{1};
    static constexpr NodeId controller{3};
    static constexpr NodeId shop{5};
    static constexpr NodeId mill{6};
    static constexpr NodeId reader{7};
    static constexpr ReplicaSet all{0b111};

    Vocabulary::Settings settings;
    Vocabulary::Store store;
    Broker broker;
    NodeId self;
    // What the last step did.
    std::vector<std::pair<NodeId, Vocabulary::Body>> sent;
    std::vector<Fact> facts;
    std::vector<NodeId> hung_up;
    std::vector<NodeId> closed;
    std::vector<FileId> syncs;
    bool exits = false;
    // What is armed since the start.
    std::vector<std::pair<Vocabulary::Timer, Wait>> armed;

    explicit BrokerStage(NodeId self_ = {0}, std::uint32_t partitions = 1) : self(self_) {
        Settings& kafka = settings.kafka;
        kafka.brokers = 3;
        kafka.topics.push_back({});
        kafka.topics[0].partitions = partitions;
        kafka.topics[0].min_insync_replicas = 2;
        for (std::uint32_t i = 0; i < partitions; ++i)
            kafka.partitions.push_back({0, i, {{0}, {1}, {2}}});
        kafka.producers.resize(2);
        kafka.consumers.resize(1);
        kafka.consumers[0].partitions = {p0};
    }
    BrokerStage& start() {
        tell(Started{});
        return *this;
    }
    void restart() {
        broker.memory = {};
        armed.clear();
        tell(Started{true});
    }

    template <class... What> void tell(const What&... what) {
        std::vector<Effect<Vocabulary>> effects;
        RoleContext context{self, settings, store, effects};
        broker.on(what..., context);
        take(effects);
    }
    void survive(Position kept, Cause cause) {
        std::vector<Effect<Vocabulary>> effects;
        RoleContext context{self, settings, store, effects};
        broker.durable.survive(FileId{0}, kept, cause, context);
        take(effects);
    }
    template <class Timer> bool is_armed(const Timer& timer) const {
        return std::any_of(armed.begin(), armed.end(),
                           [&](const auto& one) { return one.first == Vocabulary::Timer{timer}; });
    }
    template <class Timer> Wait wait_of(const Timer& timer) const {
        REQUIRE(is_armed(timer));
        return std::find_if(armed.begin(), armed.end(),
                            [&](const auto& one) { return one.first == Vocabulary::Timer{timer}; })
            ->second;
    }
    template <class Timer> void fire(const Timer& timer) {
        REQUIRE(is_armed(timer));
        disarm(timer);
        tell(timer);
    }
    /// The messages of one kind that the last step sent to `node`.
    template <class Message> std::vector<Message> told(NodeId node) const {
        std::vector<Message> found;
        for (const auto& [to, body] : sent)
            if (const auto* message = std::get_if<Message>(&body); message && to == node)
                found.push_back(*message);
        return found;
    }
    std::uint32_t noted(FactKind kind, Cause cause = Cause::none) const {
        std::uint32_t records = 0;
        for (const Fact& fact : facts)
            if (fact.kind == kind && fact.cause == cause) records += fact.records.count;
        return records;
    }

    // ---- clients
    BatchId batch(std::uint32_t count, PartitionId partition = p0) {
        const RecordIndex first{static_cast<std::uint32_t>(store.records.size())};
        for (std::uint32_t i = 0; i < count; ++i) store.records.append(MessageId{first.value + i});
        return store.kafka.batches.append(
            {.partition = partition, .records = {first, count}, .bytes = 100 * count});
    }
    void produce(NodeId client, Acks acks, BatchId id) {
        ProduceRequest request{.acks = acks, .attempt = 0, .items = {}};
        request.items.push_back({store.kafka.batches[id].partition, id});
        tell(request, client);
    }
    /// One message to partition 0.
    void produce(NodeId client, Acks acks) { produce(client, acks, batch(1)); }
    /// The error of the one answer that the last step gave `client`.
    Error answer(NodeId client) const {
        const auto answers = told<ProduceResponse>(client);
        REQUIRE(answers.size() == 1);
        return answers[0].items.at(0).error;
    }
    bool answered(NodeId client) const { return !told<ProduceResponse>(client).empty(); }

    // ---- readers
    void fetch(NodeId from, std::uint32_t offset, LeaderEpoch epoch = {},
               LeaderEpoch last_epoch = no_epoch) {
        FetchRequest request;
        request.follower = from.value < 3;
        request.items.push_back({p0, epoch, last_epoch, {offset}});
        tell(request, from);
    }
    std::vector<FetchResponse> fetched(NodeId from) const { return told<FetchResponse>(from); }

    // ---- the controller
    void update(PartitionState state) { tell(MetadataUpdate{state}, controller); }
    PartitionState state(NodeId leader, std::uint16_t leader_epoch, std::uint16_t partition_epoch,
                         ReplicaSet isr = all) const {
        return {p0, leader, {leader_epoch}, {partition_epoch}, isr};
    }

    // ---- the leader that this broker follows
    EntryRun entry(std::uint32_t base, std::uint16_t epoch = 0, std::uint32_t count = 1) {
        return {store.kafka.entries.append(p0, {batch(count), {base}, count, {epoch}}), 1};
    }
    void bring(NodeId leader, FetchResponse::Item item) {
        item.partition = p0;
        FetchResponse response;
        response.items.push_back(item);
        tell(response, leader);
    }
    FetchRequest::Item asked(NodeId leader) const {
        const auto requests = told<FetchRequest>(leader);
        REQUIRE(requests.size() == 1);
        return requests[0].items.at(0);
    }

    const Replica& replica() const { return broker.memory.replicas.at(0); }
    const ReplicaLog& log() const { return broker.durable.logs.at(0); }
    Offset high_watermark() const { return replica().high_watermark; }

private:
    void take(std::vector<Effect<Vocabulary>>& effects) {
        sent.clear();
        facts.clear();
        hung_up.clear();
        closed.clear();
        syncs.clear();
        exits = false;
        for (auto& effect : effects) std::visit([this](auto& e) { this->take(e); }, effect);
    }
    template <class Timer> void disarm(const Timer& timer) {
        std::erase_if(armed,
                      [&](const auto& one) { return one.first == Vocabulary::Timer{timer}; });
    }
    void take(Request<Vocabulary>& e) { sent.emplace_back(e.server, std::move(e.body)); }
    void take(Reply<Vocabulary>& e) { sent.emplace_back(e.client, std::move(e.body)); }
    void take(Arm<Vocabulary>& e) {
        std::erase_if(armed, [&](const auto& one) { return one.first == e.timer; });
        armed.emplace_back(e.timer, e.wait);
    }
    void take(Cancel<Vocabulary>& e) {
        std::erase_if(armed, [&](const auto& one) { return one.first == e.timer; });
    }
    void take(Fact& e) { facts.push_back(e); }
    void take(Sync& e) { syncs.push_back(e.file); }
    void take(Close& e) { closed.push_back(e.server); }
    void take(HangUp& e) {
        if (e.client == no_node)
            exits = true;
        else
            hung_up.push_back(e.client);
    }
    void take(Write&) {}
    void take(Replace&) {}
    void take(CutBack&) {}
};

/// Broker 0 leads, and both followers have asked for offset 0: they wait for data.
struct LeaderStage : BrokerStage {
    explicit LeaderStage(std::uint32_t partitions = 1) : BrokerStage({0}, partitions) {
        start();
        fetch({1}, 0);
        fetch({2}, 0);
    }
    /// Both followers ask for what comes after `offset`.
    void followers_have(std::uint32_t offset) {
        fetch({1}, offset, {}, {0});
        fetch({2}, offset, {}, {0});
    }
};

}  // namespace mqfate::kafka
