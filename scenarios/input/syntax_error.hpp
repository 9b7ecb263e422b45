// A text that is not JSON: what is wrong, in words for people, and where it begins.
//
// The library's own message is written for programmers and points at the character that it could
// not read; this looks at the text around it for what people really do (a comma too many, a
// comment, single quotes, a file that was cut).
// Tested by: tests/scenarios/input/broken_document_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

struct SyntaxFault {
    std::string_view text;
    std::size_t last = 0;           ///< offset past the last good token
    std::size_t position = 0;       ///< characters that the library has read
    const Value* inside = nullptr;  ///< the innermost open object or list; null: none
    bool complete = false;          ///< a whole document came before
    std::string library_says;
};

struct SyntaxError {
    std::size_t offset = 0;
    std::string message;
    std::string expected;
};

SyntaxError explain_syntax_error(const SyntaxFault& fault);

}  // namespace mqfate::scenarios
