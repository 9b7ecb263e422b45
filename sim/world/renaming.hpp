// A renaming: who takes whose name. Nodes that nothing tells apart change places, and with them
// their connections, their messages, and the faults and cuts of the plan that are theirs.
//
// Invariant: each of the five is a permutation, and they agree: the connections of a node become
// those of the node whose name it takes. Made by sim/explore/reduction/renamings.hpp.
// Tested by: tests/sim/explore/reduction/renamings_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/world/network.hpp"

namespace mqfate {

/// A place in FaultPlan::nodes, and one in FaultPlan::cuts.
using FaultPlace = Strong<struct FaultPlaceTag, std::uint16_t>;
using CutPlace = Strong<struct CutPlaceTag, std::uint16_t>;

struct Renaming {
    std::vector<NodeId> nodes;        ///< its new name, by NodeId
    std::vector<ChannelId> channels;  ///< by ChannelId
    std::vector<MessageId> messages;  ///< by MessageId
    std::vector<FaultPlace> faults;   ///< the one that it becomes, by place
    std::vector<CutPlace> cuts;       ///< by place
    friend bool operator==(const Renaming&, const Renaming&) = default;

    /// What is beyond the last (no_node) stays.
    void operator()(NodeId& node) const { take(nodes, node); }
    void operator()(ChannelId& channel) const { take(channels, channel); }
    void operator()(MessageId& message) const { take(messages, message); }

private:
    template <class Id> static void take(const std::vector<Id>& names, Id& id) {
        if (index(id) < names.size()) id = names[index(id)];
    }
};

/// Everything moves to the place of its new name.
template <class T, class Id>
void move_to_places(std::vector<T>& values, const std::vector<Id>& names) {
    std::vector<T> moved(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) moved[index(names[i])] = std::move(values[i]);
    values = std::move(moved);
}

}  // namespace mqfate
