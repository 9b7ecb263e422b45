// Sources (Apache Kafka 4.1): UnifiedLog.append (flush.messages, under the log's lock, so the
// answer and the high watermark wait for it, while followers may read before),
// LogManager.flushDirtyLogs (flush.ms is looked at only every log.flush.scheduler.interval.ms,
// which is never by default, and not before log.initial.task.delay.ms),
// KafkaConfig.logFlushIntervalMs (a topic without flush.ms takes the scheduler's interval),
// ReplicaManager.checkpointHighWatermarks. Leaves out: the flush at a segment roll; the checkpoint
// of recovery points is written at each flush, not every minute (it only limits what a recovery
// scans).
#include "models/kafka/flushing.hpp"

#include <algorithm>

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

void Flushing::start() {
    const BrokerConfig& config = parts_.settings().broker;
    parts_.context.arm(CheckpointDue{}, config.replica_high_watermark_checkpoint_interval);
    if (config.log_flush_scheduler_interval == forever()) return;
    for (std::size_t place = 0; place < parts_.hosted.count(); ++place) {
        const Replica& replica = parts_.hosted.replica(place);
        parts_.context.arm(FlushIntervalOver{replica.partition}, interval(replica));
    }
    parts_.context.arm(FlushCheckDue{}, config.log_initial_task_delay);
}

bool Flushing::flush_if_due(std::size_t place, NodeId client) {
    return flush_if_due(place, SyncWaiter::Who::client, client);
}

bool Flushing::flush_copied_if_due(std::size_t place, NodeId leader) {
    return flush_if_due(place, SyncWaiter::Who::follower, leader);
}

bool Flushing::flush_if_due(std::size_t place, SyncWaiter::Who who, NodeId node) {
    Replica& replica = parts_.hosted.replica(place);
    const TopicConfig& topic = parts_.settings().topic_of(replica.partition);
    if (parts_.hosted.end(place) - replica.recovery_point < topic.flush_messages) return false;
    replica.locked = true;
    state_.waiters.push_back({who, static_cast<std::uint16_t>(place), node});
    parts_.hosted.sync(place);
    return true;
}

// The lock is free when nobody waits for this log any more. Then what waited for it goes on: the
// thread that copied, the high watermark, the answer to the producer, those who want to read, those
// who want to append.
void Flushing::synced(Position upto) {
    const SyncWaiter waiter = state_.waiters.pop_front();
    parts_.hosted.synced(waiter.place, Offset{upto.value});
    if (waiter.who == SyncWaiter::Who::the_end) {
        const bool more = std::any_of(
            state_.waiters.begin(), state_.waiters.end(),
            [](const SyncWaiter& other) { return other.who == SyncWaiter::Who::the_end; });
        return more ? void() : parts_.membership.flushed();
    }
    if (waiter.who == SyncWaiter::Who::nobody || parts_.membership.is_ending()) return;
    Replica& replica = parts_.hosted.replica(waiter.place);
    replica.locked =
        std::any_of(state_.waiters.begin(), state_.waiters.end(), [&](const SyncWaiter& other) {
            return other.who != SyncWaiter::Who::nobody && other.place == waiter.place;
        });
    const bool of_client = waiter.who == SyncWaiter::Who::client && waiter.node != no_node;
    if (waiter.who == SyncWaiter::Who::follower)
        parts_.following.flushed(waiter.node);
    else if (of_client)
        parts_.inbox.flushed(waiter.node);
    parts_.leading.raise_high_watermark(waiter.place);
    if (of_client) parts_.inbox.answer_if_settled(waiter.node);
    parts_.inbox.appended(replica.partition);
    parts_.inbox.log_is_free();
}

// LogManager.shutdown. Whoever waits for an earlier sync is told nothing any more.
bool Flushing::flush_all() {
    bool any = false;
    for (std::uint16_t place = 0; place < parts_.hosted.count(); ++place) {
        if (parts_.hosted.end(place) <= parts_.hosted.replica(place).recovery_point) continue;
        state_.waiters.push_back({SyncWaiter::Who::the_end, place, no_node});
        parts_.hosted.sync(place);
        any = true;
    }
    return any;
}

Duration Flushing::interval(const Replica& replica) const {
    const Settings& settings = parts_.settings();
    return settings.topic_of(replica.partition)
        .flush.value_or(settings.broker.log_flush_scheduler_interval);
}

void Flushing::interval_over(PartitionId partition) {
    if (const auto place = parts_.hosted.place_of(partition))
        parts_.hosted.replica(*place).flush_due = true;
}

// The task flushes without the lock: appends go on, and only what was there before is flushed. A
// log with nothing to flush stays due (its time of the last flush does not move).
void Flushing::check() {
    for (std::uint16_t place = 0; place < parts_.hosted.count(); ++place) {
        Replica& replica = parts_.hosted.replica(place);
        if (!replica.flush_due || parts_.hosted.end(place) <= replica.recovery_point) continue;
        replica.flush_due = false;
        parts_.context.arm(FlushIntervalOver{replica.partition}, interval(replica));
        state_.waiters.push_back({SyncWaiter::Who::nobody, place, no_node});
        parts_.hosted.sync(place);
    }
    parts_.context.arm(FlushCheckDue{}, parts_.settings().broker.log_flush_scheduler_interval);
}

void Flushing::checkpoint() {
    parts_.hosted.checkpoint_high_watermarks();
    parts_.context.arm(CheckpointDue{},
                       parts_.settings().broker.replica_high_watermark_checkpoint_interval);
}

}  // namespace mqfate::kafka
