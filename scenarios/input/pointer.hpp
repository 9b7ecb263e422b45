// JSON Pointers (RFC 6901), and a document with one value replaced.
//
// The axes of a comparison name settings by pointer: `replaced` makes the document of one row. What
// was not touched keeps its place in the file; the new value keeps its own place (that of the axis
// which lists it), so that an error about it points at the line that has to change.
// Tested by: tests/scenarios/input/pointer_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/document.hpp"

namespace mqfate::scenarios {

/// `pointer` followed by one more name: child("/a", "b/c") is "/a/b~1c".
std::string child(std::string_view pointer, std::string_view name);
std::string child(std::string_view pointer, std::size_t index);

/// The names of a pointer, unescaped; nothing if it is none ("a/b", "/a~2").
std::optional<std::vector<std::string>> split(std::string_view pointer);

/// The member or element `name` of a value; null if there is none.
const Value* step(const Value& parent, std::string_view name);

enum class Missing : std::uint8_t {
    last_only,  ///< only the last name may be new, all before it must exist
    create,     ///< objects that are missing on the way are made
};

/// A copy of `document` with `value` at `pointer`. Of an array, only what exists can be replaced.
/// On error (no pointer, no such parent, an index past the end, a step into a string or a number)
/// the error names `pointer`, the place of the last ancestor that exists and the nearest name.
tl::expected<Document, InputError> replaced(const Document& document, std::string_view pointer,
                                            const Value& value, Missing missing = Missing::create);

}  // namespace mqfate::scenarios
