// A document against a JSON Schema (draft 7): the witness against which tests hold the readers of
// scenarios. The program itself has no use for it: the readers refuse everything that the published
// schema refuses, and say it in better words (tests/schema/schema_and_readers_test.cpp).
// Leaves out: `$ref` to other files, `format`.
// Tested by: tests/schema/schema_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "scenarios/input/document.hpp"
#include "scenarios/input/errors.hpp"

namespace mqfate::tests {

/// A schema ready for use. Moving one is cheap; it cannot be copied.
class Schema {
public:
    /// Errors: `text` is no JSON, or no schema; `name` is what they call it.
    static tl::expected<Schema, scenarios::Errors> compile(std::string_view text, std::string name);

    /// What is wrong with `document`; empty if it conforms. One error for each innermost cause,
    /// with its line.
    scenarios::Errors validate(const scenarios::Document& document) const;

    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

private:
    struct Compiled;
    explicit Schema(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mqfate::tests
