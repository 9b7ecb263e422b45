// One request of a client at a time (inbox.hpp).
#include "models/kafka/inbox.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

ClientChannel& Inbox::channel(NodeId client) {
    auto at = std::lower_bound(
        state_.channels.begin(), state_.channels.end(), client,
        [](const ClientChannel& channel, NodeId node) { return channel.client < node; });
    if (at == state_.channels.end() || at->client != client) {
        at = state_.channels.insert(at, ClientChannel{});
        at->client = client;
    }
    return *at;
}

// A broker accepts connections when it has caught up with the metadata log
// (BrokerServer.startup: enableRequestProcessing); before, its host refuses them.
template <class Request> void Inbox::receive(const Request& request, NodeId client) {
    if (!parts_.membership.is_up()) return parts_.context.hang_up(client);
    ClientChannel& c = channel(client);
    if (c.busy() || !c.waiting.empty())
        c.waiting.push_back(request);
    else
        serve(c, request);
}

template void Inbox::receive(const ProduceRequest& request, NodeId client);
template void Inbox::receive(const FetchRequest& request, NodeId client);
template void Inbox::receive(const MetadataRequest& request, NodeId client);
template void Inbox::receive(const InitProducerIdRequest& request, NodeId client);
template void Inbox::receive(const OffsetsForLeaderEpochRequest& request, NodeId client);

// The answer has been sent: the channel is unmuted.
void Inbox::serve_next(ClientChannel& c) {
    while (!c.busy() && !c.waiting.empty()) {
        const Vocabulary::Body body = c.waiting.pop_front();
        std::visit(
            [&](const auto& request) {
                if constexpr (requires { serve(c, request); }) serve(c, request);
            },
            body);
    }
}

// ---- what is answered at once

void Inbox::serve(ClientChannel& c, const MetadataRequest&) {
    parts_.context.reply(c.client, parts_.membership.metadata());
}

void Inbox::serve(ClientChannel& c, const InitProducerIdRequest&) {
    parts_.context.reply(c.client, InitProducerIdResponse{parts_.membership.new_producer_id(), {}});
}

void Inbox::serve(ClientChannel& c, const OffsetsForLeaderEpochRequest& request) {
    parts_.context.reply(c.client, parts_.reading.where_epochs_end(request));
}

// ---- a log that is being flushed

bool Inbox::is_locked(PartitionId partition) const {
    const auto place = parts_.hosted.place_of(partition);
    return place && parts_.hosted.replica(*place).locked;
}

void Inbox::log_is_free() {
    for (ClientChannel& c : state_.channels)
        if (std::exchange(c.blocked, false)) serve_next(c);
}

// ---- the end of a connection

// What was appended stays appended; its answer has nobody to go to. Of the requests that the client
// had pipelined one more is served before writing an answer fails; with acks=0 there is no answer
// and all are (Selector.close with CloseMode.GRACEFUL, maybeReadFromClosingChannel).
void Inbox::client_gone(NodeId client) {
    ClientChannel& c = channel(client);
    parts_.context.cancel(ProduceExpires{client});
    parts_.context.cancel(FetchExpires{client});
    c.produce.reset();
    c.fetch.reset();
    int answers = std::exchange(c.blocked, false) ? 2 : 1;  // the first that waits was begun
    while (!c.waiting.empty()) {
        const auto* waiting = std::get_if<ProduceRequest>(&c.waiting.front());
        const bool answered = !waiting || waiting->acks != Acks::none;
        if (answered && answers-- == 0) break;
        const auto request = waiting ? *waiting : ProduceRequest{};
        c.waiting.drop_front();
        std::uint8_t syncs = 0;
        for (const ProduceRequest::Item& item : request.items) {
            parts_.leading.append(item, request.acks, no_node, syncs);
            appended(item.partition);
        }
    }
    discard(c);
}

// The connection is closed: what was received and not read is gone.
void Inbox::discard(ClientChannel& c) {
    const Store& store = parts_.context.store().kafka;
    for (const Vocabulary::Body& body : c.waiting)
        if (const auto* request = std::get_if<ProduceRequest>(&body))
            for (const ProduceRequest::Item& item : request->items)
                parts_.context.note(FactKind::never_arrived, store.batches[item.batch].records,
                                    Cause::lost_in_flight);
    c.waiting.clear();
}

}  // namespace mqfate::kafka
