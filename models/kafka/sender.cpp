// Sender, first part: what leaves.
#include "models/kafka/sender.hpp"
#include "models/kafka/causes.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/record_size.hpp"

namespace mqfate::kafka {
namespace {

// Of the client's clock, which counts whole milliseconds.
constexpr Duration half_a_tick = microseconds(500);

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
    enter_flight(server, Kind::metadata, patience());
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
    enter_flight(server, Kind::init_producer_id, patience());
}

// The first round trip on a connection must be over before anything is handed to it.
void Sender::connect(NodeId server) {
    ClientConnection& to = connection(server);
    if (to.status != Status::closed) return;
    to.status = Status::opening;
    context_.request(server, MetadataRequest{});
    enter_flight(server, Kind::metadata, to.attempts.setup_timeout(server));
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
        if (memory_.accumulator.sendable(nth(i), flush) != no_slot) return true;
    }
    return false;
}

// RecordAccumulator.drainBatchesForOneNode: the first batch of each partition, in one request. A
// partition that must wait ends the drain, and the next begins with it. False: nothing was sent.
bool Sender::drain(NodeId server) {
    ClientConnection& to = connection(server);
    InFlightRequest& request = to.requests.push_back({});
    const std::uint32_t start = std::exchange(to.stopped_at, std::uint16_t{0});
    std::uint64_t total = 0;
    for (std::uint32_t i = 0; i < partitions_; ++i) {
        const std::uint32_t number = start + i < partitions_ ? start + i : start + i - partitions_;
        const PartitionId p = nth(number);
        if (memory_.metadata.leader(p) != server) continue;
        const Accumulator::Queue& queue = memory_.accumulator.queue(p);
        if (queue.muted || queue.batches.empty()) continue;
        const Slot first = queue.batches.front();
        if (memory_.accumulator[first].backing_off) continue;
        const std::uint64_t size = size_of(memory_.accumulator[first]);
        const bool is_full = !request.items.empty() && total + size > config_.max_request_size;
        if (is_full || (idempotent_ && memory_.idempotence.must_wait(first, memory_.accumulator))) {
            to.stopped_at = static_cast<std::uint16_t>(number);
            break;
        }
        total += size;
        take(p, request);
    }
    const bool any = !request.items.empty();
    if (any)
        hand_over(server);
    else
        to.requests.pop_back();
    return any;
}

std::uint64_t Sender::size_of(const ProducerBatch& batch) const {
    if (batch.drained_before()) return sent(batch).size;
    return batch_bytes(static_cast<std::uint32_t>(batch.messages.size()), config_);
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
    batch.size = static_cast<std::uint32_t>(batch_bytes(count, config_));
    for (const MessageId message : own.messages) records.append(message);
    own.messages.clear();
    if (idempotent_) memory_.idempotence.number(slot, batch);
    own.id = store_.batches.append(batch);
}

// NetworkClient.doSend; the newest request, which is in flight from now on.
void Sender::hand_over(NodeId server) {
    ClientConnection& to = connection(server);
    const bool takes_time = config_.hand_over != no_delay;
    if (!takes_time) write(server, to.requests.back());
    if (!takes_time && config_.acks == Acks::none) {
        let_go(to.requests.back());
        return to.requests.pop_back();
    }
    const std::uint32_t number = to.requests.back().number();
    context_.arm(RequestTimeout{server, number}, patience());
    ++memory_.in_flight;
    if (!takes_time) return;
    to.writing = true;
    context_.arm(RequestWritten{server}, Wait{.drawn = config_.hand_over, .subject = number});
}

// acks=0: complete as soon as it is written to the socket (NetworkClient.handleCompletedSends).
void Sender::written(NodeId server) {
    ClientConnection& to = connection(server);
    to.writing = false;
    write(server, to.requests.back());
    if (config_.acks == Acks::none) {
        const InFlightRequest request = std::move(to.requests.back());
        to.requests.pop_back();
        leave_flight(server, request);
        let_go(request);
    }
    send_to(server);
}

void Sender::write(NodeId server, const InFlightRequest& request) {
    ProduceRequest body;
    body.acks = config_.acks;
    body.attempt = request.attempt;
    for (const InFlightRequest::Item& item : request.items)
        body.items.push_back({item.partition, item.batch});
    context_.request(server, std::move(body));
}

void Sender::let_go(const InFlightRequest& request) {
    for (const InFlightRequest::Item& item : request.items) {
        memory_.accumulator.queue(item.partition).muted = false;
        if (item.slot == no_slot) continue;  // expired while it was written
        const RecordRange records = store_.batches[item.batch].records;
        context_.note(FactKind::let_go, records);
        release(item.slot, records.count);
    }
}

void Sender::enter_flight(NodeId server, Kind kind, Wait patience) {
    InFlightRequest& request = connection(server).requests.push_back({});
    request.kind = kind;
    context_.arm(RequestTimeout{server, request.number()}, patience);
    ++memory_.in_flight;
}

// More than request.timeout.ms, in whole milliseconds: the one that the clock is in counts or not.
Wait Sender::patience() const {
    return {.fixed = config_.request_timeout + half_a_tick, .jitter = half_a_tick};
}

// NetworkClient.poll: first it asks how long to wait for metadata, and draws for that.
void Sender::sleep() {
    look_at_metadata();
    if (memory_.in_flight > 0)
        context_.arm(ClientWakes{}, config_.request_timeout + half_a_tick);
    else if (memory_.sleeps)
        context_.cancel(ClientWakes{});
    memory_.sleeps = memory_.in_flight > 0;
}

}  // namespace mqfate::kafka
