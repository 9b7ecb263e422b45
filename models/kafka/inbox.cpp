// One request of a client at a time (inbox.hpp).
#include <algorithm>
#include <utility>

#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

ClientChannel& Broker::channel(NodeId client) {
    auto at = std::lower_bound(
        memory.channels.begin(), memory.channels.end(), client,
        [](const ClientChannel& channel, NodeId node) { return channel.client < node; });
    if (at == memory.channels.end() || at->client != client) {
        at = memory.channels.insert(at, ClientChannel{});
        at->client = client;
    }
    return *at;
}

// A broker accepts connections when it has caught up with the metadata log
// (BrokerServer.startup: enableRequestProcessing); before, its host refuses them.
template <class Message>
void Broker::receive(const Message& message, NodeId from, RoleContext& context) {
    if (!memory.up) return context.hang_up(from);
    ClientChannel& c = channel(from);
    if (c.busy() || !c.waiting.empty())
        c.waiting.push_back(message);
    else
        serve(c, message, context);
}

void Broker::on(const ProduceRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}
void Broker::on(const FetchRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}
void Broker::on(const MetadataRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}
void Broker::on(const InitProducerIdRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}

void Broker::on(const OffsetsForLeaderEpochRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}

// The answer has been sent: the channel is unmuted.
void Broker::serve_next(ClientChannel& c, RoleContext& context) {
    while (!c.busy() && !c.waiting.empty()) {
        const Vocabulary::Body body = c.waiting.pop_front();
        std::visit(
            [&](const auto& request) {
                if constexpr (requires { serve(c, request, context); }) serve(c, request, context);
            },
            body);
    }
}

// A log is free again: whoever waited for it goes on, in the order of clients.
void Broker::unblock(RoleContext& context) {
    for (ClientChannel& c : memory.channels)
        if (std::exchange(c.blocked, false)) serve_next(c, context);
}

void Broker::on(const Disconnected& gone, RoleContext& context) {
    if (!gone.as_client) return client_gone(gone.peer, context);
    if (gone.peer == context.settings().kafka.controller()) {
        context.cancel(ControllerTimeout{});
        controller_is_silent(context);
        context.arm(HeartbeatDue{}, milliseconds(50));
    } else if (Follower& f = follower(gone.peer); f.awaiting) {
        context.cancel(FetchTimeout{gone.peer});
        delay_all(f, context);
    }
}

// What was appended stays appended; its answer has nobody to go to. Of the requests that the client
// had pipelined one more is served before writing an answer fails; with acks=0 there is no answer
// and all are (Selector.close with CloseMode.GRACEFUL, maybeReadFromClosingChannel).
void Broker::client_gone(NodeId client, RoleContext& context) {
    ClientChannel& c = channel(client);
    context.cancel(ProduceExpires{client});
    context.cancel(FetchExpires{client});
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
            append(item, request.acks, no_node, syncs, context);
            wake_readers(item.partition, context);
        }
    }
    discard(c, context);
}

// The connection is closed: what was received and not read is gone.
void Broker::discard(ClientChannel& c, RoleContext& context) {
    const Store& store = context.store().kafka;
    for (const Vocabulary::Body& body : c.waiting)
        if (const auto* request = std::get_if<ProduceRequest>(&body))
            for (const ProduceRequest::Item& item : request->items)
                context.note(FactKind::never_arrived, store.batches[item.batch].records,
                             Cause::lost_in_flight);
    c.waiting.clear();
}

}  // namespace mqfate::kafka
