// What is said in English sentences, in Chinese: errors of reading a file and of the command line.
//
// Most of what people read are texts by code (words/phrase.hpp). Errors are made in many places out
// of pieces, and their English is a part of `check --format json`; so they are translated as they
// come, by the patterns of words/translations/: `{name}` stands for whatever is there, and is
// translated itself if it is one of these sentences. `{quoted...}` is only what stands in double
// quotes, `{n}` only what begins with a digit, and `{why...}` only what has a translation.
// Tested by: tests/words/translation_test.cpp, tests/golden/broken_files_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "words/phrase.hpp"

namespace mqfate::words {

/// Views of literals.
struct Translation {
    std::string_view en;
    std::string_view zh;
};

/// All patterns, in the parts that their files are.
std::span<const std::span<const Translation>> translations();

/// The Chinese for an English sentence, nothing if no pattern is like it. Of several the one with
/// the most letters of its own goes first.
std::optional<std::string> in_chinese(std::string_view english);

/// What the operating system says ("Permission denied"), in both languages if it is known; its
/// language is English as long as nobody sets a locale.
Phrase of_system(std::string_view english);

}  // namespace mqfate::words
