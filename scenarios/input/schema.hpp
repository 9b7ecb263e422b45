// A document against a JSON Schema (draft 7): the first gate, and the witness against which the
// tests hold the readers.
//
// The readers say the same with better words (nearest names, limits, contradictions), so their
// errors are shown first where both object.
// Leaves out: `$ref` to other files, `format`.
// Tested by: tests/scenarios/input/schema_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "scenarios/input/document.hpp"
#include "scenarios/input/errors.hpp"

namespace mqfate::scenarios {

/// A schema ready for use. Moving one is cheap; it cannot be copied.
class Schema {
public:
    /// Errors: `text` is no JSON, or no schema; `name` is what they call it.
    static tl::expected<Schema, Errors> compile(std::string_view text, std::string name);

    /// What is wrong with `document`; empty if it conforms. One error for each innermost cause,
    /// with its line.
    Errors validate(const Document& document) const;

    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

private:
    struct Compiled;
    explicit Schema(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mqfate::scenarios
