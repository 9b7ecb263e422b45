#include "models/kafka/producer.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/causes.hpp"
#include "models/kafka/record_size.hpp"
#include "models/kafka/sender.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {
namespace {

// BuiltInPartitioner.nextPartition: one of those that have a leader, or of all if none has.
std::uint32_t next_sticky(const Producer& producer, std::uint32_t number, PartitionId first,
                          std::uint32_t partitions, NodeId self) {
    const auto has_leader = [&](std::uint32_t i) {
        const PartitionId p{static_cast<std::uint16_t>(first.value + i)};
        return producer.memory.metadata.leader(p) != no_node;
    };
    std::uint32_t available = 0;
    for (std::uint32_t i = 0; i < partitions; ++i) available += has_leader(i) ? 1U : 0U;
    if (available == 0) return any_of(self, number, partitions);
    std::uint32_t skip = any_of(self, number, available);
    std::uint32_t chosen = 0;
    while (!has_leader(chosen) || skip-- > 0) ++chosen;
    return chosen;
}

PartitionId choose_partition(Producer& producer, std::uint32_t number, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    const ProducerConfig& config = settings.producer(context.self());
    const std::uint32_t partitions = settings.topics[config.topic].partitions;
    const PartitionId first = first_partition(settings, config.topic);
    StickyPartition& sticky = producer.memory.sticky;
    std::uint32_t chosen = config.partition;
    if (config.partitioning == Partitioning::by_key)
        chosen = partition_for_key(config.keys == 0 ? number : number % config.keys, partitions);
    if (config.partitioning == Partitioning::sticky) {
        if (!sticky.chosen)
            sticky.choose(next_sticky(producer, number, first, partitions, context.self()));
        chosen = sticky.number;
    }
    ENSURE(chosen < partitions, "a message for a partition that its topic does not have");
    return {static_cast<std::uint16_t>(first.value + chosen)};
}

enum class Appended : std::uint8_t {
    no_memory,
    joined,
    wakes,  ///< a batch is new or full: the client's thread is woken
};

// RecordAccumulator.append.
Appended append(Producer::Volatile& memory, MessageId message, PartitionId p,
                RoleContext& context) {
    const ProducerConfig& config = context.settings().kafka.producer(context.self());
    Accumulator& accumulator = memory.accumulator;
    Slot slot = accumulator.joinable(p);
    const bool is_new = slot == no_slot;
    if (is_new) {
        if (accumulator.is_exhausted(config)) return Appended::no_memory;
        slot = accumulator.open_batch(p);
        if (config.linger > Duration{}) {
            accumulator[slot].lingering = true;
            context.arm(LingerOver{p, slot.value}, config.linger);
        }
        context.arm(DeliveryTimeout{slot.value}, config.delivery_timeout);
    }
    accumulator.add(slot, message);
    if (config.partitioning == Partitioning::sticky) {
        const std::uint64_t number = accumulator[slot].messages.size() - 1;
        const std::uint64_t bytes =
            record_bytes(number, accumulator.limits.content) + (is_new ? batch_overhead : 0);
        memory.sticky.appended(static_cast<std::uint32_t>(bytes), config.batch_size,
                               accumulator.all_full(p));
    }
    const bool is_full = accumulator.joinable(p) == no_slot;
    return is_new || is_full ? Appended::wakes : Appended::joined;
}

MessageId last_message(const Producer& producer, RoleContext& context) {
    return producer.durable.application.last(context.settings().app, context.self());
}

// KafkaProducer.send, for the last message published, as often as it takes. False: it blocks.
bool send(Producer& producer, PartitionId p, RoleContext& context) {
    Producer::Volatile& memory = producer.memory;
    if (!memory.metadata.known) {
        memory.metadata.request_update();
        return false;
    }
    if (memory.accumulator.limits.refuses) {
        context.note(FactKind::rejected, last_message(producer, context), causes::record_too_large);
        producer.durable.application.wait_for_next(context);
        return true;
    }
    const Appended appended = append(memory, last_message(producer, context), p, context);
    if (appended == Appended::no_memory) return false;
    producer.durable.application.wait_for_next(context);
    Sender sender(memory, context);
    sender.send_to(memory.metadata.leader(p));
    if (appended == Appended::wakes) {
        sender.close_late();
        sender.sleep();
    }
    return true;
}

// What happened may have been what a blocked send() waits for.
void unblock(Producer& producer, RoleContext& context) {
    if (!producer.memory.blocked || !producer.memory.metadata.known) return;
    const PartitionId p =
        choose_partition(producer, producer.durable.application.published - 1, context);
    const auto blocked = std::exchange(producer.memory.blocked, std::nullopt);
    if (send(producer, p, context))
        context.cancel(MaxBlockOver{});
    else
        producer.memory.blocked = blocked;
}

// The end of a turn of the client's thread.
void end_turn(Producer& producer, RoleContext& context) {
    Sender(producer.memory, context).close_late();
    if (producer.memory.closing && producer.has_sent_all()) return context.exit();
    unblock(producer, context);
    Sender(producer.memory, context).sleep();
}

}  // namespace

