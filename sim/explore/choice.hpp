// What can happen next in a world, whoever decides: the steps of the kernel, the faults of the
// plan, and what each of them costs.
//
// A fault of the plan strikes at any moment, not at the one that is stated for a run, and as often
// as its limit says (once, if it has none). A rule about messages hits any that match and are under
// way, whatever its odds. What is crashed, paused or cut may come back at any time.
// Left out: faults inside a handler (a moment with `inside`), torn writes other than all or
// nothing, delays (all orders are tried anyway).
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

/// Of which budget it takes one.
enum class Price : std::uint8_t { nothing, crash, loss, duplicate };

struct Choice {
    std::variant<Step, Strike, Duplicate> what;
    Price price = Price::nothing;
    bool deviates = false;  ///< from the order of time; takes one of that budget, too
};

}  // namespace mqfate
