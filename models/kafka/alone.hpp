// Kafka's part in the partial-order reduction (sim/explore/reduction/independence.hpp): which
// clients may act before all others.
//
//   - A broker ends the connection of a client in two cases only: while it is not up, and where a
//     batch with acks=0 was refused. So all brokers must be up, and acks=0 never acts alone.
//   - Producers share two things: batches and records get their ids in turn, and the budget of
//     retries. So a producer acts alone only if it is the only one. Brokers make entries, which
//     have ids of their own; a consumer makes nothing and sends nothing again.
//   - What is sent again beyond the budget of retries is outside of a search. So a producer acts
//     alone only while no answer that comes to it can make it send anything again.
//   - Facts of a producer (published, confirmed, ...), of brokers (appended, ...) and of a consumer
//     (delivered, applied) about one message change different parts of its account.
//   - Nothing is at its end while a producer holds a message or has one to publish, or while a
//     consumer works, waits for the coordinator, or has something to hand out.
// Tested by: tests/models/kafka/alone_test.cpp, tests/exhaustive/independence_test.cpp.
#pragma once

#include "models/kafka/system.hpp"

namespace mqfate::kafka {

bool acts_alone(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId client);

/// Whether `server` has a request of `client` that it has not answered.
bool may_answer(const World<Model>& world, NodeId server, NodeId client);

}  // namespace mqfate::kafka
