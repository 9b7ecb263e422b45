// How many worlds a search will have, guessed from its first layers.
//
// Layers of a breadth-first search over interleavings grow and shrink like a bell (Pelánek and
// Šimeček, "Estimating State Space Parameters", PDMC 2008): the logarithm of the growth from one
// layer to the next falls about evenly. That line is fitted over the last layers and continued. It
// is a guess by shape: often right to a factor of two or three once the growth slows, and silent
// before. Tested by: tests/sim/explore/size_estimate_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace mqfate {

/// `layers`: new worlds by number of steps, complete ones only. Nothing while they do not say.
std::optional<std::uint64_t> estimated_size(const std::vector<std::uint64_t>& layers);

}  // namespace mqfate
