// The search of the specification of Kafka's replication, compiled once.
#pragma once

#include "sim/explore/search/search_result.hpp"
#include "tests/exhaustive/replication/machine.hpp"

namespace mqfate::replication {

/// Looks for what `ends_it` names (Replication::weak, ...) until it is broken or all states were
/// visited. `jobs`: threads; 0: all cores.
SearchResult searched(const Replication& machine, std::uint64_t ends_it, unsigned jobs = 0);

}  // namespace mqfate::replication
