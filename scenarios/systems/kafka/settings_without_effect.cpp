// Settings of Kafka 4.1 that no fate depends on; those of access are in settings_of_access.cpp.
#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {
namespace {

using namespace kafka::literals;

constexpr SettingsWithoutEffect settings_without_effect_table[] = {
    {Whose::brokers, "kafka.why.compression"_k,
     "offsets.topic.compression.codec share.coordinator.state.topic.compression.codec"},
    {Whose::producers | Whose::brokers | Whose::topics, "kafka.why.compression"_k,
     "compression.gzip.level compression.lz4.level compression.type compression.zstd.level"},
    {Whose::producers | Whose::consumers, "kafka.why.metrics"_k, "enable.metrics.push"},
    {Whose::brokers, "kafka.why.metrics"_k,
     "controller.performance.always.log.threshold.ms controller.performance.sample.period.ms "
     "kafka.metrics.polling.interval.secs kafka.metrics.reporters telemetry.max.bytes"},
    {Whose::producers | Whose::consumers | Whose::brokers, "kafka.why.metrics"_k,
     "metric.reporters metrics.num.samples metrics.recording.level metrics.sample.window.ms"},
    {Whose::brokers, "kafka.why.quotas"_k,
     "alter.log.dirs.replication.quota.window.num "
     "alter.log.dirs.replication.quota.window.size.seconds client.quota.callback.class "
     "controller.quota.window.num controller.quota.window.size.seconds "
     "max.connection.creation.rate max.connections max.connections.per.ip "
     "max.connections.per.ip.overrides quota.window.num quota.window.size.seconds "
     "remote.log.manager.copy.quota.window.num "
     "remote.log.manager.copy.quota.window.size.seconds "
     "remote.log.manager.fetch.quota.window.num "
     "remote.log.manager.fetch.quota.window.size.seconds replication.quota.window.num "
     "replication.quota.window.size.seconds"},
    {Whose::topics, "kafka.why.quotas"_k,
     "follower.replication.throttled.replicas leader.replication.throttled.replicas"},
    {Whose::consumers, "kafka.why.names"_k, "client.rack group.id"},
    {Whose::producers | Whose::consumers, "kafka.why.names"_k, "client.id"},
    {Whose::brokers, "kafka.why.names"_k,
     "broker.id broker.rack node.id offset.metadata.max.bytes process.roles"},
    {Whose::producers | Whose::consumers, "kafka.why.addresses"_k,
     "bootstrap.servers client.dns.lookup metadata.recovery.rebootstrap.trigger.ms "
     "metadata.recovery.strategy"},
    {Whose::brokers, "kafka.why.addresses"_k,
     "advertised.listeners controller.listener.names controller.quorum.bootstrap.servers "
     "controller.quorum.voters early.start.listeners inter.broker.listener.name "
     "listener.security.protocol.map listeners"},
    {Whose::producers, "kafka.why.contents"_k, "key.serializer value.serializer"},
    {Whose::consumers, "kafka.why.contents"_k, "check.crcs key.deserializer value.deserializer"},
    {Whose::producers | Whose::consumers, "kafka.why.contents"_k, "interceptor.classes"},
    {Whose::consumers, "kafka.why.other_groups"_k, "share.acknowledgement.mode"},
    {Whose::brokers, "kafka.why.other_groups"_k,
     "group.share.assignors group.share.delivery.count.limit group.share.enable "
     "group.share.heartbeat.interval.ms group.share.max.heartbeat.interval.ms "
     "group.share.max.record.lock.duration.ms group.share.max.session.timeout.ms "
     "group.share.max.share.sessions group.share.max.size "
     "group.share.min.heartbeat.interval.ms group.share.min.record.lock.duration.ms "
     "group.share.min.session.timeout.ms group.share.partition.max.record.locks "
     "group.share.persister.class.name group.share.record.lock.duration.ms "
     "group.share.session.timeout.ms group.streams.heartbeat.interval.ms "
     "group.streams.max.heartbeat.interval.ms group.streams.max.session.timeout.ms "
     "group.streams.max.size group.streams.max.standby.replicas "
     "group.streams.min.heartbeat.interval.ms group.streams.min.session.timeout.ms "
     "group.streams.num.standby.replicas group.streams.session.timeout.ms "
     "share.coordinator.append.linger.ms share.coordinator.cold.partition.snapshot.interval.ms "
     "share.coordinator.load.buffer.size "
     "share.coordinator.snapshot.update.records.per.snapshot "
     "share.coordinator.state.topic.min.isr share.coordinator.state.topic.num.partitions "
     "share.coordinator.state.topic.prune.interval.ms "
     "share.coordinator.state.topic.replication.factor "
     "share.coordinator.state.topic.segment.bytes share.coordinator.threads "
     "share.coordinator.write.timeout.ms share.fetch.purgatory.purge.interval.requests"},
    {Whose::producers, "kafka.why.no_transactions"_k, "transaction.timeout.ms"},
    {Whose::consumers, "kafka.why.no_transactions"_k,
     "internal.throw.on.fetch.stable.offset.unsupported isolation.level"},
    {Whose::brokers, "kafka.why.no_transactions"_k,
     "add.partitions.to.txn.retry.backoff.max.ms add.partitions.to.txn.retry.backoff.ms "
     "transaction.abort.timed.out.transaction.cleanup.interval.ms transaction.max.timeout.ms "
     "transaction.partition.verification.enable "
     "transaction.remove.expired.transaction.cleanup.interval.ms "
     "transaction.state.log.load.buffer.size transaction.state.log.min.isr "
     "transaction.state.log.num.partitions transaction.state.log.replication.factor "
     "transaction.state.log.segment.bytes transactional.id.expiration.ms"},
    {Whose::producers | Whose::brokers, "kafka.why.no_transactions"_k,
     "transaction.two.phase.commit.enable"},
    {Whose::brokers, "kafka.why.not_tiered"_k,
     "log.local.retention.bytes log.local.retention.ms remote.fetch.max.wait.ms "
     "remote.list.offsets.request.timeout.ms remote.log.index.file.cache.total.size.bytes "
     "remote.log.manager.copier.thread.pool.size remote.log.manager.copy.max.bytes.per.second "
     "remote.log.manager.expiration.thread.pool.size "
     "remote.log.manager.fetch.max.bytes.per.second remote.log.manager.task.interval.ms "
     "remote.log.manager.task.retry.backoff.max.ms remote.log.manager.task.retry.backoff.ms "
     "remote.log.manager.task.retry.jitter remote.log.manager.thread.pool.size "
     "remote.log.metadata.custom.metadata.max.bytes remote.log.metadata.manager.class.name "
     "remote.log.metadata.manager.class.path remote.log.metadata.manager.impl.prefix "
     "remote.log.metadata.manager.listener.name remote.log.reader.max.pending.tasks "
     "remote.log.reader.threads remote.log.storage.manager.class.name "
     "remote.log.storage.manager.class.path remote.log.storage.manager.impl.prefix"},
    {Whose::topics, "kafka.why.not_tiered"_k,
     "local.retention.bytes local.retention.ms remote.log.copy.disable "
     "remote.log.delete.on.disable"},
    {Whose::brokers, "kafka.why.not_compacted"_k,
     "log.cleaner.backoff.ms log.cleaner.dedupe.buffer.size log.cleaner.delete.retention.ms "
     "log.cleaner.enable log.cleaner.io.buffer.load.factor log.cleaner.io.buffer.size "
     "log.cleaner.io.max.bytes.per.second log.cleaner.max.compaction.lag.ms "
     "log.cleaner.min.cleanable.ratio log.cleaner.min.compaction.lag.ms log.cleaner.threads"},
    {Whose::topics, "kafka.why.not_compacted"_k,
     "delete.retention.ms max.compaction.lag.ms min.cleanable.dirty.ratio "
     "min.compaction.lag.ms"},
    {Whose::consumers, "kafka.why.topics_exist"_k,
     "allow.auto.create.topics exclude.internal.topics"},
    {Whose::brokers, "kafka.why.topics_exist"_k,
     "alter.config.policy.class.name auto.create.topics.enable create.topic.policy.class.name "
     "delete.topic.enable"},
    {Whose::consumers, "kafka.why.alone_in_group"_k,
     "heartbeat.interval.ms internal.leave.group.on.close partition.assignment.strategy"},
    {Whose::brokers, "kafka.why.alone_in_group"_k,
     "group.consumer.assignors group.consumer.heartbeat.interval.ms "
     "group.consumer.max.heartbeat.interval.ms group.consumer.max.size "
     "group.consumer.migration.policy group.consumer.min.heartbeat.interval.ms "
     "group.consumer.regex.refresh.interval.ms group.coordinator.rebalance.protocols "
     "group.max.size"},
    {Whose::brokers, "kafka.why.clean"_k, "unclean.leader.election.interval.ms"},
    {Whose::producers, "kafka.why.evenly"_k, "partitioner.adaptive.partitioning.enable"},
    {Whose::brokers, "kafka.why.timestamps"_k,
     "log.message.timestamp.after.max.ms log.message.timestamp.before.max.ms "
     "log.message.timestamp.type"},
    {Whose::topics, "kafka.why.timestamps"_k,
     "message.timestamp.after.max.ms message.timestamp.before.max.ms message.timestamp.type"},
    {Whose::producers | Whose::consumers | Whose::brokers, "kafka.why.idle"_k,
     "connections.max.idle.ms"},
    {Whose::brokers, "kafka.why.start_up"_k,
     "initial.broker.registration.timeout.ms log.flush.offset.checkpoint.interval.ms "
     "log.flush.start.offset.checkpoint.interval.ms num.recovery.threads.per.data.dir "
     "server.max.startup.time.ms"},
    {Whose::brokers, "kafka.why.files"_k,
     "internal.metadata.delete.delay.millis internal.metadata.log.segment.bytes "
     "internal.metadata.max.batch.size.in.bytes internal.metadata.max.fetch.size.in.bytes "
     "log.dir log.dirs log.index.interval.bytes log.index.size.max.bytes log.preallocate "
     "log.retention.check.interval.ms log.roll.hours log.roll.jitter.hours log.roll.jitter.ms "
     "log.roll.ms log.segment.bytes log.segment.delete.delay.ms metadata.log.dir "
     "metadata.log.max.record.bytes.between.snapshots metadata.log.max.snapshot.interval.ms "
     "metadata.log.segment.bytes metadata.log.segment.ms metadata.max.idle.interval.ms "
     "metadata.max.retention.bytes metadata.max.retention.ms "
     "offsets.retention.check.interval.ms offsets.topic.num.partitions "
     "offsets.topic.segment.bytes producer.id.expiration.check.interval.ms"},
    {Whose::topics, "kafka.why.files"_k,
     "file.delete.delay.ms index.interval.bytes internal.segment.bytes preallocate "
     "segment.bytes segment.index.bytes segment.jitter.ms segment.ms"},
    {Whose::consumers, "kafka.why.machine"_k, "send.buffer.bytes"},
    {Whose::producers | Whose::consumers, "kafka.why.machine"_k, "receive.buffer.bytes"},
    {Whose::brokers, "kafka.why.machine"_k,
     "background.threads delete.records.purgatory.purge.interval.requests "
     "fetch.purgatory.purge.interval.requests group.coordinator.append.linger.ms "
     "group.coordinator.threads max.incremental.fetch.session.cache.slots "
     "max.request.partition.size.limit num.io.threads num.network.threads "
     "num.replica.alter.log.dirs.threads num.replica.fetchers offsets.load.buffer.size "
     "producer.purgatory.purge.interval.requests queued.max.request.bytes queued.max.requests "
     "replica.socket.receive.buffer.bytes socket.listen.backlog.size "
     "socket.receive.buffer.bytes socket.send.buffer.bytes unstable.api.versions.enable "
     "unstable.feature.versions.enable"},
};

}  // namespace

std::span<const SettingsWithoutEffect> settings_without_effect() {
    return settings_without_effect_table;
}

}  // namespace mqfate::scenarios
