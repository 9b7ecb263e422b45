#include "models/kafka/consumer.hpp"

#include "models/kafka/causes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <concepts>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace mqfate::kafka::consumer_test {

static_assert(std::is_aggregate_v<Consumer> && std::regular<Consumer>);

constexpr NodeId broker{0};
constexpr PartitionId p0{0};

/// One broker that leads one partition, and a consumer; each verb is one step of the world.
struct Story {
    Vocabulary::Settings settings;
    Vocabulary::Store store;
    std::vector<Effect<Vocabulary>> effects;
    Consumer consumer;
    std::uint32_t log_end = 0;

    explicit Story(CommitMode mode, std::uint32_t commit_every = 0) {
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

TEST_CASE("consumer: it starts at its committed offset") {
    Story story{CommitMode::after_processing};
    story.begin(42);
    CHECK(story.asked<FetchRequest>(broker)->items[0].offset == Offset{42});
    CHECK(story.consumer.position(p0) == Offset{42});
}

TEST_CASE("consumer: it does not fetch before it knows where") {
    Story story{CommitMode::after_processing};
    story.show(Started{});
    CHECK(story.asked<OffsetFetchRequest>(story.coordinator()));
    story.say(MetadataResponse{{{p0, broker, {1}}}}, broker);
    CHECK_FALSE(story.fetches());
    CHECK_FALSE(story.consumer.position(p0));
    CHECK_FALSE(story.consumer.quiet());
}

TEST_CASE("consumer: poll delivers records, they are worked on one by one, and it fetches on") {
    Story story{CommitMode::after_processing};
    story.begin();
    CHECK(story.consumer.quiet());
    story.bring(2);
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{0}, 2});
    CHECK(story.fetches());
    CHECK(story.armed(app::WorkDone{}) == Wait{.drawn = {3}, .subject = 0});
    CHECK_FALSE(story.consumer.quiet());
    story.finish_work();
    CHECK(story.fact(FactKind::applied)->message == MessageId{0});
    CHECK(story.armed(app::WorkDone{})->subject == 1);
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.fact(FactKind::applied)->message == MessageId{1});
    CHECK_FALSE(story.works());
}

TEST_CASE("consumer: what arrives during the work waits for the next poll") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.bring(1);
    CHECK(story.fact(FactKind::delivered) == nullptr);
    CHECK_FALSE(story.fetches());
    story.finish_work();
    story.commit_answered();
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{1}, 1});
    CHECK(story.fetches());
}

TEST_CASE("consumer: a poll returns at most max.poll.records, also from the middle of a batch") {
    Story story{CommitMode::after_processing};
    story.config().max_poll_records = 2;
    story.begin();
    story.bring(3);
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{0}, 2});
    CHECK_FALSE(story.fetches());
    story.finish_work();
    story.finish_work();
    CHECK(story.committed() == 2);
    story.commit_answered();
    CHECK(story.fact(FactKind::delivered)->records == RecordRange{{2}, 1});
    CHECK(story.fetches());
}

TEST_CASE("consumer: commit before the work: the work begins with the answer") {
    Story story{CommitMode::before_processing};
    story.begin();
    story.bring(2);
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.works());
    story.commit_answered();
    CHECK(story.works());
    story.finish_work();
    story.finish_work();
    CHECK_FALSE(story.committed());
    CHECK(story.consumer.quiet());
}

TEST_CASE("consumer: commit after the work: once for each poll, and it waits") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(2);
    story.bring(1);
    story.finish_work();
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK(story.asked<OffsetCommitRequest>(story.coordinator())->items[0].epoch == LeaderEpoch{1});
    CHECK_FALSE(story.works());
    CHECK_FALSE(story.consumer.quiet());
    story.commit_answered();
    CHECK(story.works());
}

TEST_CASE("consumer: commit every two records, inside a poll and across polls") {
    Story story{CommitMode::after_processing, 2};
    story.begin();
    story.bring(3);
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.works());
    story.commit_answered();
    CHECK(story.works());
    story.finish_work();
    CHECK_FALSE(story.committed());
    CHECK(story.consumer.quiet());
    story.bring(1);
    story.finish_work();
    CHECK(story.committed() == 4);
}

TEST_CASE("consumer: automatic commit: poll commits all that earlier polls returned") {
    Story story{CommitMode::automatic};
    story.config().max_poll_records = 2;
    story.begin();
    story.bring(3);
    story.show(AutoCommitDue{});
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK(story.works());
    CHECK(story.armed(AutoCommitDue{})->fixed == story.config().auto_commit_interval);
    story.finish_work();
    CHECK_FALSE(story.committed());
}

