// What can happen next in a world, whoever decides: the steps of the kernel, the faults of the
// plan, and what each of them costs.
//
// A fault of the plan strikes at any moment, not at the one that is stated for a run, and as often
// as its limit says (once, if it has none). A rule about messages hits any that match and are under
// way, whatever its odds. What is crashed, paused or cut may come back at any time.
// A process may die inside a handler, before any of the messages that this sends: that is where
// what was done and what was told part.
// Left out: torn writes other than all or nothing, delays (all orders are tried anyway).
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
struct Duplicate {
    std::uint32_t index = 0;  ///< a datagram
};

/// A crash of the plan strikes while `step` is handled: message number `send` (from 0) that its
/// handler sends, and all that follows, does not happen.
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
