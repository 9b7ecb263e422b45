#include "models/kafka/fetcher.hpp"

#include <algorithm>
#include <utility>

namespace mqfate::kafka {
namespace {

// What a RequestTimeout of a broker is about (its `number`).
constexpr std::uint32_t fetch_request = 0;
constexpr std::uint32_t metadata_request = 1;

Offset end_of(const Entry& entry) { return entry.base + entry.count; }

/// Rule (3): drops the entries that end before `position`.
void skip_before(EntryRun& run, Offset position, const Store& store) {
    while (run.count > 0 && end_of(store.entries[run.first]) <= position) {
        ++run.first;
        --run.count;
    }
}

}  // namespace

const ConsumerConfig& config_of(RoleContext& context) {
    return context.settings().kafka.consumer(context.self());
}

void Fetcher::start(RoleContext& context) {
    for (const PartitionId partition : config_of(context).partitions)
        assigned.push_back({.partition = partition, .position = {}, .fetched = {}});
    links.resize(context.settings().kafka.brokers);
    metadata.request_update();
    ask_for_metadata(context);
}

void Fetcher::seek(const OffsetFetchResponse& committed, const ConsumerConfig& config) {
    for (Assigned& to : assigned) {
        const auto of_it =
            std::find_if(committed.items.begin(), committed.items.end(),
                         [&](const OffsetOf& item) { return item.partition == to.partition; });
        if (of_it != committed.items.end())
            to.position = {of_it->offset, of_it->epoch};
        else
            reset(to, beyond_the_end, config);
    }
}

void Fetcher::reset(Assigned& to, Offset latest, const ConsumerConfig& config) {
    switch (config.auto_offset_reset) {
        case OffsetReset::earliest: to.position = {Offset{0}, no_epoch}; break;
        case OffsetReset::latest: to.position = {latest, no_epoch}; break;
        case OffsetReset::none: nowhere_to_begin = true; break;
    }
}

// ---- requests

void Fetcher::send(RoleContext& context) {
    for (const Assigned& from : assigned)
        if (metadata.leader(from.partition) == no_node) metadata.request_update();
    ask_for_metadata(context);
    for (std::uint16_t b = 0; b < links.size(); ++b) fetch_from({b}, context);
}

void Fetcher::fetch_from(NodeId broker, RoleContext& context) {
    Link& link = links[index(broker)];
    if (link.fetching || link.backing_off) return;
    FetchRequest request;
    const bool epochs = consumers_name_epochs(context.settings().kafka.replication_rules);
    for (const Assigned& from : assigned) {
        if (metadata.leader(from.partition) != broker) continue;
        if (from.fetched.count > 0) return;
        request.items.push_back(
            {.partition = from.partition,
             .current_epoch = epochs ? metadata.epoch(from.partition) : no_epoch,
             .last_fetched_epoch = epochs ? from.position.epoch : no_epoch,
             .offset = from.position.offset});
    }
    if (request.items.empty()) return;
    link.fetching = true;
    context.request(broker, std::move(request));
    await_answer(broker, fetch_request, context);
}

void Fetcher::await_answer(NodeId broker, std::uint32_t request, RoleContext& context) {
    const Link& link = links[index(broker)];
    Wait patience{.fixed = config_of(context).request_timeout};
    if (!link.attempts.accepted) {
        const Wait setup = link.attempts.setup_timeout(broker);
        if (setup.fixed < patience.fixed) patience = setup;
    }
    context.arm(RequestTimeout{broker, request}, patience);
}

void Fetcher::ask_for_metadata(RoleContext& context) {
    if (!metadata.may_ask()) return;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::size_t b = (index(metadata.next) + i) % links.size();
        if (links[b].backing_off) continue;
        const NodeId broker{static_cast<std::uint16_t>(b)};
        metadata.ask(broker);
        metadata.next = {static_cast<std::uint16_t>((b + 1) % links.size())};
        context.request(broker, MetadataRequest{});
        await_answer(broker, metadata_request, context);
        return;
    }
}

// ---- answers

void Fetcher::on(const FetchResponse& response, NodeId from, RoleContext& context) {
    Link& link = links[index(from)];
    if (!link.fetching) return;
    link.fetching = false;
    link.attempts.succeeded();
    context.cancel(RequestTimeout{from, fetch_request});
    for (const FetchResponse::Item& item : response.items) take_in(item, context);
    ask_for_metadata(context);
}