TEST_CASE("consumer: automatic commit: inside an idle poll at once, and only what is new") {
    Story story{CommitMode::automatic};
    story.begin();
    story.bring(1);
    story.finish_work();
    CHECK_FALSE(story.committed());
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
    story.commit_answered();
    story.show(AutoCommitDue{});
    CHECK_FALSE(story.committed());
    CHECK(story.armed(AutoCommitDue{}));
}

TEST_CASE("consumer: automatic commit: a failure is due again after the back-off, not in a loop") {
    Story story{CommitMode::automatic};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.show(AutoCommitDue{});
    story.show(Disconnected{story.coordinator(), true});
    CHECK_FALSE(story.committed());
    CHECK(story.armed(AutoCommitDue{})->fixed == story.config().retry_backoff);
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
}

TEST_CASE("consumer: commitSync is sent again until it is answered, with a growing back-off") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.show(RequestTimeout{story.coordinator()});
    CHECK(std::get<Close>(story.effects.at(0)).server == story.coordinator());
    CHECK(story.armed(ConsumerBackoffOver{})->fixed == milliseconds(100));
    story.show(ConsumerBackoffOver{});
    CHECK(story.committed() == 1);
    story.show(Disconnected{story.coordinator(), true});
    CHECK(story.armed(ConsumerBackoffOver{})->fixed == milliseconds(200));
    story.show(ConsumerBackoffOver{});
    CHECK(story.committed() == 1);
    story.commit_answered();
    CHECK(story.consumer.quiet());
}

TEST_CASE("consumer: a lost request for offsets is sent again") {
    Story story{CommitMode::after_processing};
    story.show(Started{});
    story.show(Disconnected{story.coordinator(), true});
    story.show(ConsumerBackoffOver{});
    CHECK(story.asked<OffsetFetchRequest>(story.coordinator()));
}

TEST_CASE("consumer: an answer that comes twice changes nothing") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(1);
    story.finish_work();
    story.commit_answered();
    const Consumer before = story.consumer;
    story.commit_answered();
    story.say(OffsetFetchResponse{{{p0, {1}, {0}}}}, story.coordinator());
    CHECK(story.consumer == before);
}

TEST_CASE("consumer: a fetch without an answer closes its connection and is sent again later") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.show(RequestTimeout{broker});
    CHECK(std::get<Close>(story.effects.at(0)).server == broker);
    CHECK_FALSE(story.fetches());
    story.show(ReconnectBackoffOver{broker});
    CHECK(story.fetches());
}

TEST_CASE("consumer: after a crash everything since the committed offset is delivered again") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(2);
    story.finish_work();
    story.consumer.memory = {};
    story.begin(0);
    story.log_end = 0;
    story.bring(2);
    CHECK(story.fact(FactKind::delivered)->records.count == 2);
    CHECK(story.armed(app::WorkDone{})->subject == 0);
}

// ---- what a crash passes over

using Ids = std::vector<std::uint32_t>;

TEST_CASE("consumer: a crash passes over what was committed and not worked on") {
    Story story{CommitMode::before_processing};
    story.begin();
    story.bring(3);
    REQUIRE(story.committed() == 3);
    SUBCASE("the commit is answered, one is worked on") {
        story.commit_answered();
        story.finish_work();
        CHECK(story.crash() == Ids{1, 2});
    }
    SUBCASE("the commit is under way: it may arrive") { CHECK(story.crash() == Ids{0, 1, 2}); }
    SUBCASE("all are worked on") {
        story.commit_answered();
        for (int i = 0; i < 3; ++i) story.finish_work();
        CHECK(story.crash().empty());
    }
}

TEST_CASE("consumer: a crash does not pass over what was not committed") {
    Story story{CommitMode::after_processing};
    story.begin();
    story.bring(3);
    SUBCASE("none is worked on") { CHECK(story.crash().empty()); }
    SUBCASE("all are, and the commit is under way") {
        for (int i = 0; i < 3; ++i) story.finish_work();
        REQUIRE(story.committed() == 3);
        CHECK(story.crash().empty());
    }
}

