// The scope of a search over a world: how much may go wrong, and what else it looks at or leaves
// out.
//
// A budget is what is left of what may go wrong, and it is part of the state: two worlds of which
// one may still lose a message are two, since other things can happen next. What a budget does not
// pay for does not happen, so "holds" always means "within these bounds".
#pragma once

#include <cstdint>
#include <vector>

#include "sim/world/time_order.hpp"

namespace mqfate {

struct Budget {
    std::uint8_t crashes = 0;     ///< faults that stop a process: crash, pause, shutdown
    std::uint8_t losses = 0;      ///< faults of the network: drop, reset, cut, disconnect
    std::uint8_t duplicates = 0;  ///< datagrams that arrive twice
    std::uint8_t retries = 0;     ///< batches that a producer sends again
    /// Steps out of the order of time: a time-out that fires although what it waits for may still
    /// come (sim/world/reach.hpp), and whatever happens while quick traffic is under way (news of
    /// an ended connection, and what the model calls quick), which time would have put first.
    std::uint8_t deviations = 0;
    static constexpr std::uint8_t all = 0xff;  ///< of deviations: as many as there are
    friend bool operator==(const Budget&, const Budget&) = default;
};

struct Scope {
    Budget budget;
    /// What only time could tell from a world in which nothing happens (heartbeats of a broker in
    /// good standing) happens as well. More worlds, the same verdicts.
    bool idle_timers = false;
    /// The search begins before the processes have connected to each other, not after.
    bool from_the_start = false;
    /// Worlds that differ only in the names of interchangeable nodes count as one
    /// (sim/explore/reduction/symmetry.hpp).
    /// Fewer worlds, the same answers, counterexamples as short.
    bool symmetry = false;
    /// Where all orders are asked for, some that lead to the same world are left out
    /// (sim/explore/reduction/independence.hpp).
    /// Fewer worlds, the same verdicts; a counterexample may be longer.
    bool partial_order = false;
    friend bool operator==(const Scope&, const Scope&) = default;

    /// `kept` if everything happens in the order of time, from connected processes on. Some rules
    /// of a model never come up then, so it may take more nodes for alike (Model::alike).
    TimeOrder time_order() const {
        const bool kept = budget.deviations == 0 && !idle_timers && !from_the_start;
        return kept ? TimeOrder::kept : TimeOrder::any;
    }
};

}  // namespace mqfate
