// The logs of a broker and what follows from them (hosted.hpp); how they begin is in recovery.cpp.
#include "models/kafka/hosted.hpp"

#include <algorithm>

namespace mqfate::kafka {

void Hosted::append(std::size_t place, EntryId id, const Entry& entry, const Batch& batch) {
    Replica& replica = replicas_[place];
    durable_.logs[place].append(id, entry);
    replica.producers.update(batch, entry.base);
    context_.write(file(place), Position{end(place).value});
}

// UnifiedLog.truncateTo. What was flushed of the part that is gone does not count for what comes in
// its place.
void Hosted::truncate(std::size_t place, Offset to, Cause cause) {
    const Store& store = context_.store().kafka;
    Replica& replica = replicas_[place];
    const Offset before = end(place);
    durable_.logs[place].truncate(to, store.entries, [&](EntryId id) {
        context_.note(FactKind::removed, store.batches[store.entries[id].batch].records, cause);
    });
    const Offset after = end(place);
    if (after == before) return;
    context_.cut_back(file(place), Position{after.value});
    replica.high_watermark = std::min(replica.high_watermark, after);
    replica.recovery_point = std::min(replica.recovery_point, after);
    durable_.recovery_points[place] = std::min(durable_.recovery_points[place], after);
    rebuild_producers(place);
}

void Hosted::rebuild_producers(std::size_t place) {
    const Store& store = context_.store().kafka;
    ProducerStates& producers = replicas_[place].producers;
    producers.clear();
    log(place).each(Offset{0}, end(place), store.entries, [&](EntryId id) {
        producers.update(store.batches[store.entries[id].batch], store.entries[id].base);
    });
}

void Hosted::sync(std::size_t place) { context_.sync(file(place)); }

void Hosted::synced(std::size_t place, Offset upto) {
    Replica& replica = replicas_[place];
    replica.recovery_point = std::max(replica.recovery_point, upto);
    durable_.recovery_points[place] = replica.recovery_point;
}

// ReplicaManager.checkpointHighWatermarks.
void Hosted::checkpoint_high_watermarks() {
    for (std::size_t place = 0; place < count(); ++place)
        durable_.high_watermarks[place] = replicas_[place].high_watermark;
}

std::optional<std::uint16_t> Hosted::search(const std::vector<Replica>& replicas,
                                            PartitionId partition) {
    const auto at = std::lower_bound(
        replicas.begin(), replicas.end(), partition,
        [](const Replica& replica, PartitionId p) { return replica.partition < p; });
    if (at == replicas.end() || at->partition != partition) return {};
    return static_cast<std::uint16_t>(at - replicas.begin());
}

}  // namespace mqfate::kafka
