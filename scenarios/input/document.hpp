// A JSON text, parsed, with the place of every value.
//
//     auto document = Document::parse(text, "orders.json");
//     if (!document) return document.error();          // all of them, with lines
//     Errors errors(document->file());
//     Reader root(*document, errors);                  // scenarios/input/reader.hpp
//
// JSON is RFC 8259; on top of it: UTF-8 only (a byte order mark is tolerated), names are unique,
// at most `max_depth` levels, `max_bytes` bytes and `max_values` values, numbers within a double's
// range. Comments are not JSON, and the error says so. No input crashes or throws.
// A text that is not JSON gives one error, at the first bad character; duplicate names give one
// each.
// Tested by: tests/scenarios/input/document_test.cpp, broken_document_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "scenarios/input/errors.hpp"
#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

class Document {
public:
    static constexpr std::size_t max_bytes = 16u << 20;
    static constexpr std::size_t max_values = 500'000;
    static constexpr std::size_t max_depth = 64;

    /// `file_name` is only what errors call it: nothing is read from there.
    static tl::expected<Document, Errors> parse(std::string_view text, std::string file_name);

    const std::string& file() const { return file_; }
    const Value& root() const { return root_; }
    /// The value at an RFC 6901 pointer; null if there is none.
    const Value* find(std::string_view pointer) const;
    /// Where the value at `pointer` stands; of a value that is missing, its nearest ancestor.
    Place place(std::string_view pointer) const;

    /// A document with that root: for one that was changed (scenarios/input/pointer.hpp).
    Document(std::string file_name, Value root)
        : file_(std::move(file_name)), root_(std::move(root)) {}

private:
    std::string file_;
    Value root_;
};

}  // namespace mqfate::scenarios