void Producer::Volatile::vanish(RoleContext& context) const {
    std::vector<bool> is_free(accumulator.batches.size(), false);
    for (const Slot slot : accumulator.free) is_free[index(slot)] = true;
    for (std::size_t slot = 0; slot < accumulator.batches.size(); ++slot) {
        if (is_free[slot]) continue;
        const ProducerBatch& batch = accumulator.batches[slot];
        if (batch.drained_before())
            context.note(FactKind::let_go, context.store().kafka.batches[batch.id].records,
                         Cause::producer_crashed);
        else
            for (const MessageId message : batch.messages)
                context.note(FactKind::let_go, message, Cause::producer_crashed);
    }
    if (blocked) context.note(FactKind::let_go, *blocked, Cause::producer_crashed);
}

void Producer::on(const Started&, RoleContext& context) {
    const Settings& settings = context.settings().kafka;
    memory.metadata.next = first_asked(settings, context.self());
    memory.metadata.request_update();
    memory.accumulator.start(settings.partitions.size(), settings.producer(context.self()));
    memory.connections.resize(settings.brokers);
    memory.idempotence.partitions.resize(settings.partitions.size());
    Sender(memory, context).run_once();
    Sender(memory, context).sleep();
    durable.application.wait_for_next(context);
}

// The application publishes nothing more, and calls KafkaProducer.close(), which waits for as long
// as it takes: what the accumulator holds is ready at once (RecordAccumulator.close), and what
// blocks in send() fails (BufferPool.close, Metadata.close).
void Producer::on(const ShutDownAsked&, RoleContext& context) {
    memory.closing = true;
    context.cancel(app::PublishNext{});
    if (memory.blocked) {
        context.cancel(MaxBlockOver{});
        context.note(FactKind::rejected, *std::exchange(memory.blocked, std::nullopt));
    }
    Sender(memory, context).run_once();
    end_turn(*this, context);
}

// Sender.run: nothing undrained, nothing in flight.
bool Producer::has_sent_all() const {
    return held() == 0 && std::all_of(memory.connections.begin(), memory.connections.end(),
                                      [](const ClientConnection& c) { return c.requests.empty(); });
}

void Producer::on(const app::PublishNext&, RoleContext& context) {
    const PartitionId p = choose_partition(*this, durable.application.published, context);
    durable.application.publish(p.value, context);
    if (send(*this, p, context)) return;
    memory.blocked = last_message(*this, context);
    context.arm(MaxBlockOver{}, context.settings().kafka.producer(context.self()).max_block);
    // BufferPool.queued: a thread that waits for memory makes every batch ready.
    Sender(memory, context).run_once();
    end_turn(*this, context);
}

