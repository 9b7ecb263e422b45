// ENSURE: a bug of ours. On in every build; prints what is known of the place and aborts.
//
// Bad input is a returned error and a loss in the modelled system is a value: neither comes here.
// A driver names its place with `Place`, so that the message says which seed, run and step to
// repeat. The place is per thread and is an instrument: nothing in a world depends on it.
#pragma once

#include <cstdint>

namespace mqfate {

struct Place {
    std::uint64_t seed = 0;
    std::uint64_t run = 0;
    std::uint64_t step = 0;
};

/// Where this thread's driver is.
Place& current_place();

/// Prints `condition`, `what`, file, line and the current place to stderr; exits with status 3.
[[noreturn]] void ensure_failed(const char* condition, const char* what, const char* file,
                                int line);

}  // namespace mqfate

#define ENSURE(condition, what)                                            \
    do {                                                                   \
        if (!(condition)) [[unlikely]]                                     \
            ::mqfate::ensure_failed(#condition, what, __FILE__, __LINE__); \
    } while (false)
