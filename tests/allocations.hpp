// Counts what the whole test program allocates: for tests that something allocates nothing.
#pragma once

#include <cstdint>

namespace mqfate::tests {

/// Since the start of the program, by operator new.
std::uint64_t allocations();

}  // namespace mqfate::tests
