// Counts what the whole test program allocates: for tests that something allocates nothing.
#pragma once

#include <cstdint>

namespace mqfate::tests {

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
inline constexpr bool counts_allocations = false;  // the sanitizer keeps the allocator for itself
#else
inline constexpr bool counts_allocations = true;
#endif

/// Since the start of the program, by operator new. 0 if they are not counted.
std::uint64_t allocations();

}  // namespace mqfate::tests
