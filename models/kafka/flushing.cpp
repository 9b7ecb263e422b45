// Flushing: by count inside an append, by time from a task; and the high watermark checkpoint.
//
// Sources (Apache Kafka 4.1): UnifiedLog.append (flush.messages, under the log's lock, so the
// answer and the high watermark wait for it, while followers may read before),
// LogManager.flushDirtyLogs (flush.ms is looked at only every log.flush.scheduler.interval.ms,
// which is never by default, and not before log.initial.task.delay.ms),
// KafkaConfig.logFlushIntervalMs (a topic without flush.ms takes the scheduler's interval),
// ReplicaManager.checkpointHighWatermarks. Leaves out: the flush at a segment roll and at a clean
// shutdown; the checkpoint of recovery points is written at each flush, not every minute (it only
// limits what a recovery scans).
#include <algorithm>

#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

// Whether an append has to wait: `waiter` is served when the sync is done.
bool Broker::flush_if_due(std::size_t place, SyncWaiter waiter, RoleContext& context) {
    Replica& replica = memory.replicas[place];
    const TopicConfig& topic = context.settings().kafka.topic_of(replica.partition);
    if (log(place).end - replica.recovery_point < topic.flush_messages) return false;
    waiter.place = static_cast<std::uint16_t>(place);
    replica.locked = true;
    memory.sync_waiters.push_back(waiter);
    context.sync(file(place));
    return true;
}

void Broker::on(const Synced& synced, RoleContext& context) {
    const SyncWaiter waiter = memory.sync_waiters.pop_front();
    Replica& replica = memory.replicas[waiter.place];
    replica.recovery_point = std::max(replica.recovery_point, Offset{synced.position.value});
    durable.recovery_points[waiter.place] = replica.recovery_point;
    if (waiter.who == SyncWaiter::Who::nobody) return;
    replica.locked = std::any_of(
        memory.sync_waiters.begin(), memory.sync_waiters.end(), [&](const SyncWaiter& other) {
            return other.who != SyncWaiter::Who::nobody && other.place == waiter.place;
        });
    if (waiter.who == SyncWaiter::Who::follower) {
        Follower& f = follower(waiter.node);
        if (f.syncs > 0) --f.syncs;
        fetch_next(f, context);
    } else if (waiter.node != no_node) {
        ClientChannel& c = channel(waiter.node);
        if (c.produce && c.produce->syncs > 0) --c.produce->syncs;
    }
    const PartitionId partition = replica.partition;
    if (advance_high_watermark(waiter.place, context)) settle_produces(partition, context);
    if (waiter.who == SyncWaiter::Who::client && waiter.node != no_node)
        answer_produce(channel(waiter.node), context);
    wake_readers(partition, context);
    unblock(context);
}

Duration Broker::flush_interval(const Replica& replica, const Settings& settings) {
    return settings.topic_of(replica.partition)
        .flush.value_or(settings.broker.log_flush_scheduler_interval);
}

void Broker::on(const FlushIntervalOver& timer, RoleContext&) {
    if (const auto place = place_of(timer.partition)) memory.replicas[*place].flush_due = true;
}

// The task flushes without the lock: appends go on, and only what was there before is flushed. A
// log with nothing to flush stays due (its time of the last flush does not move).
void Broker::on(const FlushCheckDue&, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    for (std::uint16_t place = 0; place < memory.replicas.size(); ++place) {
        Replica& replica = memory.replicas[place];
        if (!replica.flush_due || log(place).end <= replica.recovery_point) continue;
        replica.flush_due = false;
        context.arm(FlushIntervalOver{replica.partition}, flush_interval(replica, settings));
        memory.sync_waiters.push_back({SyncWaiter::Who::nobody, place, no_node});
        context.sync(file(place));
    }
    context.arm(FlushCheckDue{}, settings.broker.log_flush_scheduler_interval);
}

void Broker::on(const CheckpointDue&, RoleContext& context) {
    for (std::size_t place = 0; place < memory.replicas.size(); ++place)
        durable.high_watermarks[place] = memory.replicas[place].high_watermark;
    context.arm(CheckpointDue{},
                context.settings().kafka.broker.replica_high_watermark_checkpoint_interval);
}

}  // namespace mqfate::kafka