void Fetcher::take_in(const FetchResponse::Item& item, RoleContext& context) {
    const auto to = std::find_if(assigned.begin(), assigned.end(), [&](const Assigned& candidate) {
        return candidate.partition == item.partition;
    });
    if (to == assigned.end() || to->fetched.count > 0) return;
    if (item.error != Error::none) return handle_error(item, *to, config_of(context));
    if (item.diverging) {
        to->position = {std::min(to->position.offset, item.diverging_end), item.diverging_epoch};
        return;
    }
    EntryRun run = item.entries;
    skip_before(run, to->position.offset, context.store().kafka);
    if (run.count == 0) return;
    to->fetched = run;
    buffered.push_back(static_cast<std::uint16_t>(to - assigned.begin()));
}

void Fetcher::handle_error(const FetchResponse::Item& item, Assigned& to,
                           const ConsumerConfig& config) {
    if (is_invalid_metadata(item.error)) metadata.request_update();
    if (item.error == Error::offset_out_of_range) reset(to, item.high_watermark, config);
}

void Fetcher::on(const MetadataResponse& response, NodeId from, RoleContext& context) {
    links[index(from)].attempts.succeeded();
    if (metadata.asked == from) context.cancel(RequestTimeout{from, metadata_request});
    if (!metadata.answered(response, from)) return;
    rest(context);
    context.arm(MetadataTooOld{}, config_of(context).metadata_max_age);
}

// ---- failures and pauses

void Fetcher::connected(NodeId broker, RoleContext& context) {
    Link& link = links[index(broker)];
    if (link.attempts.accepted) return;
    link.attempts.connected();
    const Duration patience = config_of(context).request_timeout;
    if (link.fetching) context.arm(RequestTimeout{broker, fetch_request}, patience);
    if (metadata.asked == broker) context.arm(RequestTimeout{broker, metadata_request}, patience);
}

void Fetcher::lost(NodeId broker, RoleContext& context) {
    const ConsumerConfig& config = config_of(context);
    Link& link = links[index(broker)];
    link.fetching = false;
    context.cancel(RequestTimeout{broker, fetch_request});
    context.cancel(RequestTimeout{broker, metadata_request});
    link.backing_off = true;
    context.arm(
        ReconnectBackoffOver{broker},
        link.attempts.disconnected(broker, config.reconnect_backoff, config.reconnect_backoff_max));
    metadata.request_update();
    if (metadata.failed(broker, context.settings().kafka.brokers)) rest(context);
    ask_for_metadata(context);
}

void Fetcher::rest(RoleContext& context) {
    const ConsumerConfig& config = config_of(context);
    context.arm(MetadataBackoffOver{},
                metadata.pause(config.retry_backoff, config.retry_backoff_max));
}

void Fetcher::on(const MetadataBackoffOver&, RoleContext& context) {
    metadata.rested();
    ask_for_metadata(context);
}

void Fetcher::on(const MetadataTooOld&, RoleContext& context) {
    metadata.expired();
    ask_for_metadata(context);
}

void Fetcher::on(const ReconnectBackoffOver& timer, RoleContext& context) {
    links[index(timer.server)].backing_off = false;
    ask_for_metadata(context);
}

// ---- records

Polled Fetcher::take(std::uint32_t room, RoleContext& context) {
    const Store& store = context.store().kafka;
    const std::uint16_t place = buffered.front();
    Assigned& from = assigned[place];
    const Entry& entry = store.entries[from.fetched.first];
    const Offset begin = std::max(from.position.offset, entry.base);
    const std::uint32_t skipped = begin - entry.base;
    const RecordRange records{store.batches[entry.batch].records.first + skipped,
                              std::min(room, entry.count - skipped)};
    from.position = {begin + records.count, entry.epoch};
    skip_before(from.fetched, from.position.offset, store);
    if (from.fetched.count == 0) buffered.pop_front();
    // A position goes back where the consumer starts again from a committed offset.
    context.note(Fact{.kind = FactKind::delivered,
                      .cause = Cause::redelivered_after_crash,
                      .records = records,
                      .branch = context.settings().app.application(context.self()).audience});
    return {.records = records, .place = place, .next = {begin + 1U, entry.epoch}};
}

const Fetcher::Assigned* Fetcher::find(PartitionId partition) const {
    for (const Assigned& candidate : assigned)
        if (candidate.partition == partition) return &candidate;
    return nullptr;
}

}  // namespace mqfate::kafka