TEST_CASE("consumer: one that began at the latest offset has committed nothing by that") {
    Story story{CommitMode::automatic};
    story.config().auto_offset_reset = OffsetReset::latest;
    story.begin();
    FetchResponse beyond;
    beyond.items.push_back(
        {.partition = p0, .error = Error::offset_out_of_range, .high_watermark = Offset{0}});
    story.say(beyond, broker);
    story.bring(3);
    REQUIRE(story.works());
    CHECK(story.crash().empty());
}

TEST_CASE("consumer: a crash passes over none of those behind the commit of the ones before") {
    Story story{CommitMode::after_processing, 2};
    story.begin();
    story.bring(3);
    for (int i = 0; i < 2; ++i) story.finish_work();
    REQUIRE(story.committed() == 2);
    story.commit_answered();
    CHECK(story.crash().empty());  // the third is in work, and will be read again
}

// ---- at the ends of the settings

TEST_CASE("consumer: with an interval of 0 each poll commits what earlier ones returned") {
    Story story{CommitMode::automatic};
    story.config().auto_commit_interval = {};
    story.begin();
    CHECK_FALSE(story.armed(AutoCommitDue{}));  // it would fire for ever at one instant
    story.bring(2);
    CHECK_FALSE(story.committed());
    story.finish_work();
    story.finish_work();  // and polls
    CHECK(story.committed() == 2);
    CHECK_FALSE(story.armed(AutoCommitDue{}));
    story.bring(1);
    CHECK_FALSE(story.committed());  // nothing was returned since
}

TEST_CASE("consumer: without a reset it stops where nothing is committed, and asks for nothing") {
    Story story{CommitMode::automatic};
    story.config().auto_offset_reset = OffsetReset::none;
    SUBCASE("nothing is committed") {
        story.begin();
        CHECK(story.consumer.has_stopped());
        CHECK_FALSE(story.fetches());
        CHECK(story.consumer.quiet());
        CHECK_FALSE(story.consumer.position(p0));
        story.show(MetadataTooOld{});
        CHECK(story.effects.empty());
    }
    SUBCASE("something is") {
        story.begin(42);
        CHECK_FALSE(story.consumer.has_stopped());
        CHECK(story.fetches());
        FetchResponse response;
        response.items.push_back({.partition = p0, .error = Error::offset_out_of_range});
        story.say(response, broker);
        CHECK(story.consumer.has_stopped());
    }
}

// ---- close()

bool exits(const Story& story) {
    return std::any_of(story.effects.begin(), story.effects.end(), [](const auto& e) {
        const auto* hang_up = std::get_if<HangUp>(&e);
        return hang_up != nullptr && hang_up->client == no_node;
    });
}

TEST_CASE("consumer: asked to end while it waits for records, it ends at once") {
    Story story{CommitMode::after_processing};
    story.begin(0);
    story.show(ShutDownAsked{});
    CHECK(exits(story));
}

TEST_CASE("consumer: it works on what poll has returned, commits by its mode, and polls no more") {
    Story story{CommitMode::after_processing};
    story.begin(0);
    story.bring(2);
    story.show(ShutDownAsked{});
    CHECK_FALSE(exits(story));
    story.finish_work();
    CHECK(story.works());
    story.finish_work();
    CHECK(story.committed() == 2);
    CHECK_FALSE(exits(story));
    story.commit_answered();
    CHECK(exits(story));
}

TEST_CASE("consumer: with automatic commits close() sends the positions and waits for the answer") {
    Story story{CommitMode::automatic};
    story.begin(0);
    story.bring(1);
    story.finish_work();
    CHECK_FALSE(story.committed());  // the interval is not over
    story.show(ShutDownAsked{});
    CHECK(story.committed() == 1);
    CHECK(story.armed(CloseExpires{})->fixed == seconds(30));
    CHECK_FALSE(exits(story));
    story.commit_answered();
    CHECK(exits(story));
}

TEST_CASE("consumer: close() sends again what was lost on the way, for 30 s") {
    Story story{CommitMode::automatic};
    story.begin(0);
    story.bring(1);
    story.finish_work();
    story.show(ShutDownAsked{});
    story.show(Disconnected{story.coordinator(), true});
    REQUIRE(story.armed(AutoCommitDue{}));
    story.show(AutoCommitDue{});
    CHECK(story.committed() == 1);
    story.show(CloseExpires{});
    CHECK(exits(story));
}

TEST_CASE("consumer: without its position it ends at once") {
    Story story{CommitMode::automatic};
    story.show(Started{});
    story.show(ShutDownAsked{});
    CHECK(exits(story));
}

}  // namespace mqfate::kafka::consumer_test
