#include "models/kafka/replica_log.hpp"

#include <algorithm>

#include "sim/base/ensure.hpp"

namespace mqfate::kafka {

void ReplicaLog::append(EntryId id, const Entry& entry) {
    ENSURE(entry.base == end, "an entry is appended that does not begin where the log ends");
    if (last_epoch() != entry.epoch) assign(entry.epoch, entry.base);
    if (!runs.empty() && id.value == runs.back().first.value + runs.back().count)
        ++runs.back().count;
    else
        runs.push_back({id, 1});
    end = end + entry.count;
}

void ReplicaLog::assign(LeaderEpoch epoch, Offset start) {
    if (!epochs.empty() && epochs.back().epoch == epoch && epochs.back().start <= start) return;
    while (!epochs.empty() && (epochs.back().epoch >= epoch || epochs.back().start >= start))
        epochs.pop_back();
    epochs.push_back({epoch, start});
}

std::optional<ReplicaLog::EpochEnd> ReplicaLog::end_of_another(LeaderEpoch epoch) const {
    const auto above = std::upper_bound(
        epochs.begin(), epochs.end(), epoch,
        [](LeaderEpoch asked, const EpochStart& start) { return asked < start.epoch; });
    if (above == epochs.end()) return {};
    if (above == epochs.begin()) return EpochEnd{epoch, above->start};
    return EpochEnd{std::prev(above)->epoch, above->start};
}

ReplicaLog::EpochEnd ReplicaLog::last_end_up_to(LeaderEpoch epoch) const {
    return end_of(epoch).value_or(EpochEnd{epochs.empty() ? epoch : last_epoch(), end});
}

ReplicaLog::Place ReplicaLog::find(Offset offset, const Entries& entries) const {
    // Nearly everybody reads the end.
    std::size_t run = runs.size();
    while (run > 0 && entries[runs[run - 1].first].base > offset) --run;
    if (run == 0) return {};
    --run;
    std::uint32_t low = 0;
    std::uint32_t high = runs[run].count;
    const EntryId last = id_at(runs[run], high - 1);
    if (entries[last].base <= offset) {
        low = high - 1;
    } else {
        while (high - low > 1) {
            const std::uint32_t middle = low + (high - low) / 2;
            (entries[id_at(runs[run], middle)].base <= offset ? low : high) = middle;
        }
    }
    const Entry& found = entries[id_at(runs[run], low)];
    if (found.base + found.count > offset) return {run, low};
    return low + 1 < runs[run].count ? Place{run, low + 1} : Place{run + 1, 0};
}

EntryRun ReplicaLog::read(Offset from, Offset upto, std::uint32_t bytes, const Store& store) const {
    if (from >= end || from >= upto) return {};
    const Place at = find(from, store.entries);
    if (at.run == runs.size()) return {};
    const EntryRun& run = runs[at.run];
    EntryRun result{id_at(run, at.within), 0};
    std::uint64_t total = 0;
    for (std::uint32_t i = at.within; i < run.count; ++i) {
        const Entry& entry = store.entries[id_at(run, i)];
        if (entry.base + entry.count > upto) break;
        total += store.batches[entry.batch].bytes;
        if (result.count > 0 && total > bytes) break;
        ++result.count;
    }
    return result;
}

}  // namespace mqfate::kafka
