#include "models/kafka/fetcher.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <optional>
#include <variant>
#include <vector>

namespace mqfate::kafka::fetcher_test {

static_assert(std::regular<Fetcher>);

/// Two brokers; the consumer reads partitions 0 and 1. Verbs: what arrives, what was asked.
struct Bench {
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    std::vector<Effect<Vocabulary>> effects;
    Fetcher fetcher;

    explicit Bench(bool earliest = true) {
        settings.kafka.brokers = 2;
        settings.kafka.partitions.resize(2);
        settings.kafka.consumers.resize(1);
        settings.app.applications.push_back({.node = settings.kafka.consumer_node(0)});
        config().partitions = {{0}, {1}};
        config().auto_offset_reset = earliest ? OffsetReset::earliest : OffsetReset::latest;
        step([&](RoleContext& c) { fetcher.start(c); });
        fetcher.seek({}, config());
    }
    ConsumerConfig& config() { return settings.kafka.consumers[0]; }
    template <class Act> void step(Act&& act) {
        effects.clear();
        RoleContext context{settings.kafka.consumer_node(0), settings, store, effects};
        act(context);
    }
    void send() {
        step([&](RoleContext& c) { fetcher.send(c); });
    }
    /// The metadata: broker `leader0` leads partition 0, `leader1` partition 1, in `epoch`.
    void learn(NodeId leader0, NodeId leader1, LeaderEpoch epoch = {1}) {
        const MetadataResponse response{{{{0}, leader0, epoch}, {{1}, leader1, epoch}}};
        step([&](RoleContext& c) { fetcher.on(response, fetcher.metadata.asked, c); });
    }
    void answer(NodeId from, FetchResponse::Item item) {
        FetchResponse response;
        response.items.push_back(item);
        step([&](RoleContext& c) { fetcher.on(response, from, c); });
    }
    /// An entry of `count` records at `base`, appended in epoch 1.
    EntryRun entry(PartitionId p, std::uint32_t base, std::uint32_t count) {
        const RecordIndex first{static_cast<std::uint32_t>(store.records.size())};
        for (std::uint32_t i = 0; i < count; ++i) store.records.append(MessageId{base + i});
        const BatchId batch =
            store.kafka.batches.append({.partition = p, .records = {first, count}});
        return {store.kafka.entries.append(p, {batch, {base}, count, {1}}), 1};
    }
    void bring(NodeId from, PartitionId p, EntryRun run) {
        answer(from, {.partition = p, .entries = run});
    }
    void fail(NodeId from, PartitionId p, Error error, Offset high_watermark = {}) {
        answer(from, {.partition = p, .error = error, .high_watermark = high_watermark});
    }
    Polled take(std::uint32_t room = 500) {
        Polled polled;
        step([&](RoleContext& c) { polled = fetcher.take(room, c); });
        return polled;
    }
    /// The request of one kind that the last step sent to `server`.
    template <class Message> std::optional<Message> asked(NodeId server) const {
        for (const auto& effect : effects)
            if (const auto* request = std::get_if<Request<Vocabulary>>(&effect))
                if (const auto* m = std::get_if<Message>(&request->body))
                    if (request->server == server) return *m;
        return {};
    }
    std::optional<Wait> armed(Vocabulary::Timer timer) const {
        for (const auto& effect : effects)
            if (const auto* arm = std::get_if<Arm<Vocabulary>>(&effect))
                if (arm->timer == timer) return arm->wait;
        return {};
    }
    Offset position(std::size_t place) const { return fetcher.assigned[place].position.offset; }
};

constexpr NodeId b0{0}, b1{1};
constexpr PartitionId p0{0}, p1{1};

TEST_CASE("fetcher: it begins by asking for metadata, and fetches once it knows the leaders") {
    Bench bench;
    CHECK(bench.asked<MetadataRequest>(b0));
    bench.learn(b0, b1);
    bench.send();
    const auto fetch = bench.asked<FetchRequest>(b1);
    REQUIRE(fetch);
    CHECK_FALSE(fetch->follower);
    REQUIRE(fetch->items.size() == 1);
    CHECK(fetch->items[0].partition == p1);
    CHECK(fetch->items[0].current_epoch == LeaderEpoch{1});
    CHECK(fetch->items[0].last_fetched_epoch == no_epoch);
    CHECK(fetch->items[0].offset == Offset{0});
    // The connection is new: ClusterConnectionStates.connectionSetupTimeoutMs.
    CHECK(bench.armed(RequestTimeout{b1, 0})->fixed == seconds(10));
}

TEST_CASE("fetcher: on a connection that was answered on, a request has request.timeout.ms") {
    Bench bench;
    bench.learn(b1, b1);
    bench.send();
    bench.bring(b1, p0, bench.entry(p0, 0, 1));
    bench.take();
    bench.send();
    REQUIRE(bench.asked<FetchRequest>(b1));
    CHECK(bench.armed(RequestTimeout{b1, 0})->fixed == bench.config().request_timeout);
}

TEST_CASE("fetcher: when the host has accepted a connection, its request has request.timeout.ms") {
    Bench bench;
    bench.learn(b1, b1);
    bench.send();
    CHECK(bench.armed(RequestTimeout{b1, 0})->fixed == seconds(10));
    bench.step([&](RoleContext& c) { bench.fetcher.connected(b1, c); });
    CHECK(bench.armed(RequestTimeout{b1, 0})->fixed == bench.config().request_timeout);
    bench.step([&](RoleContext& c) { bench.fetcher.connected(b1, c); });
    CHECK_FALSE(bench.armed(RequestTimeout{b1, 0}));  // it knows
    // Nobody answers; the next attempt has the first set-up time-out again.
    bench.step([&](RoleContext& c) { bench.fetcher.lost(b1, c); });
    bench.step([&](RoleContext& c) { bench.fetcher.on(ReconnectBackoffOver{b1}, c); });
    bench.send();
    CHECK(bench.armed(RequestTimeout{b1, 0})->fixed == seconds(10));
}

TEST_CASE("fetcher: one fetch at a time to each broker") {
    Bench bench;
    bench.learn(b0, b0);
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0)->items.size() == 2);
    bench.send();
    CHECK_FALSE(bench.asked<FetchRequest>(b0));
    bench.answer(b0, {.partition = p0});
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0));
}

