// Reads "network" and "disk": racks, links with delay, loss and bandwidth, the transport.
//
//   "network": {
//     "transport": "connection",                    or "datagram"
//     "delay": {"uniform": ["200us", "400us"]},     one way, from any node to any other
//     "loss": 0.001,                                of one packet
//     "bandwidth": "125MB",                         a second, out of each node; with "queue": bytes
//     "racks": {"east": ["b1", "shop"], "west": ["b2", "b3"]},
//     "links": [{"between": ["east", "west"], "delay": "5ms", "bandwidth": "10MB", "loss": 0.01}]
//   }
// A link is between two nodes or two racks, and replaces the default between them.
// Tested by: tests/scenarios/reading/network_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scenarios/input/reader.hpp"
#include "scenarios/reading/fault_names.hpp"
#include "sim/world/plan.hpp"

namespace mqfate::scenarios {

struct NetworkPart {
    Wiring wiring;
    std::vector<NamedNodes> racks;
};

/// `names`: by NodeId. `channels`: who may connect to whom. Errors go to the reader.
NetworkPart read_network(Reader network, std::vector<std::string> names,
                         std::vector<Channel> channels);

/// {"sync": "2ms", "writeback": {"expire": "30s", "wake": "5s"}}
DiskProfile read_disk(Reader disk);

}  // namespace mqfate::scenarios
