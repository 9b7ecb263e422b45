// One request of a client at a time (inbox.hpp).
#include <algorithm>

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

template <class Message>
void Broker::receive(const Message& message, NodeId from, RoleContext& context) {
    ClientChannel& c = channel(from);
    if (c.busy() || !c.waiting.empty())
        c.waiting.push_back(message);
    else if constexpr (std::is_same_v<Message, ProduceRequest>)
        serve_produce(c, message, context);
    else
        serve_fetch(c, message, context);
}

void Broker::on(const ProduceRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}
void Broker::on(const FetchRequest& request, NodeId from, RoleContext& context) {
    receive(request, from, context);
}

void Broker::serve(ClientChannel& c, const Vocabulary::Body& body, RoleContext& context) {
    if (const auto* produce = std::get_if<ProduceRequest>(&body))
        serve_produce(c, *produce, context);
    else if (const auto* fetch = std::get_if<FetchRequest>(&body))
        serve_fetch(c, *fetch, context);
}

// The answer has been sent: the channel is unmuted.
void Broker::serve_next(NodeId client, RoleContext& context) {
    while (true) {
        ClientChannel& c = channel(client);
        if (c.busy() || c.waiting.empty()) return;
        const Vocabulary::Body body = c.waiting.pop_front();
        serve(c, body, context);
    }
}

// A log is free again: whoever waited for it goes on, in the order of clients.
void Broker::unblock(RoleContext& context) {
    for (std::size_t i = 0; i < memory.channels.size(); ++i) {
        if (!memory.channels[i].blocked) continue;
        memory.channels[i].blocked = false;
        serve_next(memory.channels[i].client, context);
    }
}

// What was appended stays appended; its answer has nobody to go to. Of the requests that the client
// had pipelined one more is served before writing an answer fails; with acks=0 there is no answer
// and all are (Selector.close with CloseMode.GRACEFUL, maybeReadFromClosingChannel).
void Broker::on(const Disconnected& gone, RoleContext& context) {
    if (gone.as_client) {
        if (gone.peer == context.settings().kafka.controller()) {
            context.cancel(ControllerTimeout{});
            controller_is_silent(context);
            context.arm(HeartbeatDue{}, milliseconds(50));
        } else {
            context.cancel(FetchTimeout{gone.peer});
            delay_all(follower(gone.peer), context);
        }
        return;
    }
    ClientChannel& c = channel(gone.peer);
    context.cancel(ProduceExpires{gone.peer});
    context.cancel(FetchExpires{gone.peer});
    c.produce.reset();
    c.fetch.reset();
    c.blocked = false;
    bool one_more = true;
    while (!c.waiting.empty()) {
        const Vocabulary::Body body = c.waiting.pop_front();
        const auto* produce = std::get_if<ProduceRequest>(&body);
        if (!produce || (produce->acks != Acks::none && !std::exchange(one_more, false))) continue;
        std::uint8_t syncs = 0;
        for (const ProduceRequest::Item& item : produce->items)
            append(item, produce->acks, no_node, syncs, context);
    }
}

}  // namespace mqfate::kafka