TEST_CASE("fetcher: a broker that leads a buffered partition is left alone until it is empty") {
    Bench bench;
    bench.learn(b0, b0);
    bench.send();
    bench.bring(b0, p0, bench.entry(p0, 0, 2));
    bench.send();
    CHECK_FALSE(bench.asked<FetchRequest>(b0));
    bench.take(1);
    bench.send();
    CHECK_FALSE(bench.asked<FetchRequest>(b0));
    bench.take(1);
    bench.send();
    const auto fetch = bench.asked<FetchRequest>(b0);
    REQUIRE(fetch);
    CHECK(fetch->items[0].offset == Offset{2});
    CHECK(fetch->items[0].last_fetched_epoch == LeaderEpoch{1});
}

TEST_CASE("fetcher: records before the position are skipped, in an entry and whole entries") {
    Bench bench;
    bench.fetcher.seek({{{p0, no_epoch, {5}}}}, bench.config());
    bench.learn(b0, b1);
    bench.send();
    EntryRun run = bench.entry(p0, 0, 3);  // offsets 0 to 2: all old
    bench.entry(p0, 3, 4);                 // offsets 3 to 6: two old ones
    run.count = 2;
    bench.bring(b0, p0, run);
    const Polled polled = bench.take();
    CHECK(polled.records == RecordRange{{5}, 2});
    CHECK(polled.next == ReadPosition{{6}, {1}});
    CHECK(bench.position(0) == Offset{7});
    CHECK(bench.fetcher.buffered.empty());
}

TEST_CASE("fetcher: handing out notes the delivery of just those records") {
    Bench bench;
    bench.learn(b0, b1);
    bench.send();
    bench.bring(b0, p0, bench.entry(p0, 0, 5));
    bench.take(3);
    const auto& fact = std::get<Fact>(bench.effects.at(0));
    CHECK(fact.kind == FactKind::delivered);
    CHECK(fact.records == RecordRange{{0}, 3});
    CHECK(bench.take(3).records == RecordRange{{3}, 2});
}

TEST_CASE("fetcher: partitions are handed out in the order in which their records came") {
    Bench bench;
    bench.learn(b0, b1);
    bench.send();
    bench.bring(b1, p1, bench.entry(p1, 0, 1));
    bench.bring(b0, p0, bench.entry(p0, 0, 1));
    CHECK(bench.take().place == 1);
    CHECK(bench.take().place == 0);
}

TEST_CASE("fetcher: an answer that was not asked for, or came twice, changes nothing") {
    Bench bench;
    bench.learn(b0, b1);
    bench.send();
    const EntryRun run = bench.entry(p0, 0, 1);
    bench.bring(b0, p0, run);
    bench.bring(b0, p0, run);
    bench.take();
    CHECK(bench.fetcher.buffered.empty());
    bench.send();
    bench.bring(b0, p0, run);
    CHECK(bench.fetcher.buffered.empty());
}

