#include "models/kafka/replica_log.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace mqfate::kafka::replica_log_test {

/// A log whose entries have three records of 100 bytes each.
struct Written {
    Store store;
    ReplicaLog log;

    EntryId write(std::uint16_t epoch, std::uint32_t records = 3) {
        const BatchId batch = store.batches.append(
            {.partition = {}, .records = {{}, records}, .bytes = 100 * records});
        const Entry entry{batch, log.end, records, {epoch}};
        const EntryId id = store.entries.append({0}, entry);
        log.append(id, entry);
        return id;
    }
    /// Somebody else's entry comes between.
    void elsewhere() { store.entries.append({0}, {}); }
    std::vector<std::uint32_t> truncate(std::uint32_t to) {
        std::vector<std::uint32_t> gone;
        log.truncate({to}, store.entries, [&](EntryId id) { gone.push_back(id.value); });
        return gone;
    }
    std::vector<std::uint32_t> bases(std::uint32_t from, std::uint32_t upto) const {
        std::vector<std::uint32_t> found;
        log.each({from}, {upto}, store.entries,
                 [&](EntryId id) { found.push_back(store.entries[id].base.value); });
        return found;
    }
};

using Ids = std::vector<std::uint32_t>;

TEST_CASE("replica log: entries that follow each other are one run") {
    Written w;
    for (int i = 0; i < 10; ++i) w.write(0);
    CHECK(w.log.runs == std::vector<EntryRun>{{{0}, 10}});
    w.elsewhere();
    w.write(0);
    CHECK(w.log.runs == std::vector<EntryRun>{{{0}, 10}, {{11}, 1}});
    CHECK(w.log.end == Offset{33});
}

TEST_CASE("replica log: a read gives whole entries of one run, as many as fit") {
    Written w;
    for (int i = 0; i < 4; ++i) w.write(0);  // offsets 0..11
    w.elsewhere();
    for (int i = 0; i < 2; ++i) w.write(0);  // offsets 12..17
    const auto read = [&](std::uint32_t from, std::uint32_t upto, std::uint32_t bytes) {
        return w.log.read({from}, {upto}, bytes, w.store);
    };
    CHECK(read(0, 18, 10'000) == EntryRun{{0}, 4});
    CHECK(read(12, 18, 10'000) == EntryRun{{5}, 2});
    CHECK(read(3, 18, 10'000) == EntryRun{{1}, 3});
    SUBCASE("in the middle of an entry it starts with that entry") {
        CHECK(read(4, 18, 10'000) == EntryRun{{1}, 3});
    }
    SUBCASE("an entry that reaches above the limit is not given") {
        CHECK(read(0, 8, 10'000) == EntryRun{{0}, 2});
        CHECK(read(6, 8, 10'000).count == 0);
    }
    SUBCASE("600 bytes are two entries of 300, and one is given however large") {
        CHECK(read(0, 18, 600) == EntryRun{{0}, 2});
        CHECK(read(0, 18, 1) == EntryRun{{0}, 1});
    }
    SUBCASE("at the end and beyond there is nothing") {
        CHECK(read(18, 18, 600).count == 0);
        CHECK(read(40, 50, 600).count == 0);
    }
}

TEST_CASE("replica log: a truncation takes whole entries, oldest first") {
    Written w;
    for (int i = 0; i < 4; ++i) w.write(0);  // 0, 3, 6, 9; end 12
    SUBCASE("at a border") {
        CHECK(w.truncate(6) == Ids{2, 3});
        CHECK(w.log.end == Offset{6});
    }
    SUBCASE("inside an entry: it goes whole") {
        CHECK(w.truncate(7) == Ids{2, 3});
        CHECK(w.log.end == Offset{6});
    }
    SUBCASE("to nothing") {
        CHECK(w.truncate(0) == Ids{0, 1, 2, 3});
        CHECK(w.log == ReplicaLog{});
    }
    SUBCASE("at or above the end: nothing happens") {
        CHECK(w.truncate(12).empty());
        CHECK(w.truncate(99).empty());
    }
    SUBCASE("and the log goes on from there") {
        w.truncate(6);
        w.write(1);
        CHECK(w.bases(0, 100) == Ids{0, 3, 6});
        CHECK(w.log.runs == std::vector<EntryRun>{{{0}, 2}, {{4}, 1}});
    }
}

TEST_CASE("replica log: entries are visited in order, by where they begin") {
    Written w;
    for (int i = 0; i < 4; ++i) w.write(0);
    CHECK(w.bases(0, 12) == Ids{0, 3, 6, 9});
    CHECK(w.bases(3, 9) == Ids{3, 6});
    CHECK(w.bases(4, 10) == Ids{6, 9});
    CHECK(w.bases(12, 20).empty());
}

// LeaderEpochFileCache.endOffsetFor, case by case.
TEST_CASE("replica log: where an epoch ends") {
    Written w;
    w.write(2);  // epoch 2 from 0
    w.write(2);  // to 6
    w.write(5);  // epoch 5 from 6 to 9
    const auto end_of = [&](std::uint16_t epoch) { return w.log.end_of({epoch}); };
    SUBCASE("the latest ends at the log end") {
        CHECK(end_of(5)->epoch == LeaderEpoch{5});
        CHECK(end_of(5)->end == Offset{9});
    }
    SUBCASE("an older one ends where the next begins") { CHECK(end_of(2)->end == Offset{6}); }
    SUBCASE("an unknown one between: the largest below, with its end") {
        CHECK(end_of(3)->epoch == LeaderEpoch{2});
        CHECK(end_of(3)->end == Offset{6});
    }
    SUBCASE("one before all: itself, and the start of the first") {
        CHECK(end_of(1)->epoch == LeaderEpoch{1});
        CHECK(end_of(1)->end == Offset{0});
    }
    SUBCASE("one after all is unknown, and so is none") {
        CHECK_FALSE(end_of(6));
        CHECK_FALSE(w.log.end_of(no_epoch));
    }
}

// LeaderEpochFileCache.assign.
TEST_CASE("replica log: a reign that wrote nothing disappears when the next begins") {
    Written w;
    w.write(0);
    w.log.assign({1}, {3});
    w.log.assign({2}, {3});
    CHECK(w.log.epochs == std::vector<ReplicaLog::EpochStart>{{{0}, {0}}, {{2}, {3}}});
    w.write(2);
    CHECK(w.log.epochs.size() == 2);
    CHECK(w.log.last_epoch() == LeaderEpoch{2});
    w.truncate(3);
    CHECK(w.log.last_epoch() == LeaderEpoch{0});
}

// Leader of reign 2 without a record, it copies from the next leader what reign 1 has written there
// (LeaderEpochFileCache.isUpdateNeeded, maybeTruncateNonMonotonicEntries).
TEST_CASE("replica log: an entry of an earlier reign takes the place of a reign without any") {
    Written w;
    w.log.assign({2}, {0});
    w.write(1);
    CHECK(w.log.epochs == std::vector<ReplicaLog::EpochStart>{{{1}, {0}}});
    CHECK(w.log.last_end_up_to({1}).end == Offset{3});
}

// A leader that was replaced before it wrote anything: its reign is not in its log.
TEST_CASE("replica log: a truncation to the end forgets a reign that has written nothing") {
    Written w;
    w.write(0);
    w.log.assign({1}, w.log.end);
    CHECK(w.log.last_epoch() == LeaderEpoch{1});
    CHECK(w.truncate(3).empty());
    CHECK(w.log.last_epoch() == LeaderEpoch{0});
    CHECK(w.log.end == Offset{3});
}

}  // namespace mqfate::kafka::replica_log_test
