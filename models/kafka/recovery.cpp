// The start of a broker: formatting, recovery of its logs, what a crash has left.
#include <algorithm>

#include "models/kafka/broker.hpp"
#include "models/kafka/initial.hpp"

namespace mqfate::kafka {

// The process is gone. A torn tail fails its CRC at the next start and goes as whole batches
// (LogLoader.recoverLog, LogSegment.recover): so the log is cut at the border of an entry at once.
void Broker::Durable::survive(FileId file, Position kept, Cause cause, RoleContext& context) {
    const Store& store = context.store().kafka;
    ReplicaLog& log = logs[index(file)];
    log.truncate(Offset{kept.value}, store.entries, [&](EntryId id) {
        context.note(FactKind::removed, store.batches[store.entries[id].batch].records, cause);
    });
    recovery_points[index(file)] = std::min(recovery_points[index(file)], log.end);
    context.cut_back(file, Position{log.end.value});
}

void Broker::on(const Started& started, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    for (std::uint16_t p = 0; p < settings.partitions.size(); ++p) {
        const auto& replicas = settings.partitions[p].replicas;
        if (std::find(replicas.begin(), replicas.end(), context.self()) == replicas.end()) continue;
        memory.replicas.emplace_back();
        memory.replicas.back().partition = {p};
    }
    durable.logs.resize(memory.replicas.size());
    durable.high_watermarks.resize(memory.replicas.size());
    durable.recovery_points.resize(memory.replicas.size());
    memory.image.resize(settings.partitions.size());
    for (std::size_t place = 0; place < memory.replicas.size(); ++place) recover(place, context);

    const BrokerConfig& config = settings.broker;
    context.arm(IsrCheckDue{}, Duration{config.replica_lag_time_max.ns / 2});
    context.arm(CheckpointDue{}, config.replica_high_watermark_checkpoint_interval);
    if (config.log_flush_scheduler_interval != forever()) {
        for (const Replica& replica : memory.replicas)
            context.arm(FlushIntervalOver{replica.partition}, flush_interval(replica, settings));
        context.arm(FlushCheckDue{}, config.log_initial_task_delay);
    }
    if (!started.again) {
        memory.registered = true;
        for (std::uint16_t p = 0; p < settings.partitions.size(); ++p)
            apply(initial_state({p}, settings), context);
        start_fetching(context);
    }
    on(HeartbeatDue{}, context);
}

// Nothing is truncated to the high watermark: the whole log counts until a leader says otherwise
// (KIP-101). The high watermark is what the checkpoint says, within the log (Partition.createLog).
void Broker::recover(std::size_t place, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    replica.high_watermark = std::min(durable.high_watermarks[place], log(place).end);
    replica.recovery_point = std::min(durable.recovery_points[place], log(place).end);
    rebuild_producers(place, context.store().kafka);
}

void Broker::rebuild_producers(std::size_t place, const Store& store) {
    ProducerStates& producers = memory.replicas[place].producers;
    producers.clear();
    log(place).each(Offset{0}, log(place).end, store.entries, [&](EntryId id) {
        producers.update(store.batches[store.entries[id].batch], store.entries[id].base);
    });
}

std::optional<std::uint16_t> Broker::search(PartitionId partition) const {
    const auto& replicas = memory.replicas;
    const auto at = std::lower_bound(
        replicas.begin(), replicas.end(), partition,
        [](const Replica& replica, PartitionId p) { return replica.partition < p; });
    if (at == replicas.end() || at->partition != partition) return {};
    return static_cast<std::uint16_t>(at - replicas.begin());
}

}  // namespace mqfate::kafka