TEST_CASE("fetcher: not the leader, or a fenced epoch: metadata; an epoch ahead: just again") {
    Bench bench;
    bench.learn(b0, b1);
    bench.step([&](RoleContext& c) { bench.fetcher.on(MetadataBackoffOver{}, c); });
    bench.send();
    SUBCASE("not the leader") {
        bench.fail(b0, p0, Error::not_leader_or_follower);
        CHECK(bench.asked<MetadataRequest>(b1));
    }
    SUBCASE("a fenced epoch") {
        bench.fail(b0, p0, Error::fenced_leader_epoch);
        CHECK(bench.asked<MetadataRequest>(b1));
    }
    SUBCASE("an epoch ahead of the broker") {
        bench.fail(b0, p0, Error::unknown_leader_epoch);
        CHECK_FALSE(bench.asked<MetadataRequest>(b1));
        bench.send();
        CHECK(bench.asked<FetchRequest>(b0));
    }
}

TEST_CASE("fetcher: after a pause the next broker is asked for a partition without a leader") {
    Bench bench;
    bench.learn(b0, no_node);
    bench.send();
    CHECK_FALSE(bench.asked<MetadataRequest>(b1));
    bench.step([&](RoleContext& c) { bench.fetcher.on(MetadataBackoffOver{}, c); });
    CHECK(bench.asked<MetadataRequest>(b1));
}

TEST_CASE("fetcher: an offset out of range is reset to the start") {
    Bench bench;
    bench.fetcher.seek({{{p0, {1}, {50}}}}, bench.config());
    bench.learn(b0, b1);
    bench.send();
    bench.fail(b0, p0, Error::offset_out_of_range, {20});
    CHECK(bench.position(0) == Offset{0});
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0)->items[0].last_fetched_epoch == no_epoch);
}

TEST_CASE("fetcher: without a committed offset `latest` begins at the high watermark") {
    Bench bench{false};
    bench.learn(b0, b1);
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0)->items[0].offset == beyond_the_end);
    bench.fail(b0, p0, Error::offset_out_of_range, {20});
    CHECK(bench.position(0) == Offset{20});
    // The same answer again, by a network that doubles it: nothing was asked.
    bench.fail(b0, p0, Error::offset_out_of_range, {30});
    CHECK(bench.position(0) == Offset{20});
}

TEST_CASE("fetcher: where the leader's log parts from what was read, the position goes back") {
    Bench bench;
    bench.fetcher.seek({{{p0, {3}, {50}}}}, bench.config());
    bench.learn(b0, b1, {5});
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0)->items[0].last_fetched_epoch == LeaderEpoch{3});
    bench.answer(
        b0, {.partition = p0, .diverging = true, .diverging_epoch = {2}, .diverging_end = {40}});
    CHECK(bench.fetcher.assigned[0].position == ReadPosition{{40}, {2}});
    // An older epoch that goes on beyond the position: everything read is there.
    bench.send();
    bench.answer(
        b0, {.partition = p0, .diverging = true, .diverging_epoch = {1}, .diverging_end = {60}});
    CHECK(bench.fetcher.assigned[0].position == ReadPosition{{40}, {1}});
}

TEST_CASE("fetcher: a lost connection: metadata from another broker, and a growing pause") {
    Bench bench;
    bench.learn(b0, b1);
    bench.step([&](RoleContext& c) { bench.fetcher.on(MetadataBackoffOver{}, c); });
    bench.send();
    const auto lose = [&] { bench.step([&](RoleContext& c) { bench.fetcher.lost(b0, c); }); };
    lose();
    CHECK(bench.asked<MetadataRequest>(b1));
    CHECK(bench.armed(ReconnectBackoffOver{b0})->fixed == milliseconds(50));
    bench.send();
    CHECK_FALSE(bench.asked<FetchRequest>(b0));
    bench.step([&](RoleContext& c) { bench.fetcher.on(ReconnectBackoffOver{b0}, c); });
    bench.send();
    CHECK(bench.asked<FetchRequest>(b0));
    lose();
    CHECK(bench.armed(ReconnectBackoffOver{b0})->fixed == milliseconds(100));
}

TEST_CASE("fetcher: with every broker lost, the first that may be reached again is asked") {
    Bench bench;
    bench.step([&](RoleContext& c) { bench.fetcher.lost(b0, c); });
    CHECK_FALSE(bench.asked<MetadataRequest>(b1));
    bench.step([&](RoleContext& c) { bench.fetcher.lost(b1, c); });
    bench.step([&](RoleContext& c) { bench.fetcher.on(MetadataBackoffOver{}, c); });
    CHECK_FALSE(bench.asked<MetadataRequest>(b0));
    bench.step([&](RoleContext& c) { bench.fetcher.on(ReconnectBackoffOver{b0}, c); });
    CHECK(bench.asked<MetadataRequest>(b0));
}

}  // namespace mqfate::kafka::fetcher_test
