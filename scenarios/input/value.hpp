// A JSON value that knows where in its file it stands.
//
// The library's own value type forgets the place, the order of members and how a number was
// written; a reader needs all three: errors name a line, nodes are numbered in the order of the
// file, and 0.05 has to become 1/20. So a document is parsed into this tree, and the library's type
// appears in .cpp files only.
//
// Invariants: (1) `text` is the content of a string, or a number as it was written, else empty.
//             (2) `items` is used by arrays only, `members` by objects only; names are unique.
//             (3) `flag` is used by booleans only.
// Tested by: tests/scenarios/input/document_test.cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqfate::scenarios {

/// Line and column, both from 1; a column counts characters, not bytes. {0, 0}: the whole file.
struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Member;

struct Value {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    bool flag = false;
    Place place;  ///< of its first character
    std::string text;
    std::vector<Value> items;
    std::vector<Member> members;  ///< in the order of the file

    bool is(Kind k) const { return kind == k; }
    /// The member of that name; null if there is none or this is no object.
    const Value* find(std::string_view name) const;
};

struct Member {
    std::string name;
    Place place;  ///< of the name; `value.place` is that of the value
    Value value;
};

/// A few words for a message: `12`, `"all"` (long strings are cut), `an object`, `null`.
std::string describe(const Value& value);

/// The value as JSON on one line, members in their order, numbers as written: for the label of a
/// row in a comparison. Two equal values written alike give equal texts.
std::string compact(const Value& value);

/// Equal as JSON: places do not count, the order of members does not, 1.0 and 1 do differ.
bool same(const Value& a, const Value& b);

}  // namespace mqfate::scenarios
