// Files in, results out: the only place that touches either.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/document.hpp"
#include "words/phrase.hpp"

namespace mqfate::cli {

/// A scenario that is shipped: its short name ("kafka/lost-ack") and where it lies.
struct Shipped {
    std::string name;
    std::string path;
};
/// In alphabetical order.
std::vector<Shipped> shipped_scenarios();

/// The text of a scenario, by path or by the name of a shipped one. On error what was tried,
/// and the nearest name.
struct Source {
    std::string name;  ///< as it was given
    std::string path;
    std::string text;
};
tl::expected<Source, words::Phrase> read_source(const std::string& name);

/// The text of a file. On error what the system says.
tl::expected<std::string, words::Phrase> read_file(const std::string& path);

/// Writes to `path`, or to standard output if it is empty. False, with a message on standard error,
/// when it cannot be written to its end (a full disk, a closed pipe).
bool write_out(const std::string& path, const std::string& text, const words::Say& say);

}  // namespace mqfate::cli
