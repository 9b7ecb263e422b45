// The parts of a broker while it handles one message, one timer, or one news of its host.
//
//   membership   the controller: registration, heartbeats, who leads what, AlterPartition
//   inbox        requests of clients, one of a connection at a time; those that wait for something
//   leading      append, high watermark, what becomes of a produce request
//   in_sync      how far the followers of a leader are; who is in sync
//   reading      what a fetch is answered with
//   following    copying from leaders, truncation
//   flushing     flush by count and by time, checkpoints
//   hosted       the replicas and logs that all of them work on
//
// A part is a state of its own (a member of Broker::Volatile, a plain value) and a face: the verbs
// that it has for the others. Nothing else of it can be seen from here, for its state is private
// to it. Parts is put together anew for each handler and holds references only; what it does is the
// same as if each part was handed its neighbours and the context with every call.
#pragma once

#include "models/kafka/broker.hpp"

namespace mqfate::kafka {

struct Parts {
    Parts(Broker& broker, RoleContext& context_)
        : context(context_),
          hosted(broker.memory.replicas, broker.durable, context_),
          membership(broker.memory.membership, *this),
          inbox(broker.memory.inbox, *this),
          leading(*this),
          in_sync(*this),
          reading(*this),
          following(broker.memory.following, *this),
          flushing(broker.memory.flushing, *this) {}
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    const Settings& settings() const { return context.settings().kafka; }

    RoleContext& context;
    Hosted hosted;
    Membership membership;
    Inbox inbox;
    Leading leading;
    InSync in_sync;
    Reading reading;
    Following following;
    Flushing flushing;
};

}  // namespace mqfate::kafka
