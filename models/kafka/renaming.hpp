// Kafka's part in renaming a world (sim/explore/reduction/symmetry.hpp): where names stand. Who can
// exchange theirs: alike.hpp.
//
// Beside the fields that hold a name: what is listed by broker, replicas by their place in an
// assignment (ReplicaSet, Replica::remotes), and the broker in the id that it gave to a producer.
//
// Names of batches, records and producer ids are compared for equality only, so they are given in
// one order here: batches and records by the messages in them, the ids that producers hold by
// producer. Tested by: tests/models/kafka/renaming_test.cpp, tests/exhaustive/symmetry_test.cpp,
// tests/exhaustive/follower_symmetry_test.cpp.
#pragma once

#include "models/kafka/system.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate::kafka {

void rename(World<Model>& world, const Settings& settings, const Renaming& names);

}  // namespace mqfate::kafka
