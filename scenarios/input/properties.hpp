// Files of settings as real systems have them: Java's properties, and NAME=VALUE lines.
//
// Properties are read as java.util.Properties.load does: `#` and `!` begin comments; `=`, `:` or
// blanks end a name; a backslash at the end of a line goes on in the next one, whose leading blanks
// do not count; `\t`, `\n`, `\r`, `\f` and `\uXXXX` are characters, and a backslash before any
// other one is left out. Blanks behind a value belong to it. Bytes are taken as UTF-8. Tested by:
// tests/scenarios/input/properties_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/errors.hpp"

namespace mqfate::scenarios {

struct FileProperty {
    std::string name;
    std::string value;
    std::uint32_t line = 0;  ///< from 1: where it begins
    friend bool operator==(const FileProperty&, const FileProperty&) = default;
};

/// In the order of the text; a name that comes again is there again (to Java the last one counts).
/// Errors: a `\u` without four hexadecimal digits behind it, which Java refuses as well.
tl::expected<std::vector<FileProperty>, Errors> read_properties(std::string_view text,
                                                                const std::string& file);

/// `NAME=VALUE` lines as `docker --env-file` and shells have them: `#` begins a comment line,
/// `export ` before a name and one pair of quotes around a value are left out. A line without `=`
/// says nothing.
std::vector<FileProperty> read_environment(std::string_view text);

}  // namespace mqfate::scenarios