void Producer::on(const MaxBlockOver&, RoleContext& context) {
    memory.blocked.reset();
    context.note(FactKind::rejected, last_message(*this, context), causes::send_blocked_too_long);
    durable.application.wait_for_next(context);
}

void Producer::on(const Connected& to, RoleContext& context) {
    Sender(memory, context).connected(to.peer);
}

void Producer::on(const Disconnected& end, RoleContext& context) {
    if (!end.as_client) return;
    Sender(memory, context).lost(end.peer, Cause::connection_lost_then_retried);
    end_turn(*this, context);
}

// NetworkClient.canSendRequest: nothing is drained for a node whose last send is not written yet.
void Producer::on(const SendBuffer& buffer, RoleContext& context) {
    memory.connections[index(buffer.peer)].full = buffer.full;
    if (buffer.full) return;
    Sender(memory, context).send_to(buffer.peer);
    end_turn(*this, context);
}

void Producer::on(const ProduceResponse& response, NodeId from, RoleContext& context) {
    Sender(memory, context).answered(response, from);
    end_turn(*this, context);
}

void Producer::on(const MetadataResponse& response, NodeId from, RoleContext& context) {
    Sender(memory, context).answered(response, from);
    end_turn(*this, context);
}

void Producer::on(const InitProducerIdResponse& response, NodeId from, RoleContext& context) {
    Sender(memory, context).answered(response, from);
    end_turn(*this, context);
}

void Producer::on(const LingerOver& timer, RoleContext& context) {
    memory.accumulator[{timer.number}].lingering = false;
    Sender(memory, context).send_to(memory.metadata.leader(timer.partition));
    end_turn(*this, context);
}

// The thread does not wake for it (in_flight.hpp).
void Producer::on(const RequestTimeout& timer, RoleContext& context) {
    if (Sender(memory, context).is_late(timer)) end_turn(*this, context);
}

void Producer::on(const ClientWakes&, RoleContext& context) {
    memory.sleeps = false;
    end_turn(*this, context);
}

void Producer::on(const DeliveryTimeout& timer, RoleContext& context) {
    Sender sender(memory, context);
    sender.delivery_timeout({timer.number});
    sender.close_late();  // before the next turn: what has been overdue there has failed for good
    sender.run_once();
    end_turn(*this, context);
}

void Producer::on(const RetryBackoffOver& timer, RoleContext& context) {
    ProducerBatch& batch = memory.accumulator[{timer.number}];
    batch.backing_off = false;
    Sender(memory, context).send_to(memory.metadata.leader(batch.partition));
    end_turn(*this, context);
}

// The thread wakes for it if it waits for it (Metadata.timeToNextUpdate).
void Producer::on(const MetadataBackoffOver&, RoleContext& context) {
    memory.metadata.rested();
    if (!memory.metadata.wanted) return;
    Sender(memory, context).run_once();
    end_turn(*this, context);
}

void Producer::on(const MetadataTooOld&, RoleContext& context) {
    memory.metadata.expired();
    Sender(memory, context).run_once();
    end_turn(*this, context);
}

void Producer::on(const ReconnectBackoffOver& timer, RoleContext& context) {
    memory.connections[index(timer.server)].status = ClientConnection::Status::closed;
    Sender(memory, context).run_once();
    end_turn(*this, context);
}

void Producer::on(const RequestWritten& timer, RoleContext& context) {
    Sender(memory, context).written(timer.server);
    end_turn(*this, context);
}

NodeId first_asked(const Settings& settings, NodeId self) {
    return {static_cast<std::uint16_t>(self.value % settings.brokers)};
}

PartitionId first_partition(const Settings& settings, std::uint16_t topic) {
    std::uint32_t first = 0;
    for (std::uint16_t i = 0; i < topic; ++i) first += settings.topics[i].partitions;
    return {static_cast<std::uint16_t>(first)};
}

}  // namespace mqfate::kafka
