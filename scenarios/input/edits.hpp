// A document with something replaced, or without something: by JSON Pointer.
//
// Nothing here knows whether what comes out still makes sense: reading it tells.
// Tested by: tests/scenarios/input/edits_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

using Pointers = std::vector<std::string>;

/// What stands at `pointer`; null: nothing does. Requires: it is a pointer.
const Value* value_at(const Value& root, const std::string& pointer);

/// In the order in which `root` has what they point at. Requires: each leads somewhere.
Pointers in_order_of(const Value& root, Pointers pointers);

/// `root` with `value` at `pointer`. Requires: it leads somewhere.
Value with(const Value& root, const std::string& pointer, const Value& value);

/// `root` without what stands at `pointers`, and then without those of `containers` that are there
/// and empty: the last one first, so that a container comes before those that it holds.
/// Requires: each of `pointers` leads somewhere; of one list, those with a higher index come later.
Value without(const Value& root, const Pointers& pointers, const Pointers& containers = {});

}  // namespace mqfate::scenarios
