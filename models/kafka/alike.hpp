// Who is who does not matter: which nodes of a Kafka cluster nothing tells apart.
//
// Producers with the same settings differ in their NodeId, and the model goes by that in some
// places; where it does they are not alike:
//   - whom a producer asks first is its node modulo the brokers (producer.cpp);
//   - which partition is next without a key is drawn from its node (partitioner.hpp);
//   - a broker that answers several clients at once goes on with what each has waiting in the order
//     of nodes (leading.cpp, inbox.cpp): no matter unless two of them have a batch waiting, that is
//     with acks=all and several batches under way from one producer, or where an append is flushed,
//     or over datagrams;
//   - it answers them in that order, too: no matter unless it may crash between two answers, that
//     is with acks=all, more than one replica and a fault that crashes a broker.
// Nor are any where there are producer ids and a fault that crashes a producer: an id that nobody
// holds any more would keep the name that it had.
//
// Followers of one leader differ in their place in the assignment and in their NodeId. Who leads
// next goes by the one (election.cpp), whom a client asks next by the other (ClientMetadata,
// Fetcher). They are alike where neither comes up:
//   - the leader of all stays: things happen in the order of time, so no session is over by itself,
//     and no fault strikes it, nor anybody else but brokers that lead nothing;
//   - no producer begins at either: it stays connected to the broker that it asked first;
//   - a client that looks for somebody to ask finds one that is ready. Where brokers fail that is
//     the leader: a producer has at least two requests fewer in flight than it may. Where produce
//     requests or their answers are lost it is the broker that the producer began with, which is
//     another one and stays.
// So a follower's crash, power loss, pause or isolation is in, and a lost acknowledgement, but not
// both; and of three brokers with one producer none are alike, of four two are. In the public
// specification any replica may lead, and there all are interchangeable
// (tests/exhaustive/replication/symmetry.hpp).
//
// Consumers are never alike: a partition has one reader.
// Tested by: tests/models/kafka/alike_test.cpp, tests/exhaustive/symmetry_test.cpp,
// tests/exhaustive/follower_symmetry_test.cpp.
#pragma once

#include "models/kafka/system.hpp"

namespace mqfate::kafka {

bool alike(const Plan<Vocabulary>& plan, TimeOrder order, NodeId a, NodeId b);

}  // namespace mqfate::kafka
