// Sender, first part: what leaves.
#include "models/kafka/sender.hpp"
#include "models/kafka/causes.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/backoff.hpp"

namespace mqfate::kafka {
namespace {

// socket.connection.setup.timeout.ms and its ceiling, both at their defaults.
constexpr Duration setup_timeout = seconds(10);
constexpr Duration setup_timeout_max = seconds(30);

// ProducerConfig: idempotence that was not asked for gives way to other acks.
bool is_idempotent(const ProducerConfig& config) {
    return config.enable_idempotence && config.acks == Acks::all;
}

}  // namespace

Sender::Sender(Producer::Volatile& memory, RoleContext& context)
    : memory_(memory),
      context_(context),
      config_(context.settings().kafka.producer(context.self())),
      store_(context.store().kafka),
      first_(first_partition(context.settings().kafka, config_.topic)),
      partitions_(context.settings().kafka.topics[config_.topic].partitions),
      idempotent_(is_idempotent(config_)) {}

void Sender::run_once() {
    if (idempotent_) memory_.idempotence.prepare(memory_.accumulator, store_);
    request_leaders();
    ask_for_metadata();
    if (idempotent_ && !memory_.idempotence.has_id()) return ask_for_producer_id();
    for (std::uint16_t server = 0; server < memory_.connections.size(); ++server) serve({server});
}

void Sender::send_to(NodeId server) {
    const Idempotence& idempotence = memory_.idempotence;
    const bool unprepared = idempotent_ && (idempotence.attention || !idempotence.has_id());
    if (server == no_node || unprepared) return run_once();
    serve(server);
}

// RecordAccumulator.ready: topics with an unknown leader and something to send.
void Sender::request_leaders() {
    for (std::uint32_t i = 0; i < partitions_; ++i) {
        const bool waits = !memory_.accumulator.queue(nth(i)).batches.empty();
        if (waits && memory_.metadata.leader(nth(i)) == no_node) memory_.metadata.request_update();
    }
}

// NetworkClient.DefaultMetadataUpdater.maybeUpdate.
void Sender::ask_for_metadata() {
    ClientMetadata& metadata = memory_.metadata;
    if (!metadata.may_ask()) return;
    const NodeId server = least_loaded(memory_.connections, metadata.next,
                                       config_.max_in_flight_requests_per_connection);
    if (server == no_node) {
        const auto ready = [](const ClientConnection& c) { return c.status == Status::ready; };
        if (std::none_of(memory_.connections.begin(), memory_.connections.end(), ready))
            metadata.rebootstrap();
        return;
    }
    metadata.ask(server);
    if (connection(server).status != Status::ready) return connect(server);
    context_.request(server, MetadataRequest{});
    enter_flight(server, Kind::metadata, Wait{.fixed = config_.request_timeout});
}

// TransactionManager.bumpIdempotentEpochAndResetIdIfNeeded: any broker gives ids.
void Sender::ask_for_producer_id() {
    Idempotence& idempotence = memory_.idempotence;
    if (idempotence.asked != no_node) return;
    const std::uint32_t limit = config_.max_in_flight_requests_per_connection;
    const NodeId server = least_loaded(memory_.connections, memory_.metadata.next, limit);
    if (server == no_node) return;
    if (!connection(server).can_send(limit)) return connect(server);
    idempotence.asked = server;
    context_.request(server, InitProducerIdRequest{});
    enter_flight(server, Kind::init_producer_id, Wait{.fixed = config_.request_timeout});
}

// The first round trip on a connection must be over before anything is handed to it.
void Sender::connect(NodeId server) {
    ClientConnection& to = connection(server);
    if (to.status != Status::closed) return;
    to.status = Status::opening;
    context_.request(server, MetadataRequest{});
    enter_flight(server, Kind::metadata,
                 exponential_backoff(setup_timeout, setup_timeout_max, to.failures,
                                     std::uint32_t{server.value} << 8 | to.failures));
}

void Sender::serve(NodeId server) {
    while (has_sendable(server)) {
        if (!connection(server).can_send(config_.max_in_flight_requests_per_connection))
            return connect(server);
        if (!drain(server)) return;
    }
}

bool Sender::has_sendable(NodeId server) const {
    // BufferPool.queued: a send() that waits for memory makes every batch ready; so does close().
    const bool flush = memory_.closing || (memory_.blocked.has_value() && memory_.metadata.known);
    for (std::uint32_t i = 0; i < partitions_; ++i) {
        if (memory_.metadata.leader(nth(i)) != server) continue;
        if (memory_.accumulator.sendable(nth(i), config_, flush) != no_slot) return true;
    }
    return false;
}

// RecordAccumulator.drainBatchesForOneNode: the first batch of each partition, in one request. A
// partition that must wait ends the drain, and the next begins with it. False: nothing was sent.
bool Sender::drain(NodeId server) {
    ClientConnection& to = connection(server);
    InFlightRequest& request = to.requests.push_back({});
    const std::uint32_t start = std::exchange(to.stopped_at, std::uint16_t{0});
    for (std::uint32_t i = 0; i < partitions_; ++i) {
        const std::uint32_t number = start + i < partitions_ ? start + i : start + i - partitions_;
        const PartitionId p = nth(number);
        if (memory_.metadata.leader(p) != server) continue;
        const Accumulator::Queue& queue = memory_.accumulator.queue(p);
        if (queue.muted || queue.batches.empty()) continue;
        const Slot first = queue.batches.front();
        if (memory_.accumulator[first].backing_off) continue;
        if (idempotent_ && memory_.idempotence.must_wait(first, memory_.accumulator)) {
            to.stopped_at = static_cast<std::uint16_t>(number);
            break;
        }
        take(p, request);
    }
    const bool any = !request.items.empty();
    if (any) send(server, request);
    // acks=0: complete as soon as it is written to the socket (NetworkClient.handleCompletedSends).
    if (!any || config_.acks == Acks::none) to.requests.pop_back();
    return any;
}

void Sender::take(PartitionId p, InFlightRequest& request) {
    const Slot slot = memory_.accumulator.take_first(p);
    ProducerBatch& batch = memory_.accumulator[slot];
    if (std::exchange(batch.lingering, false)) context_.cancel(LingerOver{p, slot.value});
    if (!batch.drained_before()) {
        close_batch(slot);
    } else {
        const Cause cause = batch.renumbered ? causes::renumbered_after_epoch_bump : batch.failure;
        context_.note(FactKind::sent_again, sent(batch).records, cause);
    }
    batch.reopened = false;
    batch.sent_under = memory_.metadata.epoch(p);
    memory_.accumulator.queue(p).muted = config_.max_in_flight_requests_per_connection == 1;
    if (request.items.empty())
        request.attempt = static_cast<std::uint8_t>(std::min(batch.attempts, 0xffU));
    request.items.push_back({p, batch.id, slot});
}

// The batch is drained for the first time: it becomes immutable and gets its numbers.
void Sender::close_batch(Slot slot) {
    ProducerBatch& own = memory_.accumulator[slot];
    Records& records = context_.store().records;
    const auto count = static_cast<std::uint32_t>(own.messages.size());
    Batch batch;
    batch.partition = own.partition;
    batch.records = {{static_cast<std::uint32_t>(records.size())}, count};
    batch.bytes = count * config_.message_bytes;
    for (const MessageId message : own.messages) records.append(message);
    own.messages.clear();
    if (idempotent_) memory_.idempotence.number(slot, batch);
    own.id = store_.batches.append(batch);
}

void Sender::send(NodeId server, const InFlightRequest& request) {
    ProduceRequest body;
    body.acks = config_.acks;
    body.attempt = request.attempt;
    for (const InFlightRequest::Item& item : request.items)
        body.items.push_back({item.partition, item.batch});
    context_.request(server, std::move(body));
    if (config_.acks == Acks::none) return let_go(request);
    context_.arm(RequestTimeout{server, request.number()}, config_.request_timeout);
}

void Sender::let_go(const InFlightRequest& request) {
    for (const InFlightRequest::Item& item : request.items) {
        const RecordRange records = store_.batches[item.batch].records;
        context_.note(FactKind::let_go, records);
        memory_.accumulator.queue(item.partition).muted = false;
        release(item.slot, records.count);
    }
}

void Sender::enter_flight(NodeId server, Kind kind, Wait patience) {
    InFlightRequest& request = connection(server).requests.push_back({});
    request.kind = kind;
    context_.arm(RequestTimeout{server, request.number()}, patience);
}

}  // namespace mqfate::kafka
