// How the logs of a broker begin: formatting, recovery, what a crash has left (hosted.hpp).
#include <algorithm>

#include "models/kafka/hosted.hpp"

namespace mqfate::kafka {

// The process is gone. A torn tail fails its CRC at the next start and goes as whole batches
// (LogLoader.recoverLog, LogSegment.recover): so the log is cut at the border of an entry at once.
void Hosted::Durable::survive(FileId file, Position kept, Cause cause, RoleContext& context) {
    const Store& store = context.store().kafka;
    ReplicaLog& log = logs[index(file)];
    log.truncate(Offset{kept.value}, store.entries, [&](EntryId id) {
        context.note(FactKind::removed, store.batches[store.entries[id].batch].records, cause);
    });
    recovery_points[index(file)] = std::min(recovery_points[index(file)], log.end);
    context.cut_back(file, Position{log.end.value});
}

void Hosted::load() {
    const Settings& settings = context_.settings().kafka;
    for (std::uint16_t p = 0; p < settings.partitions.size(); ++p) {
        const auto& hosts = settings.partitions[p].replicas;
        if (std::find(hosts.begin(), hosts.end(), context_.self()) == hosts.end()) continue;
        replicas_.emplace_back();
        replicas_.back().partition = {p};
    }
    durable_.logs.resize(count());
    durable_.high_watermarks.resize(count());
    durable_.recovery_points.resize(count());
    for (std::size_t place = 0; place < count(); ++place) recover(place);
}

// Nothing is truncated to the high watermark: the whole log counts until a leader says otherwise
// (KIP-101). The high watermark is what the checkpoint says, within the log (Partition.createLog).
void Hosted::recover(std::size_t place) {
    Replica& replica = replicas_[place];
    replica.high_watermark = std::min(durable_.high_watermarks[place], end(place));
    replica.recovery_point = std::min(durable_.recovery_points[place], end(place));
    rebuild_producers(place);
}

}  // namespace mqfate::kafka
