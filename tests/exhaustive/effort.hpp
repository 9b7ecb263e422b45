// How much a test may ask for. Under AddressSanitizer a search takes about ten times as long, so
// there the largest scopes are left out; they are the same code, and the other builds run them.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define MQFATE_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MQFATE_ADDRESS_SANITIZER
#endif
#endif

namespace mqfate::test {

#ifdef MQFATE_ADDRESS_SANITIZER
inline constexpr bool slow_build = true;
#else
inline constexpr bool slow_build = false;
#endif

}  // namespace mqfate::test
