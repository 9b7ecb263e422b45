// One replica's log: which entries it has, and where the reigns of leaders begin in it.
//
// The entries themselves are immutable and live once in the world (store.hpp); a log is a few runs
// of their ids, however many messages it holds. Followers copy entries in the leader's order, so
// their logs have the same runs.
// Invariants: (1) entries follow each other without a gap: base + count of one is base of the next.
//             (2) `epochs` rises in epoch and in start (LeaderEpochFileCache, KIP-101).
//             (3) `end` is the log end offset: where the next entry will begin.
// Leaves out: segments, a log start above 0 (retention comes later), compaction.
// Tested by: tests/models/kafka/replica_log_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/kafka/ids.hpp"
#include "models/kafka/store.hpp"

namespace mqfate::kafka {

struct ReplicaLog {
    /// The first offset that a reign may have written (an entry of the leader epoch checkpoint).
    struct EpochStart {
        LeaderEpoch epoch;
        Offset start;
        friend bool operator==(const EpochStart&, const EpochStart&) = default;
    };
    /// The answer to "where does this epoch end in your log?"
    struct EpochEnd {
        LeaderEpoch epoch;  ///< the largest one that is not larger than the asked one
        Offset end;
    };

    std::vector<EntryRun> runs;
    std::vector<EpochStart> epochs;
    Offset end;
    friend bool operator==(const ReplicaLog&, const ReplicaLog&) = default;

    /// Requires: the entry begins at `end`.
    void append(EntryId id, const Entry& entry);

    /// A reign begins at `start`. What the log says of reigns that this contradicts is forgotten
    /// (LeaderEpochFileCache.assign).
    void assign(LeaderEpoch epoch, Offset start);

    /// Of the last entry, or of the reign that has not written yet; no_epoch if there was none.
    LeaderEpoch last_epoch() const { return epochs.empty() ? no_epoch : epochs.back().epoch; }
    /// LeaderEpochFileCache.endOffsetFor. Nothing: the log knows no epoch above `epoch`.
    std::optional<EpochEnd> end_of(LeaderEpoch epoch) const {
        // Nearly everybody asks about the last one, which is answered without a call: a small
        // optional that is put together in memory is slow to take out again.
        if (epoch == no_epoch || epochs.empty()) return {};
        if (epoch == epochs.back().epoch) return EpochEnd{epoch, end};
        return end_of_another(epoch);
    }
    /// The same, where an epoch above all is answered with the last one (KIP-279).
    EpochEnd last_end_up_to(LeaderEpoch epoch) const;

    /// The entries from the one that holds `from` on, as far as they lie below `upto`, follow each
    /// other in one run and have at most `bytes` together (the first one is given anyway).
    EntryRun read(Offset from, Offset upto, std::uint32_t bytes, const Store& store) const;

    /// Cuts the log back to `to`, at the border of an entry: an entry that reaches beyond goes
    /// whole. Calls `removed(EntryId)` for each that goes, oldest first. A reign that has written
    /// nothing is forgotten in any case: else a former leader without a record of its own would
    /// ask about that reign for ever (UnifiedLog.truncateTo).
    template <class Removed> void truncate(Offset to, const Entries& entries, Removed&& removed);

    /// Calls `visit(EntryId)` for each entry that begins in [from, upto), in order.
    template <class Visit>
    void each(Offset from, Offset upto, const Entries& entries, Visit&& visit) const;

private:
    struct Place {
        std::size_t run = 0;
        std::uint32_t within = 0;
    };
    /// Requires: `epoch` is one, and not the last that the log knows.
    std::optional<EpochEnd> end_of_another(LeaderEpoch epoch) const;
    /// The entry that holds `offset`; behind the last one if the log ends before.
    Place find(Offset offset, const Entries& entries) const;
    static EntryId id_at(const EntryRun& run, std::uint32_t within) {
        return {run.first.value + within};
    }
};

template <class Removed>
void ReplicaLog::truncate(Offset to, const Entries& entries, Removed&& removed) {
    if (to < end) {
        const Place at = find(to, entries);
        for (std::size_t r = at.run; r < runs.size(); ++r)
            for (std::uint32_t i = r == at.run ? at.within : 0; i < runs[r].count; ++i)
                removed(id_at(runs[r], i));
        end = entries[id_at(runs[at.run], at.within)].base;
        runs.resize(at.within == 0 ? at.run : at.run + 1);
        if (at.within != 0) runs.back().count = at.within;
    }
    while (!epochs.empty() && epochs.back().start >= end) epochs.pop_back();
}

template <class Visit>
void ReplicaLog::each(Offset from, Offset upto, const Entries& entries, Visit&& visit) const {
    if (from >= end) return;
    const Place at = find(from, entries);
    for (std::size_t r = at.run; r < runs.size(); ++r)
        for (std::uint32_t i = r == at.run ? at.within : 0; i < runs[r].count; ++i) {
            const EntryId id = id_at(runs[r], i);
            if (entries[id].base >= upto) return;
            if (entries[id].base >= from) visit(id);
        }
}

}  // namespace mqfate::kafka
