// One step of the search, and what it costs.
//
// Most choices are steps of the kernel: a delivery, a timer, a sync, a restart. The others are the
// faults of the plan:
//   A fault of a node strikes at any moment, not at the one that is stated for a run, and as often
//   as its limit says (once, if it has none), as long as the budget pays.
//   A rule about messages hits any packet under way that matches, whatever its odds. It is a choice
//   of its own after the send, which comes to the same as if it had struck during the send.
//   A process may die inside a handler, between two of the messages that this sends. That is the
//   moment at which what it has done and what others know of it part: it has written to its log,
//   say, and the answer never leaves.
//   A process that was asked to end ends when it has done what it must. That it is killed before,
//   since it takes too long, is a deviation from the order of time.
// What is down, paused or cut may come back at any time, for nothing.
//
// Left out: a power loss that keeps a part of what was not synced (all or nothing is tried), and
// delays (all orders are tried anyway).
#pragma once

#include <cstdint>
#include <variant>

#include "sim/world/step.hpp"

namespace mqfate {

/// A node fault of the plan, with all its targets at once.
struct Strike {
    std::uint16_t fault = 0;
    friend bool operator==(const Strike&, const Strike&) = default;
};
/// A datagram arrives twice: a copy of it is put under way.
struct Duplicate {
    std::uint32_t index = 0;  ///< its place in World::datagrams
};

/// A crash of the plan strikes while a node handles `step`: what its handler asks for happens up to
/// the message number `send` (from 0) that it sends; that message and all after it do not.
struct Inside {
    Step step;
    std::uint16_t fault = 0;
    std::uint8_t send = 0;
};

/// Of which budget it takes one.
enum class Price : std::uint8_t { nothing, crash, loss, duplicate };

struct Choice {
    std::variant<Step, Strike, Duplicate, Inside> what;
    Price price = Price::nothing;
    bool deviates = false;  ///< from the order of time; takes one of that budget, too
};

}  // namespace mqfate
