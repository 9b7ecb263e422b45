// A cut of the plan: between its pairs of nodes nothing passes.
//
// Several cuts may be in force on one way, so each way counts them.
// Tested by: tests/sim/world/kernel_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// Cut number `which` of the plan begins, or ends; nothing happens if it has done so already.
template <class Model>
void cut(World<Model>& world, const Plan<typename Model::Vocabulary>& plan, std::uint16_t which,
         bool begins) {
    if ((world.cuts[which] != 0) == begins) return;
    world.cuts[which] = begins ? 1 : 0;
    for (const auto& [from, to] : plan.faults.cuts[which])
        for (std::uint32_t i = 0; i < plan.wiring.channels.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client}) {
                const Channel& c = plan.wiring.channels[i];
                if (c.sender(way) != from || c.receiver(way) != to) continue;
                auto& cuts = world.connections[i].cuts[static_cast<std::size_t>(way)];
                cuts = static_cast<std::uint8_t>(begins ? cuts + 1 : cuts - 1);
            }
}

}  // namespace mqfate
