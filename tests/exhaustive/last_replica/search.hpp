// The search of the specification of Kafka's replication under KRaft, compiled once.
#pragma once

#include <functional>

#include "sim/explore/search/search_result.hpp"
#include "tests/exhaustive/last_replica/machine.hpp"

namespace mqfate::last_replica {

/// Looks at all states within the bounds of `options`, or until what these say is broken.
/// `progress` is called after each block of states.
SearchResult searched(
    const LastReplica& machine, const SearchOptions& options,
    const std::function<void(const SearchProgress&)>& progress = [](const SearchProgress&) {});

}  // namespace mqfate::last_replica
