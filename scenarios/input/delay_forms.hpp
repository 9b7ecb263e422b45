// The forms in which a scenario writes a delay.
//
//   "500us"                                       always that
//   {"constant": "500us"}                         the same
//   {"uniform": ["200us", "400us"]}               both ends included
//   {"exponential": "1ms"}                        its mean
//   {"erlang": {"k": 3, "mean": "1ms"}}           the sum of k exponentials, with that mean
//   together
//   {"quantiles": {"0.5": "1ms", "1": "9ms"}}     linear between the points; "1", the longest, is
//                                                 required, "0" is 0 unless given
//   {"at_least": "1ms", "plus": DELAY}            a constant and another delay
//   {"mix": [[9, DELAY], [1, DELAY]]}             one of them, by weight
//
// Limits: 1 to 1,000 phases; at most 1,000 parts with weights of 0 to 1,000,000, not all 0.
// Errors go to the cursor's; the placeholder is a delay of 0.
// Tested by: tests/scenarios/input/delay_forms_test.cpp.
#pragma once

#include "scenarios/input/cursor.hpp"
#include "sim/base/delay.hpp"

namespace mqfate::scenarios {

Delay read_delay(const Cursor& cursor);

}  // namespace mqfate::scenarios
