#include "models/app/database.hpp"

#include <cstdint>
#include <vector>

#include "tests/models/app/stage.hpp"

#include <doctest/doctest.h>

namespace mqfate::app::database_test {

/// A database on a disk of its own. Facts are kept; so are answers, until they are looked at.
struct Server : Stage {
    Database role;
    Disk disk;
    std::vector<Fact> facts;
    std::vector<Reply<Words>> answers;
    std::vector<NodeId> left;  ///< whose connections it ended

    Server() { tell(Started{}); }
    template <class... What> void tell(const What&... what) {
        Ctx handed = context(database);
        role.on(what..., handed);
        perform();
    }
    void ask(std::uint32_t message) { tell(ApplyEffect{MessageId{message}, 1}, billing); }
    /// The oldest sync that was asked for is done.
    void sync() {
        REQUIRE_FALSE(disk.syncs.empty());
        const PendingSync done = disk.finish_sync();
        tell(Synced{done.file, done.upto});
    }
    /// The oldest sync that was asked for fails.
    void fail_sync() {
        REQUIRE_FALSE(disk.syncs.empty());
        const PendingSync failed = disk.syncs.pop_front();
        tell(SyncFailed{failed.file});
    }
    /// As the kernel does it; `torn`: what a power loss spares of what is not on disk.
    void crash(CrashKind kind, std::uint32_t torn = 0) {
        Ctx handed = context(database);
        role.durable.survive(Database::log, disk.after(kind, Database::log, torn),
                             Cause::unsynced_on_power_loss, handed);
        if (kind == CrashKind::disk) role.durable = {};
        role.memory = {};
        disk.crash(kind, torn);
        perform();
    }
    void restart() { tell(Started{true}); }
    std::vector<std::uint32_t> noted(FactKind kind) const {
        std::vector<std::uint32_t> messages;
        for (const Fact& fact : facts)
            if (fact.kind == kind) messages.push_back(fact.message.value);
        return messages;
    }
    std::vector<std::uint32_t> applied() const { return noted(FactKind::applied); }
    std::vector<std::uint32_t> undone() const { return noted(FactKind::undone); }
    std::vector<std::uint32_t> answered() const {
        std::vector<std::uint32_t> messages;
        for (const Reply<Words>& answer : answers)
            messages.push_back(std::get<EffectApplied>(answer.body).message.value);
        return messages;
    }

private:
    void perform() {
        for (const Fact& fact : all<Fact>()) facts.push_back(fact);
        for (const auto& answer : all<Reply<Words>>()) answers.push_back(answer);
        for (const HangUp& one : all<HangUp>()) left.push_back(one.client);
        for (const CutBack& cut : all<CutBack>()) disk.cut_back(cut.file, cut.end);
        for (const Write& write : all<Write>()) disk.file(write.file).written = write.end;
        for (const Sync& asked : all<Sync>())
            disk.syncs.push_back({asked.file, disk.file(asked.file).written});
    }
};
using Ids = std::vector<std::uint32_t>;

TEST_CASE("database: an effect takes place, and is answered, when its row is on disk") {
    Server s;
    s.ask(5);
    CHECK(s.facts.empty());
    CHECK(s.answers.empty());
    s.sync();
    REQUIRE(s.facts.size() == 1);
    CHECK(s.facts[0] ==
          Fact{.kind = FactKind::applied, .node = database, .message = MessageId{5}, .branch = 1});
    CHECK(s.answered() == Ids{5});
    CHECK(s.answers[0].client == billing);
}

TEST_CASE("database: rows that are written while a sync is under way wait for the next") {
    Server s;
    s.ask(5);
    s.ask(6);
    s.sync();
    CHECK(s.answered() == Ids{5});
    s.sync();
    CHECK(s.answered() == Ids{5, 6});
    CHECK(s.applied() == Ids{5, 6});
}

TEST_CASE("database: a request that comes twice makes two rows") {
    Server s;
    s.ask(5);
    s.ask(5);
    s.sync();
    s.sync();
    CHECK(s.applied() == Ids{5, 5});
}

TEST_CASE("database: a crash between write and commit keeps the row, and recovery commits it") {
    Server s;
    s.ask(5);
    s.crash(CrashKind::process);
    CHECK(s.applied().empty());
    s.restart();
    CHECK(s.applied().empty());  // recovery flushes first
    s.sync();
    CHECK(s.applied() == Ids{5});
    CHECK(s.answers.empty());  // nobody is told
    CHECK(s.undone().empty());
}

TEST_CASE("database: requests that come during recovery are answered, each to who asked") {
    Server s;
    s.ask(5);
    s.crash(CrashKind::process);
    s.restart();
    s.ask(6);
    s.sync();
    CHECK(s.applied() == Ids{5});
    CHECK(s.answers.empty());
    s.sync();
    CHECK(s.applied() == Ids{5, 6});
    CHECK(s.answered() == Ids{6});
}

TEST_CASE("database: a power loss between write and commit takes the row, and it never was") {
    Server s;
    s.ask(5);
    s.sync();
    s.ask(6);
    s.crash(CrashKind::power);
    s.restart();
    CHECK(s.role.durable.rows.size() == 1);
    CHECK(s.applied() == Ids{5});
    CHECK(s.undone().empty());
    CHECK(s.disk.syncs.empty());  // there is nothing to recover
}

TEST_CASE("database: what a power loss spares of the unflushed is recovered") {
    Server s;
    s.ask(5);
    s.ask(6);
    s.crash(CrashKind::power, 1);
    s.restart();
    s.sync();
    CHECK(s.applied() == Ids{5});
}

TEST_CASE("database: a power loss takes nothing that was committed, by recovery or before") {
    Server s;
    s.ask(5);
    s.crash(CrashKind::process);
    s.restart();
    s.sync();
    s.crash(CrashKind::power);
    s.restart();
    CHECK(s.applied() == Ids{5});
    CHECK(s.undone().empty());
}

TEST_CASE("database: the loss of the disk undoes what was committed, and only that") {
    Server s;
    s.ask(5);
    s.sync();
    s.ask(6);
    s.crash(CrashKind::disk);
    CHECK(s.undone() == Ids{5});
    for (const Fact& fact : s.facts)
        if (fact.kind == FactKind::undone) {
            CHECK(fact.cause == Cause::effect_lost);
            CHECK(fact.branch == 1);
        }
    s.restart();
    CHECK(s.role.durable == Database::Durable{});
    s.ask(5);
    s.sync();
    CHECK(s.applied() == Ids{5, 5});  // it can be applied anew
}

TEST_CASE("database: a sync that fails takes all that was not committed, and nothing else") {
    Server s;
    s.ask(5);
    s.sync();
    s.ask(6);
    s.ask(7);
    s.fail_sync();
    CHECK(s.applied() == Ids{5});
    CHECK(s.undone().empty());
    CHECK(s.answered() == Ids{5});
    CHECK(s.left == std::vector{billing, billing});  // both are to ask again
    CHECK(s.disk.file(Database::log) == File{{1}, {1}});
    s.sync();  // that of the second, which has nothing left to commit
    CHECK(s.applied() == Ids{5});
    CHECK(s.answered() == Ids{5});
}

TEST_CASE("database: who asks again after a failed sync gets one row") {
    Server s;
    s.ask(5);
    s.fail_sync();
    s.ask(5);
    s.sync();
    CHECK(s.applied() == Ids{5});
    CHECK(s.answered() == Ids{5});
    CHECK(s.role.durable.rows.size() == 1);
}

TEST_CASE("database: what a crash has left is not committed if the sync of its recovery fails") {
    Server s;
    s.ask(5);
    s.crash(CrashKind::process);
    s.restart();
    s.fail_sync();
    CHECK(s.applied().empty());
    CHECK(s.left.empty());  // nobody waits for it
    CHECK(s.role.durable == Database::Durable{});
}

}  // namespace mqfate::app::database_test
