// What the faults of the plan have done so far in one run, and what is in force now. A value, a
// part of `Run`; the rules are the fault clock's (fault_clock.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/run/summary.hpp"

namespace mqfate {

/// A node fault of the plan, by its place in FaultPlan::nodes.
inline constexpr std::uint32_t no_fault = 0xffff'ffff;

struct FaultState {
    /// A fault that struck. Its place in the list is named by the event that ends it.
    struct InForce {
        std::uint32_t fault = no_fault;
        std::vector<NodeId> nodes;
        std::uint16_t cut = 0;
        bool active = false;  ///< it did something, and its second half is to come
        bool waits = false;   ///< a shutdown whose process has not ended yet
        friend bool operator==(const InForce&, const InForce&) = default;
    };

    std::vector<Strikes> strikes;        ///< by node fault
    std::vector<std::uint32_t> matches;  ///< of moments, by node fault
    std::vector<std::uint32_t> turns;    ///< targets that had theirs, one by one; by node fault
    std::vector<InForce> in_force;
    /// By NodeId: the fault that makes it slow now, or no_fault. Empty: no node is ever slow.
    std::vector<std::uint32_t> slowed_by;
    std::vector<NodeId> to_start;  ///< whose first start is still to come
    std::uint32_t to_come =
        0;  ///< declared instants that are still to come; the drain waits for them
    bool has_moments = false;  ///< some fault waits for one
    friend bool operator==(const FaultState&, const FaultState&) = default;
};

}  // namespace mqfate
