// Which parts of a state a step may have changed, so that only these are copied and written anew
// (world_state.hpp, state_bytes.hpp).
//
// Parts: the nodes, then the connections, then the rest as one, which always counts as changed. Why
// this is right: a step that a node handles changes that node, and through what it sends or closes
// the connections that end at it, and no other; a step of the network names its connection. For
// datagrams and cuts, which reach anything, all parts count as changed. To mark too much costs time
// only.
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/world/plan.hpp"
#include "sim/world/step.hpp"

namespace mqfate {

class Touched {
public:
    Touched(std::size_t nodes, std::size_t connections)
        : nodes_(nodes), parts_(nodes + connections + 1, false) {
        clear();
    }
    /// Nothing was touched but the rest.
    void clear() {
        parts_.assign(parts_.size(), false);
        parts_.back() = true;
    }
    bool has(std::size_t part) const { return parts_[part]; }
    bool has_node(std::size_t node) const { return parts_[node]; }
    bool has_connection(std::size_t channel) const { return parts_[nodes_ + channel]; }

    /// Marks what `step` can change. Returns the node that handles it, or no_node.
    NodeId touch(const Step& step, const Wiring& wiring) {
        return std::visit([&](const auto& s) { return this->touch_by(s, wiring); }, step);
    }

private:
    template <class S> NodeId touch_by(const S& s, const Wiring& wiring) {
        if constexpr (requires { s.node; }) {
            return touch_node(s.node, wiring);
        } else if constexpr (std::is_same_v<S, Deliver>) {
            return touch_node(wiring.channels[index(s.channel)].receiver(s.way), wiring);
        } else if constexpr (std::is_same_v<S, Accept>) {
            return touch_node(wiring.channels[index(s.channel)].client, wiring);
        } else if constexpr (std::is_same_v<S, PushBack>) {
            return touch_node(wiring.channels[index(s.channel)].sender(s.way), wiring);
        } else if constexpr (requires { s.channel; }) {
            parts_[nodes_ + index(s.channel)] = true;
            return no_node;
        } else {  // datagrams and cuts: whatever they reach
            parts_.assign(parts_.size(), true);
            return no_node;
        }
    }
    NodeId touch_node(NodeId node, const Wiring& wiring) {
        parts_[index(node)] = true;
        for (std::size_t i = 0; i < wiring.channels.size(); ++i)
            if (wiring.channels[i].client == node || wiring.channels[i].server == node)
                parts_[nodes_ + i] = true;
        return node;
    }

    std::size_t nodes_;
    std::vector<bool> parts_;
};

}  // namespace mqfate
