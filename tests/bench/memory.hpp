// What the benchmark program holds of memory by operator new, in bytes.
#pragma once

#include <cstdint>

namespace mqfate::bench {

/// At its height since the start, or since forget_most_bytes().
std::uint64_t most_bytes_allocated();
void forget_most_bytes();

}  // namespace mqfate::bench
