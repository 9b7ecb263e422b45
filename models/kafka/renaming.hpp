// Kafka's part in renaming a world (sim/explore/symmetry.hpp): which producers nothing tells apart,
// and where names stand.
//
// Producers with the same settings differ in their NodeId, and the model goes by that in some
// places; where it does they are not alike:
//   - whom a producer asks first is its node modulo the brokers (producer.cpp);
//   - which partition is next without a key is drawn from its node (partitioner.hpp);
//   - a broker that answers several clients at once goes on with what each has waiting in the order
//     of nodes (leader.cpp, inbox.cpp): no matter unless two of them have a batch waiting, that is
//     with acks=all and several batches under way from one producer, or where an append is flushed,
//     or over datagrams;
//   - it answers them in that order, too: no matter unless it may crash between two answers, that
//     is with acks=all, more than one replica and a fault that crashes a broker.
// Nor are any where there are producer ids and a fault that crashes a producer: an id that nobody
// holds any more would keep the name that it had.
// Consumers are never alike: a partition has one reader.
// Followers are never alike either: who leads next goes by the order of the assignment
// (election.cpp), and whom a client asks next by the order of brokers (ClientMetadata). Where
// nothing fails neither comes up, but such scopes are small: three brokers, two messages and a
// consumer have 4,050 worlds. (The specification lets any replica lead: there they are
// interchangeable, tests/exhaustive/replication/symmetry.hpp.)
//
// Names of batches, records and producer ids are compared for equality only, so they are given in
// one order here: batches and records by the messages in them, the ids that producers hold by
// producer. Tested by: tests/models/kafka/renaming_test.cpp, tests/exhaustive/symmetry_test.cpp.
#pragma once

#include "models/world.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate::kafka {

bool alike(const Plan<Vocabulary>& plan, NodeId a, NodeId b);

void rename(World<Model>& world, const Renaming& names);

}  // namespace mqfate::kafka
