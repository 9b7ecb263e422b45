// A broken input and what has to be said about it: the vocabulary of the tests of the readers.
#pragma once

#include <doctest/doctest.h>
#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/input/errors.hpp"

namespace mqfate::scenarios {

struct Broken {
    std::string text;
    std::uint32_t line;
    std::string pointer;
    std::string fragment;  ///< of the line that a person reads
};

inline bool has(const Errors& errors, const Broken& expected) {
    return std::any_of(errors.begin(), errors.end(), [&](const InputError& error) {
        return error.line == expected.line && error.pointer == expected.pointer &&
               to_text(error).find(expected.fragment) != std::string::npos;
    });
}

/// Exactly this one error.
inline void check_only(const Errors& errors, const Broken& expected) {
    CAPTURE(expected.text.substr(0, 200));
    CAPTURE(expected.fragment);
    CAPTURE(errors.text());
    CHECK(errors.size() == 1);
    CHECK(has(errors, expected));
}

inline std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

}  // namespace mqfate::scenarios
