// The topology: from who hangs on which wire to the wires and routes of the plan's wiring.
//
// Every node hangs on one core switch by a wire of its own out (where its bandwidth and the queue
// in front of it are) and free of charge in. A declared link is a switch for each direction that
// its two ends share, and is preferred to the core. Routes are shortest paths in that graph, so
// what a link carries follows from it. Only switches forward, and none of them fails, so who
// reaches whom is a matter of nodes and cuts alone (faults.hpp). Tested by:
// tests/sim/world/topology_test.cpp.
#pragma once

#include <vector>

#include "sim/world/plan.hpp"

namespace mqfate {

/// Between every node of `a` and every node of `b`: one wire each way, shared by all of them.
struct DeclaredLink {
    std::vector<NodeId> a;
    std::vector<NodeId> b;
    WireProfile profile;
};

/// Fills in wires and routes of `wiring`; `usual` is the wire from a node to the core. Requires:
/// names and channels are there.
void lay_wires(Wiring& wiring, const WireProfile& usual,
               const std::vector<DeclaredLink>& links = {});

}  // namespace mqfate
