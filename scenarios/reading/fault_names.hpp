// The names that a fault may use: what a system and the network tell the reader of faults.
//
// The grammar of faults is the same for all systems (faults.hpp); whom and what they name is not.
// Texts are for people who made a mistake.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/world/context.hpp"
#include "sim/world/faults.hpp"

namespace mqfate::scenarios {

/// Nodes under one name, as in "all brokers" or "rack west".
using NamedNodes = std::pair<std::string, std::vector<NodeId>>;

/// Posts of a kind: each is held by a node, now by this one and now by that one.
struct PostNames {
    std::string of;                               ///< how a fault begins to name one: "leader of "
    std::string what;                             ///< what comes then: "partition"
    std::string form;                             ///< that in general: "TOPIC/PARTITION"
    std::vector<std::string> names;               ///< by PostId
    std::vector<std::vector<NodeId>> candidates;  ///< who may ever hold it, by PostId
};

struct FaultNames {
    std::vector<std::string> nodes;  ///< by NodeId
    std::vector<NamedNodes> groups;  ///< by whole name: "all brokers"
    PostNames posts;                 ///< without a name: there are none
    std::vector<NamedNodes> racks;   ///< without "rack "
    KindTable bodies;                ///< kinds of messages
    std::vector<NodeId> steady;      ///< whose processes do not fail
    std::string who_fails;           ///< "a broker, a producer or a consumer"
    std::uint32_t messages = 0;      ///< that the application publishes
};

}  // namespace mqfate::scenarios
