// A JSON text as characters: where its values stand, and whether it is text at all.
//
// The JSON library tells of each value but not of its place. A Scanner walks through the same text
// in step with it: everything between two tokens is white space, commas and colons.
// Tested by: tests/scenarios/input/document_test.cpp, broken_document_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

/// Invariant: `place` is the place of the character at `offset`.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::size_t offset() const { return offset_; }
    Place place() const { return place_; }

    /// Goes to the first character of the next token (or the end).
    void to_token();
    /// Goes past the token that begins here and returns it. Requires: it is well formed.
    std::string_view past_token();
    /// Goes to `offset`, or to the end if that is nearer. Requires: it is not behind.
    void to(std::size_t offset);

private:
    void step();
    std::size_t token_end() const;

    std::string_view text_;
    std::size_t offset_ = 0;
    Place place_{1, 1};
};

inline constexpr std::string_view json_space = " \t\r\n";
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// A byte that no JSON text has: a NUL, or one that breaks UTF-8 (RFC 3629).
struct BadByte {
    std::size_t offset = 0;
    std::string what;
};
std::optional<BadByte> first_bad_byte(std::string_view text);

}  // namespace mqfate::scenarios
